/** The lab's container registry: Debian's docker-registry on 127.0.0.1 with TLS and a password. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {get} from 'node:https';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {artifactDirectory, type Lab} from './stage.ts';
import {registryIdentity} from './stages/registry-identity.ts';

export type RegistryOptions = {
	readonly storage: string;
	readonly access: 'read-only' | 'read-write';
	/** Another port than the one in the image names: while the storage is filled. */
	readonly port?: number;
};

export type RunningRegistry = {
	readonly address: string;
	readonly stop: () => Promise<void>;
	readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const readyWithinMs = 15_000;
const pollMs = 50;

export const startRegistry = async (
	lab: Lab,
	options: RegistryOptions,
): Promise<RunningRegistry> => {
	const identity = await artifactDirectory(registryIdentity, lab.settings);
	const port = options.port ?? lab.settings.registryPort;
	const address = `127.0.0.1:${port}`;
	await requireFree(address, port);
	const directory = await mkdtemp(join(tmpdir(), 'ibi-lab-registry-'));
	const config = join(directory, 'config.yml');
	await writeFile(config, configText(address, identity, options));
	const child = spawn('docker-registry', ['serve', config], {stdio: ['ignore', 'ignore', 'pipe']});
	const stop = () => stopChild(child, directory);
	try {
		await waitUntilReady(lab, child, [port, join(identity, 'ca.crt')]);
	} catch (error) {
		await stop();
		throw error;
	}
	return {address, stop, [Symbol.asyncDispose]: stop};
};

/** A port that nobody listens on now. */
export const freePort = async (): Promise<number> => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' && address !== null ? address.port : 0;
};

/** Else the one that already listens would answer in place of ours. */
const requireFree = async (address: string, port: number): Promise<void> => {
	const server = createServer().listen(port, '127.0.0.1');
	await once(server, 'listening').catch((cause: unknown) => {
		throw new Error(`Starting the lab registry: ${address} is already in use`, {cause});
	});
	server.close();
	await once(server, 'close');
};

/** JSON is YAML, so nothing needs a writer for the latter. */
const configText = (address: string, identity: string, {storage, access}: RegistryOptions) =>
	JSON.stringify({
		version: 0.1,
		log: {level: 'warn', accesslog: {disabled: true}},
		storage: {
			filesystem: {rootdirectory: storage},
			maintenance: {
				uploadpurging: {enabled: false},
				readonly: {enabled: access === 'read-only'},
			},
		},
		http: {
			addr: address,
			tls: {
				certificate: join(identity, 'registry.crt'),
				key: join(identity, 'registry.key'),
			},
		},
		auth: {htpasswd: {realm: 'ibi-console lab', path: join(identity, 'htpasswd')}},
	});

const waitUntilReady = async (
	lab: Lab,
	child: ChildProcess,
	[port, caFile]: readonly [number, string],
): Promise<void> => {
	const said: string[] = [];
	child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
	const failed = once(child, 'error').then(([error]) => Promise.reject(error as Error));
	failed.catch(() => {});
	const ca = await readFile(caFile);
	const deadlineMs = lab.system.clock.monotonicMs() + readyWithinMs;
	while (!(await Promise.race([answers(port, ca), failed]))) {
		if (child.exitCode !== null || lab.system.clock.monotonicMs() > deadlineMs) {
			throw new Error(`Starting the lab registry on port ${port}: ${said.join('')}`);
		}
		await lab.system.clock.sleep(pollMs);
	}
};

/** Without a password it refuses us, which shows that it serves. */
const answers = (port: number, ca: Buffer): Promise<boolean> =>
	new Promise((resolve) => {
		const request = get({host: '127.0.0.1', port, path: '/v2/', ca}, (response) => {
			response.resume();
			resolve(response.statusCode === 401);
		});
		request.on('error', () => resolve(false));
	});

const stopChild = async (child: ChildProcess, directory: string): Promise<void> => {
	if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
		const ended = once(child, 'exit');
		child.kill();
		await ended;
	}
	await rm(directory, {recursive: true, force: true});
};
