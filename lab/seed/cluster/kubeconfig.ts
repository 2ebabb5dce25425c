/** A kubeconfig as OpenShift leaves it on a node: of the administrator whom the node itself is. */
import {dump} from 'js-yaml';
import type {SeedPairs} from './issue.ts';

export const nodeKubeconfig = ({pairs}: SeedPairs, server: string): string => {
	const authorities = ['lb-signer', 'localhost-signer', 'service-network-signer'];
	const bundle = authorities.map((id) => pairs[id]?.certificate ?? '').join('');
	const encoded = (text = ''): string => Buffer.from(text).toString('base64');
	return dump(
		{
			apiVersion: 'v1',
			kind: 'Config',
			clusters: [
				{name: 'cluster', cluster: {server, 'certificate-authority-data': encoded(bundle)}},
			],
			users: [
				{
					name: 'system:admin',
					user: {
						'client-certificate-data': encoded(pairs['node-admin']?.certificate),
						'client-key-data': encoded(pairs['node-admin']?.key),
					},
				},
			],
			contexts: [{name: 'system:admin', context: {cluster: 'cluster', user: 'system:admin'}}],
			'current-context': 'system:admin',
		},
		{lineWidth: -1},
	);
};
