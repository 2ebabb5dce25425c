/**
 * Access before the network is touched: the site's key beside the seed's own, for who has to look when the network
 * breaks; and the machine configs by which the cluster replaces the seed's keys later.
 */
import type {System} from '../../../system/types.ts';
import {changeOwner} from '../../../tools/chown.ts';
import type {StepContext} from '../../step.ts';
import {type EdgeParams, readSite} from './inputs.ts';
import {earlyKey, host, site} from './layout.ts';
import {marked} from './marked.ts';
import {writeChanged} from './write-changed.ts';

export const addSshKey = marked<EdgeParams>({
	id: 'ssh-key',
	inputs: async (_, {system}) => ({keys: (await readSite(system)).ssh_key ?? ''}),
	stands: async (_, {system}) => (await system.files.stat(earlyKey)) !== undefined,
	run: async (_, context) => {
		const {ssh_key: keys = ''} = await readSite(context.system);
		await addKey(keys, context);
		await writeMachineConfigs(context.system, keys);
	},
});

const addKey = async (keys: string, {system, signal}: StepContext): Promise<void> => {
	const ssh = host.authorizedKeys.replace(/\/[^/]+$/, '');
	await system.files.makeDirectory(host.authorizedKeys, 0o700);
	await writeChanged(system, earlyKey, `${keys.trimEnd()}\n`, 0o600);
	// sshd ignores keys that another user could have written.
	await changeOwner(system, 'core:core', [ssh, host.authorizedKeys, earlyKey], signal);
};

const writeMachineConfigs = async (system: System, keys: string): Promise<void> => {
	await system.files.makeDirectory(site.manifests, 0o700);
	for (const role of ['master', 'worker']) {
		const text = `${JSON.stringify(machineConfig(role, keys))}\n`;
		await writeChanged(system, `${site.manifests}/99-${role}-ssh.json`, text, 0o600);
	}
};

const machineConfig = (role: string, keys: string): object => ({
	apiVersion: 'machineconfiguration.openshift.io/v1',
	kind: 'MachineConfig',
	metadata: {
		name: `99-${role}-ssh`,
		labels: {'machineconfiguration.openshift.io/role': role},
	},
	spec: {
		config: {
			ignition: {version: '3.2.0'},
			passwd: {users: [{name: 'core', sshAuthorizedKeys: [keys]}]},
		},
	},
});
