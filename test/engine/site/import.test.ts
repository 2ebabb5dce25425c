/** Imports on real directories from real ISOs: whole or not at all, and with the modes of secrets. */
import {mkdir, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {beforeEach, expect, test} from 'vitest';
import {importSource} from '../../../src/engine/site/import.ts';
import {readImported} from '../../../src/engine/site/imported.ts';
import {InstallError} from '../../../src/errors.ts';
import {made} from '../../iso/xorriso.ts';
import {type Files, type Host, isoOf, manifestText, someFiles, someHost} from './sites.ts';

const {signal} = new AbortController();

let host: Host;

beforeEach(async () => {
	host = await someHost();
});

const lay = async (directory: string, files: Files): Promise<void> => {
	for (const [path, text] of Object.entries(files)) {
		const whole = join(host.root, directory, path);
		await mkdir(dirname(whole), {recursive: true});
		await writeFile(whole, text);
	}
	await mkdir(join(host.root, directory, 'cluster-configuration/manifests'), {recursive: true});
};

const placed = async (): Promise<readonly string[]> =>
	(await readdir(join(host.root, 'opt/openshift'), {recursive: true})).sort();

const codeOf = (error: unknown): string =>
	error instanceof InstallError ? error.code : String(error);

test('an ISO, a directory and a document are imported with the modes of secrets', async () => {
	const files = await someFiles();
	await writeFile(join(host.root, 'site.iso'), isoOf(files));
	const site = await importSource(host.system, {kind: 'file', path: '/site.iso'}, signal);
	expect(site).toMatchObject({
		manifest: {cluster_name: 'site-1', hostname: 'node-1'},
		origin: {kind: 'file', path: '/site.iso'},
	});
	expect(site.files.map(({path}) => path)).toEqual(Object.keys(files).sort());
	expect(await placed()).toMatchInlineSnapshot(`
		[
		  ".ibi-site.json",
		  "cluster-configuration",
		  "cluster-configuration/manifest.json",
		  "cluster-configuration/manifests",
		  "extra-manifests",
		  "extra-manifests/one.yaml",
		  "network-configuration",
		  "network-configuration/system-connections",
		  "network-configuration/system-connections/eno1.nmconnection",
		]
	`);
	const manifest = join(host.root, 'opt/openshift/cluster-configuration/manifest.json');
	expect((await stat(manifest)).mode & 0o777).toBe(0o600);
	expect((await stat(dirname(manifest))).mode & 0o777).toBe(0o700);
	expect(await readFile(manifest, 'utf8')).toBe(files['cluster-configuration/manifest.json']);
	await lay('from', files);
	const again = await importSource(host.system, {kind: 'file', path: '/from'}, signal);
	expect(again.digest).toBe(site.digest);
	await writeFile(join(host.root, 'only.json'), await manifestText({cluster_name: 'other'}));
	const alone = await importSource(host.system, {kind: 'file', path: '/only.json'}, signal);
	expect(alone.files).toHaveLength(1);
	expect(await placed()).not.toContain('network-configuration');
});

test('an ISO that xorriso alone made of the same tree is imported as the same site', async () => {
	const files = await someFiles();
	await writeFile(join(host.root, 'ours.iso'), isoOf(files));
	const ours = await importSource(host.system, {kind: 'file', path: '/ours.iso'}, signal);
	const iso = made(host.root, {...files, 'cluster-configuration/manifests/': ''});
	const theirs = await importSource(
		host.system,
		{kind: 'file', path: iso.slice(host.root.length)},
		signal,
	);
	expect(theirs.digest).toBe(ours.digest);
	expect(theirs.files).toEqual(ours.files);
});

test('what was imported is read again, and counts no more once a byte of it changed', async () => {
	await writeFile(join(host.root, 'site.iso'), isoOf(await someFiles()));
	const site = await importSource(host.system, {kind: 'iso', path: '/site.iso'}, signal);
	expect(await readImported(host.system, signal)).toEqual(site);
	const extra = join(host.root, 'opt/openshift/cluster-configuration/manifests/99-ssh.json');
	await writeFile(extra, '{}');
	expect(await readImported(host.system, signal)).toEqual(site);
	await writeFile(join(host.root, 'opt/openshift/extra-manifests/one.yaml'), 'changed');
	expect(await readImported(host.system, signal)).toBeUndefined();
});

test('a half import of ours is thrown away, wherever it was cut', async () => {
	await writeFile(join(host.root, 'site.iso'), isoOf(await someFiles()));
	const counted = await changesOf(Number.POSITIVE_INFINITY);
	expect(counted).toBeGreaterThan(10);
	for (let allowed = 0; allowed < counted; allowed++) {
		await rm(join(host.root, 'opt'), {recursive: true, force: true});
		await changesOf(allowed);
		const found = await readImported(host.system, signal);
		// Only the removal of the emptied directory beside it may be missing.
		expect(found === undefined || allowed === counted - 1).toBe(true);
		const site = await importSource(host.system, {kind: 'file', path: '/site.iso'}, signal);
		expect(await readImported(host.system, signal)).toEqual(site);
	}
}, 60_000);

/** How many changes an import made before the machine lost its power. */
const changesOf = async (allowed: number): Promise<number> => {
	let changes = 0;
	const {files} = host.system;
	const counting = Object.fromEntries(
		Object.entries(files).map(([verb, act]) => [
			verb,
			(...args: readonly never[]) => {
				if (/^(write|make|rename|remove)/.test(verb) && ++changes > allowed) {
					throw new Error('no power');
				}
				return (act as (...args: readonly never[]) => unknown)(...args);
			},
		]),
	) as typeof files;
	const system = {...host.system, files: counting};
	await importSource(system, {kind: 'file', path: '/site.iso'}, signal).catch(() => undefined);
	return Math.min(changes, allowed);
};

test('a directory of another tool is accepted only when it verifies', async () => {
	expect(await readImported(host.system, signal)).toBeUndefined();
	await lay('opt/openshift', await someFiles());
	expect(await readImported(host.system, signal)).toMatchObject({origin: {kind: 'directory'}});
	await rm(join(host.root, 'opt/openshift/cluster-configuration/manifest.json'));
	expect(await readImported(host.system, signal)).toBeUndefined();
});

test('an import that is cancelled leaves nothing that could be taken for one', async () => {
	await writeFile(join(host.root, 'site.iso'), isoOf(await someFiles()));
	const life = new AbortController();
	const {files} = host.system;
	const writeStream: typeof files.writeStream = (...args) => {
		life.abort();
		return files.writeStream(...args);
	};
	const system = {...host.system, files: {...files, writeStream}};
	const source = {kind: 'file', path: '/site.iso'} as const;
	expect(await importSource(system, source, life.signal).catch(codeOf)).toBe('CANCELLED');
	expect(await readImported(host.system, signal)).toBeUndefined();
	expect(await placed()).not.toContain('cluster-configuration');
});

test('another digest than the one that was asked for is refused', async () => {
	await writeFile(join(host.root, 'site.iso'), isoOf(await someFiles()));
	const source = {kind: 'file', path: '/site.iso', sha256: 'a'.repeat(64)} as const;
	expect(await importSource(host.system, source, signal).catch(codeOf)).toBe(
		'SITE_DIGEST_MISMATCH',
	);
	expect(await readImported(host.system, signal)).toBeUndefined();
});

test('a link in a directory is refused and never followed', async () => {
	await lay('from', await someFiles());
	await symlink('/etc/passwd', join(host.root, 'from/extra-manifests/two.yaml'));
	const refused = importSource(host.system, {kind: 'file', path: '/from'}, signal);
	await expect(refused).rejects.toThrow('extra-manifests/two.yaml: it is a link or a device');
});

test('a URL is fetched by HTTPS, bounded, and told without its password', async () => {
	const bytes = isoOf(await someFiles());
	const asked: Request[] = [];
	const fetch = async (...request: ConstructorParameters<typeof Request>): Promise<Response> => {
		asked.push(new Request(...request));
		return new Response(new Uint8Array(bytes));
	};
	const {system} = await someHost(undefined, {fetch: fetch as typeof globalThis.fetch});
	const url = 'https://user:planted@files.example.com/site.iso?token=planted';
	const site = await importSource(system, {kind: 'url', url}, signal);
	expect(asked[0]?.url).toBe('https://files.example.com/site.iso?token=planted');
	const basic = Buffer.from('user:planted').toString('base64');
	expect(asked[0]?.headers.get('authorization')).toBe(`Basic ${basic}`);
	expect(site.origin).toEqual({kind: 'url', url: 'https://files.example.com/site.iso'});
});
