/**
 * Reads a kubeconfig of the cluster's own host: the one server, its authorities, and who we are to it. Format:
 * client-go's `clientcmd/api/v1`; plugins and passwords are not read, and a server is never trusted without proof.
 */
import {z} from 'zod';
import {tryDocuments} from '../config/yaml.ts';
import {InstallError} from '../errors.ts';
import {Secret} from '../secret.ts';
import type {System} from '../system/types.ts';

export type KubeAccess = {
	/** Without a slash at its end. */
	readonly server: string;
	readonly serverName?: string;
	/** PEM. */
	readonly authorities: string;
	readonly certificate?: string;
	readonly key?: Secret;
	readonly token?: Secret;
};

/** @throws InstallError KUBECONFIG_UNREADABLE, FILE_UNREADABLE */
export const readKubeconfig = async (system: System, path: string): Promise<KubeAccess> => {
	const {cluster, user} = currentOf(await system.files.readText(path), path);
	const pem = (data: string | undefined, file: string | undefined) => pemOf(system, data, file);
	const authorities = await pem(
		cluster['certificate-authority-data'],
		cluster['certificate-authority'],
	);
	if (authorities === undefined) {
		throw unreadable(path, 'it names no authority for its server');
	}
	const certificate = await pem(user['client-certificate-data'], user['client-certificate']);
	const key = await pem(user['client-key-data'], user['client-key']);
	const serverName = cluster['tls-server-name'];
	return {
		server: cluster.server.replace(/\/+$/, ''),
		authorities,
		...(serverName !== undefined && {serverName}),
		...(certificate !== undefined && {certificate}),
		...(key !== undefined && {key: new Secret(key)}),
		...(user.token !== undefined && {token: new Secret(user.token)}),
	};
};

const text = z.string().min(1).optional();

const clusterShape = z.object({
	server: z.url({protocol: /^https$/}),
	'certificate-authority-data': text,
	'certificate-authority': text,
	'tls-server-name': text,
});

const userShape = z.object({
	'client-certificate-data': text,
	'client-certificate': text,
	'client-key-data': text,
	'client-key': text,
	token: text,
});

const named = <Key extends string, Shape extends z.ZodType>(key: Key, shape: Shape) =>
	z.array(z.object({name: z.string(), [key]: shape} as {name: z.ZodString} & Record<Key, Shape>));

const shape = z.object({
	clusters: named('cluster', clusterShape),
	users: named('user', userShape),
	contexts: named('context', z.object({cluster: z.string(), user: z.string()})),
	'current-context': z.string(),
});

type Current = {
	readonly cluster: z.output<typeof clusterShape>;
	readonly user: z.output<typeof userShape>;
};

const currentOf = (content: string, path: string): Current => {
	const loaded = tryDocuments(content);
	if ('fault' in loaded) {
		throw unreadable(path, loaded.fault);
	}
	const parsed = shape.safeParse(loaded.documents[0]);
	if (!parsed.success) {
		const places = new Set(parsed.error.issues.map((issue) => issue.path.join('.')));
		throw unreadable(path, `it has not the form of a kubeconfig (${[...places].join(', ')})`);
	}
	const {clusters, users, contexts, 'current-context': current} = parsed.data;
	const context = contexts.find(({name}) => name === current)?.context;
	const cluster = clusters.find(({name}) => name === context?.cluster)?.cluster;
	const user = users.find(({name}) => name === context?.user)?.user;
	if (cluster === undefined || user === undefined) {
		throw unreadable(path, `its context ${current} names no cluster or no user of it`);
	}
	return {cluster, user};
};

const pemOf = async (
	system: System,
	data: string | undefined,
	file: string | undefined,
): Promise<string | undefined> => {
	if (data !== undefined) {
		return Buffer.from(data, 'base64').toString('utf8');
	}
	return file === undefined ? undefined : system.files.readText(file);
};

const unreadable = (path: string, why: string): InstallError =>
	new InstallError('KUBECONFIG_UNREADABLE', {path, why});
