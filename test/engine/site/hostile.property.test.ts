/** Whatever is on a medium: nothing crashes, nothing is followed, and nothing is written but below `siteRoot`. */
import {execFileSync} from 'node:child_process';
import {lstat, mkdir, readdir, readFile, rm, symlink, truncate, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {examineTree} from '../../../src/engine/site/doctor.ts';
import {examineSource} from '../../../src/engine/site/examine.ts';
import {importSource} from '../../../src/engine/site/import.ts';
import {siteLimits} from '../../../src/engine/site/limits.ts';
import {treeOfFiles} from '../../../src/engine/site/tree.ts';
import {InstallError} from '../../../src/errors.ts';
import {type Host, isoOf, manifestText, now, someFiles, someHost} from './sites.ts';

const seed = 20_260_301;
const {signal} = new AbortController();

const planted = 'planted-outside';

/** Directories of the layout, and names that want to be somewhere else. */
const name = fc.oneof(
	fc.constantFrom(
		...['cluster-configuration', 'manifests', 'manifest.json', 'extra-manifests', 'a.yaml'],
		...['network-configuration', 'system-connections', 'a.nmconnection', 'lvm-configuration'],
	),
	fc.constantFrom('..a', 'a\nb', '\u001b[2J', 'é', '-rf', ' ', '~', 'CON'),
	fc
		.string({minLength: 1, maxLength: 20})
		.filter((text) => !/[/\0]/.test(text) && !/^\.\.?$/.test(text)),
);

const path = fc
	.tuple(
		fc.constantFrom(
			...['cluster-configuration', 'cluster-configuration/manifests', 'extra-manifests'],
			...['network-configuration/system-connections', '', 'other'],
		),
		fc.array(name, {minLength: 1, maxLength: 8}),
	)
	.map(([top, names]) => [top, ...names].filter((part) => part !== '').join('/'));

const text = fc.oneof(
	fc.string({unit: 'binary'}),
	fc.json(),
	fc.constantFrom(
		'kind: List\nitems: [&a {items: *a}]',
		'&a [*a, *a]',
		'{"kind": {}}',
		'[a]\nb=c',
		'---\n---\n',
	),
);

const thing = fc.oneof(
	{weight: 4, arbitrary: fc.record({kind: fc.constant('file' as const), path, text})},
	{
		weight: 1,
		arbitrary: fc.record({kind: fc.constant('bytes' as const), path, bytes: fc.uint8Array()}),
	},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('directory' as const), path})},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('link' as const),
			path,
			target: fc.constantFrom(
				'..',
				'../..',
				'/',
				'../../../outside',
				'.',
				'missing',
				'/proc/self/mem',
			),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({kind: fc.constantFrom('pipe' as const, 'device' as const), path}),
	},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('huge' as const), path})},
);

type Thing = typeof thing extends fc.Arbitrary<infer Value> ? Value : never;

/** A test that laid something through a link of its own would write anywhere. */
const makeParents = async (top: string, path: string): Promise<void> => {
	let at = top;
	for (const name of dirname(path)
		.split('/')
		.filter((part) => part !== '.')) {
		at = join(at, name);
		await mkdir(at).catch(() => undefined);
		if (!(await lstat(at)).isDirectory()) {
			throw new Error(`${at} is no directory`);
		}
	}
};

/** What does not fit with an earlier one is left out. */
const lay = async (top: string, one: Thing): Promise<void> => {
	const whole = join(top, one.path);
	try {
		await makeParents(top, one.path);
		switch (one.kind) {
			case 'file':
				return await writeFile(whole, one.text, {flag: 'wx'});
			case 'bytes':
				return await writeFile(whole, one.bytes, {flag: 'wx'});
			case 'directory':
				return void (await mkdir(whole));
			case 'link':
				return await symlink(one.target, whole);
			case 'huge':
				await writeFile(whole, '', {flag: 'wx'});
				return await truncate(whole, siteLimits.fileBytes + 1);
			case 'pipe':
				return void execFileSync('mkfifo', ['--', whole], {stdio: 'ignore'});
			case 'device':
				return void execFileSync('mknod', ['--', whole, 'c', '1', '5'], {stdio: 'ignore'});
		}
	} catch {
		// A file stands where a directory is needed, or the other way round.
	}
};

const emptyHost = async (host: Host): Promise<void> => {
	await rm(join(host.root, 'medium'), {recursive: true, force: true});
	await rm(join(host.root, 'opt'), {recursive: true, force: true});
	await mkdir(join(host.root, 'medium'));
	await mkdir(join(host.root, 'outside'), {recursive: true});
	await writeFile(join(host.root, 'outside/file.yaml'), planted);
};

/** Everything beside the medium and the place of imports. A recursive readdir would follow links. */
const outsideOf = async (host: Host): Promise<readonly string[]> => [
	...(await readdir(host.root)).filter((one) => one !== 'opt'),
	...(await readdir(join(host.root, 'outside'))),
	...(await readdir(join(host.root, 'run')).catch(() => [])),
	await readFile(join(host.root, 'outside/file.yaml'), 'utf8'),
];

