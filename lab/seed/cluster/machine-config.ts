/** The node's own MachineConfig: the arguments of every seed, and the files that a deployment changes in it. */
import {machineConfig} from '../documents.ts';
import {chronyConf, emptyPullSecret} from '../files.ts';
import type {SeedPairs} from './issue.ts';

export const nodeMachineConfig = ({pairs}: SeedPairs) => ({
	...machineConfig,
	spec: {
		...machineConfig.spec,
		config: {
			...machineConfig.spec.config,
			storage: {
				files: [
					ignitionFile('/etc/chrony.conf', 0o644, chronyConf),
					ignitionFile('/var/lib/kubelet/config.json', 0o600, emptyPullSecret),
					ignitionFile(
						'/etc/kubernetes/kubelet-ca.crt',
						0o644,
						pairs['kubelet-signer']?.certificate ?? '',
					),
				],
			},
		},
	},
});

const ignitionFile = (path: string, mode: number, text: string) => ({
	path,
	mode,
	overwrite: true,
	contents: {
		source: `data:text/plain;charset=utf-8;base64,${Buffer.from(text).toString('base64')}`,
	},
});
