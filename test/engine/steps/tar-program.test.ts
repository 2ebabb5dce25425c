import {existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {withTar} from '../../../src/engine/steps/tar-program.ts';
import {contextOn, filesBelow, scriptedSystem} from './scripted-system.ts';

let directory = '';
const copy = '/var/tmp/ibi-console-tar';

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-tar-program-'));
	mkdirSync(join(directory, 'usr/bin'), {recursive: true});
	mkdirSync(join(directory, 'var/tmp'), {recursive: true});
	writeFileSync(join(directory, 'usr/bin/tar'), 'program', {mode: 0o755});
});

afterEach(() => rmSync(directory, {recursive: true}));

test('with SELinux a copy in the install domain extracts, and is gone afterwards', async () => {
	const {system, asked} = scriptedSystem(() => undefined, {files: filesBelow(directory)});
	const seen: unknown[] = [];
	await withTar(true, contextOn(system), async (program) => {
		seen.push(program, statSync(join(directory, program)).mode & 0o777);
	});
	expect(seen).toEqual([copy, 0o755]);
	expect(asked).toEqual([`chcon --type install_exec_t ${copy}`]);
	expect(existsSync(join(directory, copy))).toBe(false);
});

test('the copy is gone after a failure too, and one that a crash left is replaced', async () => {
	writeFileSync(join(directory, copy), 'old');
	const {system} = scriptedSystem(() => undefined, {files: filesBelow(directory)});
	const work = withTar(true, contextOn(system), async () => {
		throw new Error('no');
	});
	await expect(work).rejects.toThrow('no');
	expect(existsSync(join(directory, copy))).toBe(false);
});

test('without SELinux the program of the system extracts', async () => {
	const {system, asked} = scriptedSystem(() => undefined, {files: filesBelow(directory)});
	const programs: string[] = [];
	await withTar(false, contextOn(system), async (program) => {
		programs.push(program);
	});
	expect([programs, asked]).toEqual([['tar'], []]);
});
