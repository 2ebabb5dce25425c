/** What a seed must have in it before anything of it is used. */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {work} from '../../../src/engine/steps/layout.ts';
import {requireMembers} from '../../../src/engine/steps/seed-unpack.ts';
import {isVerified, markVerified} from '../../../src/engine/steps/verified.ts';
import type {System} from '../../../src/system/types.ts';
import {filesBelow, scriptedSystem} from './scripted-system.ts';

let directory = '';
let system: System;

const member = (name: string): string => join(directory, work.members, name);

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-seed-'));
	({system} = scriptedSystem(() => undefined, {files: filesBelow(directory)}));
	mkdirSync(join(directory, work.members), {recursive: true});
	mkdirSync(join(directory, work.repository, 'objects'), {recursive: true});
	for (const name of [
		'containers.list',
		'etc.tgz',
		'mco-currentconfig.json',
		'rpm-ostree.json',
		'var.tgz',
	]) {
		writeFileSync(member(name), '{}');
	}
	writeFileSync(member('manifest.json'), '{"seed_cluster_ocp_version": "4.18.9"}');
});

afterEach(() => rmSync(directory, {recursive: true}));

test('a seed with all its members and the version that was asked for is good', async () => {
	await expect(requireMembers(system, '4.18.9')).resolves.toBeUndefined();
});

test('another version is refused, byte for byte, whatever the labels said', async () => {
	await expect(requireMembers(system, '4.18.9-rc.1')).rejects.toMatchObject({
		code: 'SEED_VERSION_DIFFERS',
		message: expect.stringContaining('it is 4.18.9, the configuration says 4.18.9-rc.1'),
	});
});

test.each(['manifest.json', 'containers.list', 'etc.tgz', 'rpm-ostree.json', 'var.tgz'])(
	'a seed without %s is told by that name',
	async (name) => {
		rmSync(member(name));
		await expect(requireMembers(system, '4.18.9')).rejects.toMatchObject({
			code: 'SEED_INCOMPLETE',
			message: expect.stringContaining(name),
		});
	},
);

test('a seed whose repository has no objects is told by its archive', async () => {
	rmSync(join(directory, work.repository, 'objects'), {recursive: true});
	await expect(requireMembers(system, '4.18.9')).rejects.toMatchObject({
		code: 'SEED_INCOMPLETE',
		message: expect.stringContaining('ostree.tgz'),
	});
});

test('a mark of another seed does not count', async () => {
	expect(await isVerified(system, 'sha256:1')).toBe(false);
	await markVerified(system, 'sha256:1');
	expect(await isVerified(system, 'sha256:1')).toBe(true);
	expect(await isVerified(system, 'sha256:2')).toBe(false);
});
