/** The stand-ins that show a host's disks, and the tables they read: which disks there are, and what each is. */
import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {type LabDisk, udevProperties} from './disks.ts';

const standIns = join(dirname(import.meta.dirname), 'stand-ins');

/** In shell: what they stand in for starts in milliseconds, and is started a hundred times in an install. */
export const makeBlockStandIns = async (
	root: string,
	disks: readonly LabDisk[],
	programs: string,
): Promise<void> => {
	await mkdir(join(root, 'run/ibi-lab/udev'), {recursive: true});
	for (const [path, text] of diskTables(disks)) {
		await writeFile(join(root, path), text);
	}
	await symlink(join(standIns, 'block-view.jq'), join(root, 'run/ibi-lab/block-view.jq'));
	for (const name of ['lsblk', 'losetup', 'udevadm']) {
		await symlink(join(standIns, `${name}.sh`), join(programs, name));
	}
	await makeUdevSocket(root);
};

/** Paths inside the host, and what they hold. */
export const diskTables = (
	disks: readonly LabDisk[],
): readonly (readonly [path: string, text: string])[] => {
	const written = disks.filter(({role}) => role !== 'medium');
	return [
		['/run/ibi-lab/disks.json', JSON.stringify(disks)],
		['/run/ibi-lab/devices', lines(disks.map(({device}) => device))],
		['/run/ibi-lab/settled', lines(written.map(({device}) => device))],
		...disks.map(
			(disk) =>
				[
					`/run/ibi-lab/udev/${basename(disk.device)}`,
					lines(Object.entries(udevProperties(disk)).map((pair) => pair.join('='))),
				] as const,
		),
	];
};

const lines = (words: readonly string[]): string => words.map((word) => `${word}\n`).join('');

/** coreos-installer looks whether a udev daemon is there before it waits for one, by our `udevadm`. */
const makeUdevSocket = async (root: string): Promise<void> => {
	await mkdir(join(root, 'run/udev'));
	await writeFile(join(root, 'run/udev/control'), '');
};
