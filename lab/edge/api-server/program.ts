/**
 * The API server of a deployed host, as kubelet would start it: with the serving certificates and the client authorities
 * that lie on the disk, on the database that lies there too, and with what happens in a cluster by itself. Argument: one
 * JSON value. Prints its address when it can be reached, and ends with a signal.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {hostname, networkInterfaces} from 'node:os';
import {join} from 'node:path';
import {kubeClient} from '../../../src/kube/client.ts';
import {readKubeconfig} from '../../../src/kube/kubeconfig.ts';
import {realSystem} from '../../../src/system/real.ts';
import {settle} from './controllers.ts';
import {forward} from './forward.ts';
import {takeOverKeys} from './machine-config.ts';
import {startReal} from './real.ts';
import {seedTheCluster} from './seed-cluster.ts';
import {startStandIn} from './stand-in/server.ts';
import type {ApiServerOptions, ServingPair} from './types.ts';

export type HostApiServer = {
	readonly port: number;
	/** Absent: the stand-in. */
	readonly real?: {readonly program: string; readonly etcdProgram: string};
	/** Of etcd, as `/var/lib/etcd`; the stand-in keeps its objects in `workDirectory`. */
	readonly dataDirectory: string;
	readonly workDirectory: string;
	/** Between two changes of the cluster while it settles. */
	readonly pauseMs: number;
	readonly stuckOperator?: string;
	/** Where the host's files lie, when not at their own places. */
	readonly root?: string;
};

const spec = JSON.parse(process.argv[2] ?? '{}') as HostApiServer;
const {port, real, dataDirectory, workDirectory, pauseMs, stuckOperator, root = ''} = spec;

const certificates = `${root}/etc/kubernetes/static-pod-resources/kube-apiserver-certs`;

/** The one for connections by address, without a name, goes first. */
const servingPairs = (): readonly ServingPair[] =>
	readdirSync(join(certificates, 'secrets'))
		.filter((name) => name.includes('-serving-'))
		.toSorted((one, other) => Number(isLocal(other)) - Number(isLocal(one)))
		.map((name) => ({
			certificate: readFileSync(join(certificates, 'secrets', name, 'tls.crt'), 'utf8'),
			key: readFileSync(join(certificates, 'secrets', name, 'tls.key'), 'utf8'),
		}));

const isLocal = (name: string): boolean => name.startsWith('localhost');

const [first, ...others] = servingPairs();
if (first === undefined) {
	throw new Error(`No serving certificate in ${certificates}`);
}
const options: ApiServerOptions = {
	port: 0,
	host: '127.0.0.1',
	serving: [first, ...others],
	clientAuthority: readFileSync(join(certificates, 'configmaps/client-ca/ca-bundle.crt'), 'utf8'),
};
const server =
	real === undefined
		? await startStandIn({...options, file: join(workDirectory, 'objects.json')})
		: await startReal({...options, ...real, dataDirectory, workDirectory});

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, async () => {
		ending.abort();
		await server.stop();
		process.exit(0);
	});
}

const system = realSystem(process.env);
const kubeconfig = join(certificates, 'secrets/node-kubeconfigs/localhost.kubeconfig');
const access = {
	...(await readKubeconfig(system, kubeconfig)),
	server: `https://127.0.0.1:${server.port}`,
	// Not every host knows this name, but its certificate has it.
	serverName: 'localhost',
};
const client = kubeClient(system, access, ending.signal);
// Whoever waits for the API must not see the cluster while it is put together.
await seedTheCluster(client);
await forward('0.0.0.0', port, server.port);
process.stdout.write(`${server.kind} API server on port ${port}\n`);

const nodeAddress = Object.values(networkInterfaces())
	.flatMap((addresses) => addresses ?? [])
	.find(({family, internal}) => family === 'IPv4' && !internal)?.address;
await Promise.all([
	settle(client, {
		nodeName: hostname(),
		nodeAddress: nodeAddress ?? '127.0.0.1',
		pauseMs,
		...(stuckOperator !== undefined && {stuckOperator}),
	}),
	takeOverKeys(client, root),
]);
