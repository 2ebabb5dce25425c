/** What a list of deletions may do to the live system around the deployment: nothing. */
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {deleteFrom} from '../../../src/engine/steps/seed-delete-etc.ts';
import {realSystem} from '../../../src/system/real.ts';
import {contextOn, type Told} from './scripted-system.ts';

let directory = '';
let deployment = '';
let context: Told;

const make = (path: string): string => {
	mkdirSync(dirname(path), {recursive: true});
	writeFileSync(path, 'content');
	return path;
};

const link = (target: string, path: string): void => symlinkSync(target, join(deployment, path));

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-delete-'));
	deployment = join(directory, 'deployment');
	mkdirSync(join(deployment, 'etc'), {recursive: true});
	context = contextOn(realSystem({}));
});

afterEach(() => rmSync(directory, {recursive: true}));

test('files, symlinks and whole folders are deleted, and nothing beside them', async () => {
	make(join(deployment, 'etc/a'));
	make(join(deployment, 'etc/folder/b'));
	make(join(deployment, 'etc/stays'));
	link('a', 'etc/link');
	await deleteFrom(context, deployment, ['etc/a', 'etc/folder', 'etc/link']);
	expect(readdirSync(join(deployment, 'etc'))).toEqual(['stays']);
});

test('what is missing is logged, also where its folder is missing, and the rest is deleted', async () => {
	make(join(deployment, 'etc/a'));
	await deleteFrom(context, deployment, ['etc/none', 'etc/no/folder', 'etc/a']);
	expect(context.lines).toEqual([
		'/etc/none is not there; nothing to delete',
		'/etc/no/folder is not there; nothing to delete',
	]);
	expect(existsSync(join(deployment, 'etc/a'))).toBe(false);
});

test('a dangling symlink is there, and is deleted', async () => {
	link('/nowhere', 'etc/dangling');
	await deleteFrom(context, deployment, ['etc/dangling']);
	expect(readdirSync(join(deployment, 'etc'))).toEqual([]);
});

test('a symlink itself is deleted, not what it leads to', async () => {
	const outside = make(join(directory, 'outside/file'));
	link(outside, 'etc/link');
	link(dirname(outside), 'etc/folder-link');
	await deleteFrom(context, deployment, ['etc/link', 'etc/folder-link']);
	expect(existsSync(outside)).toBe(true);
	expect(readdirSync(join(deployment, 'etc'))).toEqual([]);
});

test.each([
	['absolute, as the live system sees it', (outside: string) => outside],
	['relative, out of the deployment', () => '../../outside'],
	['into the deployment, but out of its /etc', () => '../usr'],
])('a folder that is a symlink is not followed: %s', async (_, target) => {
	const outside = make(join(directory, 'outside/file'));
	const usr = make(join(deployment, 'usr/file'));
	link(target(dirname(outside)), 'etc/link');
	await deleteFrom(context, deployment, ['etc/link/file']);
	expect(context.lines.join()).toContain('it is left alone');
	expect([existsSync(outside), existsSync(usr)]).toEqual([true, true]);
});

test('a symlink within /etc is followed, as the seed itself followed it', async () => {
	const target = make(join(deployment, 'etc/real/file'));
	link('real', 'etc/alias');
	await deleteFrom(context, deployment, ['etc/alias/file']);
	expect(existsSync(target)).toBe(false);
});
