/**
 * A real registry on loopback with TLS and a password, and the files that a client needs for it. Needs
 * docker-registry, htpasswd, openssl.
 */
import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';

export type Registry = {
	/** `127.0.0.1:port` */
	readonly host: string;
	readonly directory: string;
	readonly caFile: string;
	/** Holds `ca.crt`, for `--cert-dir`. */
	readonly certificates: string;
	/** A HOME whose containers configuration trusts this registry. */
	readonly trustingHome: string;
	readonly goodAuth: string;
	readonly wrongAuth: string;
	/** Below it lie the blobs as files. */
	readonly storage: string;
	readonly stop: () => Promise<void>;
};

export const password = 'planted-passw0rd';

export const startRegistry = async (): Promise<Registry> => {
	const directory = mkdtempSync(join(tmpdir(), 'ibi-registry-'));
	const port = await freePort();
	const host = `127.0.0.1:${port}`;
	makeCertificates(directory);
	const trustingHome = join(directory, 'home');
	const trusted = join(trustingHome, '.config/containers/certs.d', host);
	const certificates = join(directory, 'certificates');
	for (const path of [trusted, certificates]) {
		mkdirSync(path, {recursive: true});
		execFileSync('cp', [join(directory, 'ca.crt'), path]);
	}
	const server = serve(directory, port);
	await untilReady(server, host, join(directory, 'ca.crt'));
	return {
		host,
		directory,
		caFile: join(directory, 'ca.crt'),
		certificates,
		trustingHome,
		goodAuth: writeAuth(directory, 'good.json', host, `user:${password}`),
		wrongAuth: writeAuth(directory, 'wrong.json', host, 'user:another'),
		storage: join(directory, 'storage/docker/registry/v2'),
		stop: async () => {
			const ended = new Promise((resolve) => server.once('exit', resolve));
			server.kill();
			await ended;
			rmSync(directory, {recursive: true});
		},
	};
};

export const writeAuth = (
	directory: string,
	name: string,
	host: string,
	userAndPassword: string,
): string => {
	const auth = Buffer.from(userAndPassword).toString('base64');
	const path = join(directory, name);
	writeFileSync(path, JSON.stringify({auths: {[host]: {auth}}}), {mode: 0o600});
	return path;
};

export const freePort = (): Promise<number> =>
	new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});

const makeCertificates = (directory: string): void => {
	const openssl = (...args: readonly string[]): void => {
		execFileSync('openssl', args, {cwd: directory, stdio: 'ignore'});
	};
	const newKey = ['-newkey', 'rsa:2048', '-nodes', '-days', '2'];
	openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=Test CA');
	writeFileSync(join(directory, 'names'), 'subjectAltName=IP:127.0.0.1\n');
	openssl(
		'req',
		...newKey.slice(0, 3),
		'-keyout',
		'tls.key',
		'-out',
		'tls.csr',
		'-subj',
		'/CN=registry',
	);
	openssl(
		...['x509', '-req', '-in', 'tls.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'],
		...['-days', '2', '-extfile', 'names', '-out', 'tls.crt'],
	);
};

const serve = (directory: string, port: number): ChildProcess => {
	const users = execFileSync('htpasswd', ['-Bbn', 'user', password], {encoding: 'utf8'});
	writeFileSync(join(directory, 'htpasswd'), users);
	const config = {
		version: 0.1,
		log: {level: 'error'},
		storage: {filesystem: {rootdirectory: join(directory, 'storage')}},
		http: {
			addr: `127.0.0.1:${port}`,
			tls: {certificate: join(directory, 'tls.crt'), key: join(directory, 'tls.key')},
		},
		auth: {htpasswd: {realm: 'test', path: join(directory, 'htpasswd')}},
	};
	writeFileSync(join(directory, 'config.yml'), JSON.stringify(config));
	return spawn('docker-registry', ['serve', join(directory, 'config.yml')], {stdio: 'ignore'});
};

const untilReady = async (server: ChildProcess, host: string, caFile: string): Promise<void> => {
	for (let attempt = 0; attempt < 200; attempt++) {
		if (server.exitCode !== null) {
			throw new Error(`docker-registry ended with exit code ${server.exitCode}`);
		}
		if (answers(host, caFile)) {
			return;
		}
		await delay(50);
	}
	server.kill();
	throw new Error('docker-registry did not answer within 10 s');
};

const answers = (host: string, caFile: string): boolean => {
	try {
		const url = `https://user:${password}@${host}/v2/`;
		execFileSync('curl', ['--silent', '--fail', '--cacert', caFile, url], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
};
