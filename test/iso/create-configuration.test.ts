import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {compare} from 'bcryptjs';
import {beforeAll, describe, expect, test} from 'vitest';
import {toProblem} from '../../src/errors.ts';
import {readConfigurationIso} from '../../src/iso/configuration-iso.ts';
import {createConfigurationIso} from '../../src/iso/create-configuration.ts';
import {identityText} from '../../src/iso/identity-file.ts';
import {newSiteIdentity} from '../../src/iso/site-identity.ts';
import {fileSource} from '../../src/iso/volume/source.ts';
import {realSystem} from '../../src/system/real.ts';
import type {System} from '../../src/system/types.ts';
import {minimalInstallConfig} from '../config/install-documents.ts';
import {addSeed, newLayout, seedLabels, writeIndex} from '../helpers/oci-layout.ts';
import {inTemporary} from './xorriso.ts';

const system = realSystem(process.env);
const madeAt = new Date('2026-03-01T12:00:00Z');
const {signal} = new AbortController();

type Changes = {
	readonly install?: object;
	readonly site?: object;
	readonly manifests?: Readonly<Record<string, string>>;
};

const prepare = (
	directory: string,
	{install = {}, site = {}, manifests = {}}: Changes = {},
): void => {
	mkdirSync(join(directory, 'extra-manifests'), {recursive: true});
	const write = (name: string, text: string): void => writeFileSync(join(directory, name), text);
	write('install-config.yaml', JSON.stringify({...minimalInstallConfig, ...install}));
	write('image-based-config.yaml', JSON.stringify({hostname: 'node-1', ...site}));
	for (const [name, text] of Object.entries(manifests)) {
		write(`extra-manifests/${name}`, text);
	}
};

const messageOf = async (work: Promise<unknown>): Promise<string> => {
	try {
		await work;
	} catch (error) {
		const {code, message} = toProblem(error);
		return `${code}: ${message}`;
	}
	throw new Error('it worked');
};

const isoOf = (directory: string): Buffer => readFileSync(join(directory, 'imagebasedconfig.iso'));

describe('a configuration ISO from a directory', () => {
	test('comes with kubeconfig and password, and the documents stay', async () => {
		await inTemporary(async (directory) => {
			const object = '{"apiVersion":"v1","kind":"A","metadata":{"name":"a"}}';
			prepare(directory, {manifests: {'b.json': object, 'a.yaml': object, 'README.md': 'read me'}});
			const result = await createConfigurationIso(system, {signal, directory});
			expect(readdirSync(directory).sort()).toEqual([
				'auth',
				'extra-manifests',
				'image-based-config.yaml',
				'imagebasedconfig.iso',
				'install-config.yaml',
			]);
			expect(result.server).toBe('https://api.site-1.example.com:6443');
			expect(result.warnings).toEqual([
				'extra-manifests/README.md has no effect: only .yaml, .yml and .json are read',
			]);
			const {manifest, extraManifests} = await readConfigurationIso(
				await fileSource(system, result.iso),
			);
			expect(manifest.hostname).toBe('node-1');
			expect(extraManifests.map(({name}) => name)).toEqual(['a.yaml', 'b.json']);
			const password = readFileSync(result.passwordFile, 'utf8');
			expect(password).toMatch(/^\S{23}$/);
			expect(await compare(password, manifest.kubeadmin_password_hash?.reveal() ?? '')).toBe(true);
		});
	});

	test('and everything secret is only for the owner', async () => {
		await inTemporary(async (directory) => {
			prepare(directory);
			const {iso} = await createConfigurationIso(system, {signal, directory});
			const mode = (path: string): number => statSync(path).mode & 0o777;
			expect(mode(iso)).toBe(0o600);
			expect(mode(join(directory, 'auth'))).toBe(0o700);
			for (const name of ['kubeconfig', 'kubeadmin-password', 'identity.json']) {
				expect(mode(join(directory, 'auth', name))).toBe(0o600);
			}
		});
	});

	test('is a new cluster each time, unless its identity is asked for', async () => {
		await inTemporary(async (directory) => {
			prepare(directory);
			const read = () => {
				const auth = join(directory, 'auth');
				return [
					isoOf(directory),
					...readdirSync(auth).map((name) => readFileSync(join(auth, name))),
				];
			};
			await createConfigurationIso(system, {signal, directory, madeAt});
			const first = read();
			await createConfigurationIso(system, {
				signal,
				directory,
				madeAt,
				identityDirectory: directory,
			});
			expect(read()).toEqual(first);
			await createConfigurationIso(system, {signal, directory, madeAt});
			expect(read().some((bytes, index) => bytes.equals(first[index] ?? Buffer.of()))).toBe(false);
		});
	});

	test('takes the ids that the document gives', async () => {
		await inTemporary(async (directory) => {
			const ids = {cluster_id: '4b3f6f3c-7c55-4d9a-9d1e-0f3a6f2b9c11', infra_id: 'site-1-x7k2p'};
			prepare(directory, {site: ids});
			const {iso} = await createConfigurationIso(system, {signal, directory});
			const {manifest} = await readConfigurationIso(await fileSource(system, iso));
			expect(manifest).toMatchObject(ids);
		});
	});
});

