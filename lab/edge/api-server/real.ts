/**
 * The real kube-apiserver on a real etcd, both of this machine's own and on loopback between them. A database that is
 * there already, as that of a seed, is served as it is.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {generateKeyPairSync} from 'node:crypto';
import {once} from 'node:events';
import {mkdir, writeFile} from 'node:fs/promises';
import {get} from 'node:https';
import {createServer} from 'node:net';
import {join} from 'node:path';
import type {ApiServer, ApiServerOptions} from './types.ts';

export type RealOptions = ApiServerOptions & {
	/** kube-apiserver. */
	readonly program: string;
	readonly etcdProgram: string;
	/** For files of its own. */
	readonly workDirectory: string;
	/** Of etcd; made when it is missing. */
	readonly dataDirectory: string;
};

/** As OpenShift has it. */
const etcdPrefix = '/kubernetes.io';

const startLimitMs = 120_000;
const pollMs = 100;

export const startReal = async (options: RealOptions): Promise<ApiServer> => {
	await mkdir(options.workDirectory, {recursive: true, mode: 0o700});
	await mkdir(options.dataDirectory, {recursive: true, mode: 0o700});
	const port = options.port === 0 ? await freePort() : options.port;
	const etcdUrl = `http://127.0.0.1:${await freePort()}`;
	const etcd = start(options.etcdProgram, [
		'--name=lab',
		`--data-dir=${options.dataDirectory}`,
		`--listen-client-urls=${etcdUrl}`,
		`--advertise-client-urls=${etcdUrl}`,
		`--listen-peer-urls=http://127.0.0.1:${await freePort()}`,
		'--log-level=error',
	]);
	const server = start(options.program, await serverArguments(options, port, etcdUrl));
	const stop = async (): Promise<void> => {
		await end(server);
		await end(etcd);
	};
	try {
		await untilReady(port, [etcd, server]);
	} catch (error) {
		await stop();
		throw error;
	}
	const url = `https://127.0.0.1:${port}`;
	return {kind: 'real', url, port, stop, [Symbol.asyncDispose]: stop};
};

const serverArguments = async (
	{host, serving, clientAuthority, workDirectory}: RealOptions,
	port: number,
	etcdUrl: string,
): Promise<readonly string[]> => {
	const write = async (name: string, text: string): Promise<string> => {
		const path = join(workDirectory, name);
		await writeFile(path, text, {mode: 0o600});
		return path;
	};
	const pairs = await Promise.all(
		serving.map(async ({certificate, key}, index) => ({
			certificate: await write(`serving-${index}.crt`, certificate),
			key: await write(`serving-${index}.key`, key),
		})),
	);
	const tokens = await write('tokens.key', privateKey());
	return [
		`--etcd-servers=${etcdUrl}`,
		`--etcd-prefix=${etcdPrefix}`,
		`--bind-address=${host}`,
		`--secure-port=${port}`,
		`--tls-cert-file=${pairs[0]?.certificate}`,
		`--tls-private-key-file=${pairs[0]?.key}`,
		...pairs.slice(1).map(({certificate, key}) => `--tls-sni-cert-key=${certificate},${key}`),
		`--client-ca-file=${await write('clients.crt', clientAuthority)}`,
		'--service-account-issuer=https://kubernetes.default.svc',
		`--service-account-signing-key-file=${tokens}`,
		`--service-account-key-file=${tokens}`,
		'--service-cluster-ip-range=172.30.0.0/16',
		'--authorization-mode=RBAC',
		// Nobody makes service accounts here, and nobody runs pods.
		'--disable-admission-plugins=ServiceAccount',
		'--endpoint-reconciler-type=none',
		'--profiling=false',
	];
};

const privateKey = (): string =>
	generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: {type: 'spki', format: 'pem'},
		privateKeyEncoding: {type: 'pkcs1', format: 'pem'},
	}).privateKey;

type Program = {readonly child: ChildProcess; readonly name: string; readonly said: string[]};

/** They do not outlive whoever started them. */
const start = (program: string, args: readonly string[]): Program => {
	const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	const said: string[] = [];
	child.stderr?.on('data', (chunk: Buffer) => {
		said.push(chunk.toString());
		said.splice(0, said.length - keptChunks);
	});
	return {child, name: program, said};
};

const keptChunks = 50;

/** A request that is under way, as a watch, is not waited for. */
const end = async ({child}: Program): Promise<void> => {
	if (child.exitCode !== null || child.signalCode !== null) {
		return;
	}
	const ended = once(child, 'exit');
	child.kill('SIGTERM');
	const timer = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
	await ended;
	clearTimeout(timer);
};

const endLimitMs = 2000;

const untilReady = async (port: number, programs: readonly Program[]): Promise<void> => {
	const endMs = performance.now() + startLimitMs;
	while (!(await isReady(port))) {
		const ended = programs.find(({child}) => child.exitCode !== null);
		if (ended !== undefined || performance.now() > endMs) {
			const told = (ended ? [ended] : programs).map(({name, said}) => `${name}: ${said.join('')}`);
			throw new Error(`Starting an API server: ${told.join('\n').slice(-4000)}`);
		}
		await new Promise((resolve) => setTimeout(resolve, pollMs));
	}
};

/** Everybody may ask this; whom it shows itself to is for its clients to judge. */
const isReady = (port: number): Promise<boolean> =>
	new Promise((resolve) => {
		const options = {host: '127.0.0.1', port, path: '/readyz', rejectUnauthorized: false};
		get({...options, agent: false}, (response) => {
			response.resume();
			resolve(response.statusCode === 200);
		}).on('error', () => resolve(false));
	});

const freePort = async (): Promise<number> => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	return typeof address === 'object' && address !== null ? address.port : 0;
};
