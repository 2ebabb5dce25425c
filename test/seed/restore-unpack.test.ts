/** Real files, real GNU tar: what a seed leaves in the work directory, and what a hostile one does not. */
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {maxMembers, unpackSeed} from '../../src/seed/restore-unpack.ts';
import {realSystem} from '../../src/system/real.ts';
import {layerOf, type MadeLayer, type MadeMember, seedMembers, writeBlobs} from './make-layer.ts';

const system = realSystem(process.env);
let directory = '';
const layouts: string[] = [];

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-unpack-'));
	mkdirSync(join(directory, 'members'));
	mkdirSync(join(directory, 'repository'));
});

afterEach(() => {
	for (const path of [directory, ...layouts.splice(0)]) {
		rmSync(path, {recursive: true});
	}
});

const unpack = async (layers: readonly MadeLayer[], signal = new AbortController().signal) => {
	const path = writeBlobs(layers);
	layouts.push(path);
	const progress: (readonly [number, number])[] = [];
	await unpackSeed(
		system,
		{
			layout: {kind: 'oci-directory', path},
			layers: layers.map(({blob}) => blob),
			diffIds: layers.map(({diffId}) => diffId),
			repository: join(directory, 'repository'),
			members: join(directory, 'members'),
			tarProgram: 'tar',
		},
		{signal, progress: (done, total) => progress.push([done, total]), log: () => {}},
	);
	return progress;
};

const keptNames = (): readonly string[] => readdirSync(join(directory, 'members')).sort();

const wanted = [
	'containers.list',
	'etc.deletions',
	'etc.tgz',
	'manifest.json',
	'mco-currentconfig.json',
	'ostree-abc.0.origin',
	'rpm-ostree.json',
	'var.tgz',
];

test('the members that an install needs become files, only for us; program and secrets are left out', async () => {
	const progress = await unpack([layerOf(seedMembers)]);
	expect(keptNames()).toEqual(wanted);
	expect(readFileSync(join(directory, 'members/var.tgz'), 'utf8')).toBe('var');
	expect(statSync(join(directory, 'members/manifest.json')).mode & 0o777).toBe(0o600);
	expect(statSync(join(directory, 'members/ostree-abc.0.origin')).mode & 0o777).toBe(0o644);
	expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1]);
});

test('the repository is unpacked while it streams by', async () => {
	await unpack([layerOf(seedMembers)]);
	expect(readFileSync(join(directory, 'repository/objects/00/1.file'), 'utf8')).toBe('object');
});

test.each([
	['backwards', seedMembers.toReversed()],
	['repository first', seedMembers.toSorted((a) => (a.path === 'ostree.tgz' ? -1 : 1))],
	['with a dot before each name', seedMembers.map((one) => ({...one, path: `./${one.path}`}))],
])('the order of the members means nothing: %s', async (_, members) => {
	await unpack([layerOf(members)]);
	expect(keptNames()).toEqual(wanted);
	expect(readdirSync(join(directory, 'repository'))).toEqual(['objects']);
});

test('an extra layer with nothing in it changes nothing, before or behind', async () => {
	const empty = layerOf([]);
	await unpack([empty, layerOf(seedMembers), layerOf([{path: 'etc/', type: 'Directory'}])]);
	expect(keptNames()).toEqual(wanted);
});

const refusals: readonly (readonly [string, MadeMember, string])[] = [
	['a name that climbs out', {path: '../manifest.json'}, 'leads out'],
	['a name that climbs out later', {path: 'a/../../manifest.json'}, 'leads out'],
	['an absolute name', {path: '/manifest.json'}, 'absolute'],
	[
		'a symlink in place of a file',
		{path: 'manifest.json', type: 'SymbolicLink', linkpath: '/etc/passwd'},
		'not a plain file',
	],
	[
		'a hard link in place of an archive',
		{path: 'ostree.tgz', type: 'Link', linkpath: 'a'},
		'not a plain file',
	],
	['a directory in place of a file', {path: 'var.tgz', type: 'Directory'}, 'not a plain file'],
];

test.each(refusals)('%s is refused', async (_, member, why) => {
	const work = unpack([layerOf([...seedMembers.slice(0, 2), member])]);
	await expect(work).rejects.toMatchObject({
		code: 'SEED_MEMBER_REFUSED',
		message: expect.stringContaining(why),
	});
	expect(keptNames()).toEqual(wanted.slice(0, 2));
});

test('members with other names are skipped, and nothing of them is written', async () => {
	await unpack([layerOf([{path: 'usr/bin/x'}, {path: 'manifest.json.bak'}, {path: 'a\nb'}])]);
	expect(keptNames()).toEqual([]);
});

test('an image with thousands of members is no seed', async () => {
	const many = Array.from({length: maxMembers + 1}, (_, index) => ({path: `f${index}`}));
	await expect(unpack([layerOf(many)])).rejects.toMatchObject({
		code: 'SEED_MEMBER_REFUSED',
		message: expect.stringContaining(`more than ${maxMembers}`),
	});
});

test('a damaged archive inside a good layer is told by its own name', async () => {
	const members = [{path: 'ostree.tgz', content: 'this is not gzip'}];
	await expect(unpack([layerOf(members)])).rejects.toMatchObject({
		code: 'ARCHIVE_UNREADABLE',
		message: expect.stringContaining('ostree.tgz'),
	});
});

test('a layer that is not in the layout is told by digest and place', async () => {
	const made = layerOf(seedMembers);
	const path = writeBlobs([]);
	layouts.push(path);
	const work = unpackSeed(
		system,
		{
			layout: {kind: 'oci-directory', path},
			layers: [made.blob],
			diffIds: [made.diffId],
			repository: directory,
			members: directory,
			tarProgram: 'tar',
		},
		{signal: new AbortController().signal, progress: () => {}, log: () => {}},
	);
	await expect(work).rejects.toMatchObject({
		code: 'SEED_BLOB_MISSING',
		message: expect.stringContaining(made.blob.digest),
	});
});
