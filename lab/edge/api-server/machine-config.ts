/**
 * What the machine-config operator does with the SSH keys of a site: once they are in the cluster, they take the place of
 * the seed's on the host. Nothing else of a machine config is applied.
 */
import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {KubeClient} from '../../../src/kube/client.ts';
import type {JsonObject} from '../../../src/kube/json.ts';

const path = '/apis/machineconfiguration.openshift.io/v1/machineconfigs/99-master-ssh';

const pollMs = 500;

/** Returns when they are in place; a site without keys has it wait for ever. */
export const takeOverKeys = async (client: KubeClient, root: string): Promise<void> => {
	const folder = join(root, '/home/core/.ssh/authorized_keys.d');
	if (!existsSync(folder)) {
		return;
	}
	let answer = await client.get(path);
	while (!answer.isOk) {
		await new Promise((resolve) => setTimeout(resolve, pollMs));
		answer = await client.get(path);
	}
	writeFileSync(join(folder, 'ignition'), `${keysIn(answer.value).join('\n')}\n`);
};

const keysIn = ({spec}: JsonObject): readonly string[] => {
	const {config} = spec as {readonly config: Ignition};
	return (config.passwd?.users ?? []).flatMap(({sshAuthorizedKeys}) => sshAuthorizedKeys);
};

type Ignition = {
	readonly passwd?: {readonly users: readonly {readonly sshAuthorizedKeys: readonly string[]}[]};
};
