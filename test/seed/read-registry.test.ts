import {execFileSync} from 'node:child_process';
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {readSeed} from '../../src/seed/read.ts';
import {realSystem} from '../../src/system/real.ts';
import * as oci from '../helpers/oci-layout.ts';
import {freePort, password, type Registry, startRegistry, writeAuth} from '../helpers/registry.ts';

let registry: Registry;
let layout: string;
let seed: oci.Entry;
let several: oci.Entry;

beforeAll(async () => {
	registry = await startRegistry();
	layout = oci.newLayout();
	seed = oci.addSeed(layout);
	const arm64 = oci.forPlatform(oci.addSeed(layout, {architecture: 'arm64'}), 'arm64');
	several = oci.addIndex(layout, [oci.forPlatform(seed, 'amd64'), arm64]);
	oci.writeIndex(layout, [oci.named(seed, 'v1'), oci.named(several, 'all')]);
	push('v1', 'seed:v1');
	push('v1', 'spoilt:v1');
	push('all', 'seed:all');
}, 60_000);

afterAll(async () => {
	rmSync(layout, {recursive: true});
	await registry.stop();
});

const push = (reference: string, name: string): void => {
	const access = ['--dest-authfile', registry.goodAuth, '--dest-cert-dir', registry.certificates];
	const places = [`oci:${layout}:${reference}`, `docker://${registry.host}/${name}`];
	execFileSync('skopeo', ['copy', '--quiet', '--all', '--preserve-digests', ...access, ...places]);
};

type Asking = {readonly authFile?: string; readonly home?: string; readonly architecture?: string};

const read = (image: string, {authFile, home, architecture}: Asking = {}) =>
	readSeed(
		realSystem({...process.env, HOME: home ?? registry.trustingHome}),
		{kind: 'registry', image, authFile: authFile ?? registry.goodAuth},
		architecture ?? 'amd64',
		new AbortController().signal,
	);

const problemOf = async (reading: Promise<unknown>) =>
	reading.then(
		() => expect.fail('the seed was read'),
		(error: {code: string; message: string; remedy: readonly string[]; cause: Error}) => {
			expect(error.message + error.remedy.join() + error.cause?.message).not.toContain(password);
			return error;
		},
	);

describe('a seed in a registry', () => {
	test('is read with its labels', async () => {
		expect(await read(`${registry.host}/seed:v1`)).toMatchObject({
			source: {kind: 'registry', image: `${registry.host}/seed:v1`, authFile: registry.goodAuth},
			digest: seed.digest,
			formatVersion: '4',
			cluster: {seedClusterOcpVersion: '4.18.0', hasFips: true},
		});
	});

	test('is read by digest, also where a tag stands beside it', async () => {
		const image = `${registry.host}/seed:v1@${seed.digest}`;
		expect((await read(image)).digest).toBe(seed.digest);
	});

	test.each(['amd64', 'arm64'])(
		'for several architectures is read for %s',
		async (architecture) => {
			const info = await read(`${registry.host}/seed:all`, {architecture});
			expect(info.architecture).toBe(architecture);
			expect(info.digest).not.toBe(several.digest);
		},
	);

	test('that lacks this architecture names those it has', async () => {
		const asking = {architecture: 'ppc64le'};
		const {code, message} = await problemOf(read(`${registry.host}/seed:all`, asking));
		expect(code).toBe('SEED_ARCHITECTURE');
		expect(message).toContain('no variant for ppc64le, only for amd64, arm64');
	});

	test('asked for with a wrong password names the file that holds it', async () => {
		const asking = {authFile: registry.wrongAuth};
		const {code, message} = await problemOf(read(`${registry.host}/seed:v1`, asking));
		expect(code).toBe('SEED_AUTH');
		expect(message).toContain(`refuses the credentials of ${registry.wrongAuth}`);
	});

	test('asked for without a pull secret says that there was none', async () => {
		const asking = {authFile: `${registry.directory}/none.json`};
		const {code, message} = await problemOf(read(`${registry.host}/seed:v1`, asking));
		expect(code).toBe('SEED_AUTH');
		expect(message).toContain('refuses to answer without credentials');
	});

	test('asked for with a pull secret of another registry is refused', async () => {
		const authFile = writeAuth(registry.directory, 'other.json', 'quay.io', `user:${password}`);
		expect((await problemOf(read(`${registry.host}/seed:v1`, {authFile}))).code).toBe('SEED_AUTH');
	});

	test('asked for with a pull secret that is no JSON says so', async () => {
		const authFile = `${registry.directory}/broken.json`;
		writeFileSync(authFile, `${password} is no JSON`);
		const {code} = await problemOf(read(`${registry.host}/seed:v1`, {authFile}));
		expect(code).toBe('SEED_AUTH_FILE_INVALID');
	});

	test('of an authority that this host does not know says where to put its certificate', async () => {
		const asking = {home: registry.directory};
		const {code, remedy} = await problemOf(read(`${registry.host}/seed:v1`, asking));
		expect(code).toBe('SEED_UNTRUSTED_CA');
		expect(remedy.join()).toContain('/etc/pki/ca-trust/source/anchors');
	});

	test.each(['seed:v2', 'nothing:v1', `seed@sha256:${'0'.repeat(64)}`])(
		'that is not there (%s) is told as missing',
		async (name) => {
			const {code} = await problemOf(read(`${registry.host}/${name}`));
			expect(code).toBe('SEED_NOT_FOUND');
		},
	);

	test('at a port where nobody listens is told as unreachable', async () => {
		const {code, message} = await problemOf(read(`127.0.0.1:${await freePort()}/seed:v1`));
		expect(code).toBe('SEED_UNREACHABLE');
		expect(message).toContain('connection refused');
	});

	test('at a name that does not resolve is told as unreachable', async () => {
		expect((await problemOf(read('registry.invalid/seed:v1'))).code).toBe('SEED_UNREACHABLE');
	});

	test('with a bad name is told before any request', async () => {
		const {code} = await problemOf(read(`${registry.host}/Seed:v1`));
		expect(code).toBe('SEED_SOURCE_INVALID');
	});

	test('whose manifest was changed in the registry is refused', async () => {
		const path = storedBlob(seed.digest);
		const manifest = readFileSync(path, 'utf8');
		try {
			writeFileSync(path, `${manifest} `);
			const reading = read(`${registry.host}/spoilt@${seed.digest}`);
			expect((await problemOf(reading)).code).toBe('SEED_DIGEST_MISMATCH');
		} finally {
			writeFileSync(path, manifest);
		}
	});

	test('whose config was changed in the registry is refused', async () => {
		const manifest = JSON.parse(readFileSync(oci.blobFile(layout, seed.digest), 'utf8'));
		const path = storedBlob(manifest.config.digest);
		const config = readFileSync(path, 'utf8');
		try {
			writeFileSync(path, config.replace('amd64', 'amd46'));
			const {code, message} = await problemOf(read(`${registry.host}/spoilt:v1`));
			expect(code).toBe('SEED_DIGEST_MISMATCH');
			expect(message).toContain(`but ${manifest.config.digest} was asked for`);
		} finally {
			writeFileSync(path, config);
		}
	});
});

const storedBlob = (digest: string): string => {
	const hex = digest.replace('sha256:', '');
	return `${registry.storage}/blobs/sha256/${hex.slice(0, 2)}/${hex}/data`;
};
