/**
 * Who this host is after a deployment: what the status screen shows when the configuration is long shredded.
 * Never a secret.
 */
import {z} from 'zod';
import type {System} from '../../system/types.ts';
import type {Site} from '../site/site.ts';

const identitySchema = z.object({
	cluster: z.string(),
	/** Absent: the one that the network gave. */
	hostName: z.string().optional(),
	machineNetworks: z.array(z.string()),
	addresses: z.array(z.string()),
	digest: z.string(),
});

export type Identity = z.output<typeof identitySchema>;

export const identityOf = ({manifest, digest}: Site): Identity => {
	const {cluster_name, base_domain, hostname, machine_networks, machine_network} = manifest;
	const {node_ips, node_ip} = manifest;
	return {
		cluster: `${cluster_name}.${base_domain}`,
		...(hostname !== undefined && {hostName: hostname}),
		machineNetworks: machine_networks ?? (machine_network === undefined ? [] : [machine_network]),
		addresses: node_ips ?? (node_ip === undefined ? [] : [node_ip]),
		digest,
	};
};

export const apiUrl = ({cluster}: Identity): string => `https://api.${cluster}:6443`;

export const consoleUrl = ({cluster}: Identity): string =>
	`https://console-openshift-console.apps.${cluster}`;

export const writeIdentity = async (
	system: System,
	stateDirectory: string,
	identity: Identity,
): Promise<void> => {
	await system.files.makeDirectory(stateDirectory, 0o700);
	await system.files.writeText(pathIn(stateDirectory), `${JSON.stringify(identity)}\n`, 0o600);
};

/** undefined before the first deployment, and where the file says nothing that we understand. */
export const readIdentity = async (
	system: System,
	stateDirectory: string,
): Promise<Identity | undefined> => {
	const path = pathIn(stateDirectory);
	if ((await system.files.stat(path)) === undefined) {
		return undefined;
	}
	return identitySchema.safeParse(parsed(await system.files.readText(path))).data;
};

const pathIn = (stateDirectory: string): string => `${stateDirectory}/identity.json`;

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
