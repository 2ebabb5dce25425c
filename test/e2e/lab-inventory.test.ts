/** The content of the lab seed through an archive: what the options keep, and what the inventory sees without. */
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {differences, inventory} from '../../lab/inventory.ts';
import {plant, plantAttributes} from '../../lab/seed/content.ts';
import {varContent} from '../../lab/seed/var.ts';
import {lab} from './lab-install.ts';

const {system} = lab;

let directory: string;

beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'ibi-inventory-'));
});

afterEach(() => rm(directory, {recursive: true, force: true}));

const seedAndCopy = async (options: readonly string[]): Promise<readonly string[]> => {
	const [source, copy] = [join(directory, 'source'), join(directory, 'copy')];
	const contents = varContent(lab.settings).filter(({path}) => path.startsWith('lib/lab-odd'));
	await mkdir(copy);
	await plant(lab, source, contents);
	await plantAttributes(lab, source, contents);
	const archive = join(directory, 'archive.tar');
	const kept = ['--selinux', '--xattrs', '--xattrs-include=*', '--acls'];
	await system.run({
		program: 'tar',
		args: ['--create', `--file=${archive}`, `--directory=${source}`, ...kept, '.'],
	});
	await system.run({
		program: 'tar',
		args: ['--extract', `--file=${archive}`, `--directory=${copy}`, ...options],
	});
	return differences(await inventory(system, source), await inventory(system, copy));
};

test('comes back whole from an archive that is extracted with every option', async () => {
	const kept = ['--selinux', '--xattrs', '--xattrs-include=*', '--acls', '--numeric-owner'];
	expect(await seedAndCopy(kept)).toEqual([]);
});

test('loses labels, capabilities and ACLs without those options, and the inventory says so', async () => {
	const lost = await seedAndCopy(['--numeric-owner']);
	expect(
		lost.map((line) => /^"lib\/lab-odd\/([a-z]+\/[a-z]+)": attributes/.exec(line)?.[1]),
	).toEqual(
		expect.arrayContaining([
			'acl/file',
			'attributes/capability',
			'attributes/label',
			'attributes/user',
		]),
	);
});