/** Each of them syncs many files; the rest is only examined. */
let goodImportsLeft = 0;

const importAll = async (host: Host, from: string): Promise<void> => {
	const before = await outsideOf(host);
	const source = {kind: 'file', path: from} as const;
	const {site, faults} = await examineSource(host.system, source, signal);
	if (site !== undefined && --goodImportsLeft < 0) {
		return;
	}
	const imported = await importSource(host.system, source, signal).catch((error: unknown) => error);
	expect(await outsideOf(host)).toEqual(before);
	if (site === undefined) {
		expect(faults.length).toBeGreaterThan(0);
		expect(imported).toBeInstanceOf(InstallError);
		expect(await readdir(join(host.root, 'opt/openshift')).catch(() => [])).toEqual([]);
		return;
	}
	expect(imported).toEqual(site);
	for (const file of site.files) {
		expect(await readFile(join(host.root, 'opt/openshift', file.path), 'utf8')).not.toBe(planted);
	}
};

test('any tree of files, links, devices and huge files is taken whole or refused', async () => {
	goodImportsLeft = 5;
	const host = await someHost();
	const good = await someFiles();
	const things = fc.tuple(fc.boolean(), fc.array(thing, {maxLength: 12}));
	await fc.assert(
		fc.asyncProperty(things, async ([isGood, found]) => {
			await emptyHost(host);
			const top = join(host.root, 'medium');
			for (const one of found) {
				await lay(top, one);
			}
			for (const [file, content] of isGood ? Object.entries(good) : []) {
				await lay(top, {kind: 'file', path: file, text: content});
			}
			if (isGood) {
				await lay(top, {kind: 'directory', path: 'cluster-configuration/manifests'});
			}
			await importAll(host, '/medium');
		}),
		{seed, numRuns: 80},
	);
}, 60_000);

test('any ISO that was cut short or has wrong bytes is taken whole or refused', async () => {
	goodImportsLeft = 5;
	const host = await someHost();
	const whole = isoOf(await someFiles());
	const damage = fc.record({
		end: fc.integer({min: 0, max: whole.length}),
		// The descriptors and directories are where a reader can be led astray.
		bytes: fc.array(
			fc.tuple(
				fc.oneof(
					fc.integer({min: 32_768, max: 65_536}),
					fc.integer({min: 0, max: whole.length - 1}),
				),
				fc.integer({min: 0, max: 255}),
			),
			{maxLength: 12},
		),
		isCut: fc.boolean(),
	});
	await emptyHost(host);
	await fc.assert(
		fc.asyncProperty(damage, async ({end, bytes, isCut}) => {
			const iso = Buffer.from(whole);
			for (const [offset, byte] of bytes) {
				iso[offset] = byte;
			}
			await rm(join(host.root, 'opt'), {recursive: true, force: true});
			await writeFile(join(host.root, 'medium/site.iso'), isCut ? iso.subarray(0, end) : iso);
			await importAll(host, '/medium/site.iso');
		}),
		{seed, numRuns: 150},
	);
}, 60_000);

test('any document in place of a manifest is told as faults, and never crashes the doctor', async () => {
	const good = JSON.parse(await manifestText()) as Readonly<Record<string, unknown>>;
	const change = fc.dictionary(
		fc.oneof(
			fc.constantFrom(...Object.keys(good), 'node_ips', 'proxy', 'node_labels'),
			fc.string(),
		),
		fc.oneof(
			fc.jsonValue(),
			fc.string({unit: 'binary'}),
			fc.constant('-----BEGIN PRIVATE KEY-----'),
		),
		{maxKeys: 5},
	);
	const document = fc.oneof(
		change.map((keys) => JSON.stringify({...good, ...keys})),
		change.map((keys) => JSON.stringify(keys, null, 1)),
		text,
		fc.uint8Array({maxLength: 400}),
	);
	fc.assert(
		fc.property(document, (content) => {
			const tree = treeOfFiles([['cluster-configuration/manifest.json', Buffer.from(content)]]);
			for (const {file, why, line} of examineTree(tree, now)) {
				expect(file).not.toBe('');
				expect(why).not.toMatch(/PRIVATE KEY-----|\.$/);
				expect(line ?? 1).toBeGreaterThan(0);
			}
		}),
		{seed, numRuns: 400},
	);
}, 60_000);

test('a good site stays good, whatever lies beside its directories', async () => {
	const host = await someHost();
	await emptyHost(host);
	for (const [file, content] of Object.entries(await someFiles())) {
		await lay(join(host.root, 'medium'), {kind: 'file', path: file, text: content});
	}
	await lay(join(host.root, 'medium'), {
		kind: 'directory',
		path: 'cluster-configuration/manifests',
	});
	await lay(join(host.root, 'medium'), {
		kind: 'link',
		path: 'System Volume Information',
		target: '/',
	});
	await lay(join(host.root, 'medium'), {kind: 'pipe', path: 'lost+found/pipe'});
	const {faults} = await examineSource(host.system, {kind: 'file', path: '/medium'}, signal);
	expect(faults).toEqual([]);
});