describe('nothing is written', () => {
	const refused = (changes: Changes, expected: RegExp) =>
		inTemporary(async (directory) => {
			prepare(directory, changes);
			const message = await messageOf(createConfigurationIso(system, {signal, directory}));
			expect(message).toMatch(expected);
			expect(message).not.toContain('planted');
			expect(readdirSync(directory)).not.toContain('auth');
			expect(readdirSync(directory)).not.toContain('imagebasedconfig.iso');
		});

	test('when one document is wrong', async () => {
		await refused(
			{site: {hostname: 'localhost'}},
			/^CONFIG_INVALID: .*\(image-based-config.yaml\): hostname/,
		);
	});

	test('when both are wrong, and both are told', async () => {
		await refused(
			{install: {publish: 'Internal'}, site: {hostname: 'localhost'}},
			/\(install-config.yaml\): publish.*\(image-based-config.yaml\): hostname/,
		);
	});

	test('when an extra manifest is broken', async () => {
		await refused(
			{manifests: {'a.yaml': 'password: "planted'}},
			/extra-manifests.*a\.yaml: it is neither/,
		);
	});

	test('when a document is missing', async () => {
		await inTemporary(async (directory) => {
			expect(await messageOf(createConfigurationIso(system, {signal, directory}))).toMatch(
				/^FILE_UNREADABLE: .*(install|image-based)-config\.yaml/,
			);
		});
	});
});

test('a site is compared with its seed image before anything is written', async () => {
	await inTemporary(async (directory) => {
		const layout = newLayout();
		writeIndex(layout, [addSeed(layout, {labels: seedLabels})]);
		const seedImage = `oci:${layout}`;
		prepare(directory, {install: {proxy: {httpProxy: 'http://proxy.example.com:3128'}}});
		const refused = createConfigurationIso(system, {signal, directory, seedImage});
		expect(await messageOf(refused)).toMatch(
			/^CONFIG_INVALID: .*proxy: the seed was installed without/,
		);
		expect(readdirSync(directory)).not.toContain('auth');
		prepare(directory);
		const {warnings} = await createConfigurationIso(system, {signal, directory, seedImage});
		expect(warnings).toEqual([]);
	});
});

describe('an identity is refused', () => {
	/** Of two clusters. */
	const stored: string[] = [];

	beforeAll(async () => {
		for (const clusterName of ['one', 'other']) {
			const identity = await newSiteIdentity(system.random, system.clock.now(), {clusterName});
			stored.push(identityText(identity).reveal());
		}
	});

	const withIdentity = (
		change: (text: string, other: string) => string,
		expected: RegExp,
		used: System = system,
	) =>
		inTemporary(async (directory) => {
			prepare(directory);
			mkdirSync(join(directory, 'auth'));
			const [one = '', other = ''] = stored;
			writeFileSync(join(directory, 'auth/identity.json'), change(one, other));
			const again = createConfigurationIso(used, {signal, directory, identityDirectory: directory});
			const message = await messageOf(again);
			expect(message).toMatch(expected);
			expect(message).not.toContain('BEGIN');
		});

	type Stored = {
		cluster: {signers: {ingress: {key: string}}; adminSigner: string; ingressName: string};
	};

	const exchanged =
		(edit: (one: Stored, other: Stored) => void) => (text: string, other: string) => {
			const stored = JSON.parse(text) as Stored;
			edit(stored, JSON.parse(other) as Stored);
			return JSON.stringify(stored);
		};

	test('when it is something else', async () => {
		await withIdentity(() => '{}', /^IDENTITY_INVALID: .*not of the form/);
		await withIdentity(() => 'x', /^IDENTITY_INVALID: .*not of the form/);
	});

	test('when a key belongs to another certificate', async () => {
		const edit = exchanged((one, other) => {
			one.cluster.signers.ingress.key = other.cluster.signers.ingress.key;
		});
		await withIdentity(edit, /the key and the certificate of ingress do not belong together/);
	});

	test('when somebody else signed the administrator', async () => {
		const edit = exchanged((one, other) => {
			one.cluster.adminSigner = other.cluster.adminSigner;
		});
		await withIdentity(edit, /its administrator was signed by somebody else/);
	});

	test('when a key is damaged', async () => {
		const edit = exchanged((one) => {
			one.cluster.signers.ingress.key = 'planted';
		});
		await withIdentity(edit, /a key or a certificate in it is damaged/);
	});

	test('when a certificate has expired', async () => {
		const later = new Date(Date.now() + 3 * 366 * 86_400_000);
		const used = {...system, clock: {...system.clock, now: () => later}};
		await withIdentity((text) => text, /the certificate of ingress has expired/, used);
	});
});
