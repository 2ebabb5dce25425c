/**
 * `auth/kubeconfig`: the administrator's way into the cluster, made before the cluster. A kubeconfig is YAML;
 * it is written as that, and any kubectl reads it.
 */
import {dump} from 'js-yaml';
import {Secret} from '../secret.ts';
import type {ClusterIdentity} from './identity.ts';
import {serverSignerNames} from './specs.ts';

export type ClusterName = {
	readonly clusterName: string;
	readonly baseDomain: string;
};

export const kubeconfig = (
	{clusterName, baseDomain}: ClusterName,
	{signers, admin}: ClusterIdentity,
): Secret => {
	const authorities = serverSignerNames.map((name) => signers[name].certificate).join('');
	const document = {
		apiVersion: 'v1',
		kind: 'Config',
		preferences: {},
		clusters: [
			{
				name: clusterName,
				cluster: {
					server: `https://api.${clusterName}.${baseDomain}:6443`,
					'certificate-authority-data': base64(authorities),
				},
			},
		],
		users: [
			{
				name: 'admin',
				user: {
					'client-certificate-data': base64(admin.certificate),
					'client-key-data': base64(admin.key.reveal()),
				},
			},
		],
		contexts: [{name: 'admin', context: {cluster: clusterName, user: 'admin'}}],
		'current-context': 'admin',
	};
	return new Secret(dump(document, {lineWidth: -1}));
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');
