/** That ostree takes what the base system has for what the seed lacks: the real one, on two small repositories. */
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {repository, work} from '../../../src/engine/steps/layout.ts';
import {writePresentObjects} from '../../../src/engine/steps/present-objects.ts';
import {filesBelow, scriptedSystem} from './scripted-system.ts';

let directory = '';
let base = '';
let seed = '';

const ostree = (...args: readonly string[]): string =>
	execFileSync('ostree', args, {encoding: 'utf8'}).trim();

const commit = (repo: string, ref: string, files: Readonly<Record<string, string>>): void => {
	const tree = join(directory, `tree-${ref}`);
	mkdirSync(tree);
	for (const [name, content] of Object.entries(files)) {
		writeFileSync(join(tree, name), content);
	}
	ostree('commit', `--repo=${repo}`, `--branch=${ref}`, `--tree=dir=${tree}`, '--timestamp=@0');
};

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-present-'));
	base = join(directory, repository);
	seed = join(directory, 'seed');
	for (const repo of [base, seed]) {
		mkdirSync(repo, {recursive: true});
		ostree('init', `--repo=${repo}`, '--mode=bare');
	}
	mkdirSync(join(directory, work.root), {recursive: true});
	commit(base, 'base', {shared: 'in both', old: 'of the base'});
	commit(seed, 'seed', {shared: 'in both', new: 'of the seed'});
});

afterEach(() => rmSync(directory, {recursive: true}));

test('a seed without the files that are present is imported whole', async () => {
	const {system} = scriptedSystem(() => undefined, {files: filesBelow(directory)});
	await writePresentObjects(system);
	const present = readFileSync(join(directory, work.present), 'utf8').split('\n');
	const withDot = present.filter((name) => name.startsWith('./objects/'));
	expect(withDot.length).toBe(2);
	for (const name of withDot) {
		rmSync(join(seed, name), {force: true});
	}
	ostree('pull-local', `--repo=${base}`, seed);
	ostree('fsck', `--repo=${base}`, '--quiet');
	expect(ostree('cat', `--repo=${base}`, 'seed', '/shared')).toBe('in both');
	expect(ostree('cat', `--repo=${base}`, 'seed', '/new')).toBe('of the seed');
});
