/** /dev of an edge host: what every system has, and of all disks only its own. */
import {mkdir, rm, symlink} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {diskLinks, type LabDisk} from '../host/disks.ts';
import {outputOf, run} from '../run.ts';
import type {Lab} from '../stage.ts';

const characterDevices: readonly (readonly [name: string, major: number, minor: number])[] = [
	['null', 1, 3],
	['zero', 1, 5],
	['full', 1, 7],
	['random', 1, 8],
	['urandom', 1, 9],
	['tty', 5, 0],
	['fuse', 10, 229],
];

export const makeDevices = async (lab: Lab, root: string, disk: LabDisk): Promise<void> => {
	const dev = join(root, 'dev');
	for (const [name, major, minor] of characterDevices) {
		const path = join(dev, name);
		await run(lab, ['mknod', '--mode=666', path, 'c', String(major), String(minor)]);
	}
	for (const name of ['pts', 'shm']) {
		await mkdir(join(dev, name));
	}
	const options = 'newinstance,ptmxmode=0666,mode=0620,gid=5';
	await run(lab, ['mount', '-t', 'devpts', '-o', options, 'devpts', join(dev, 'pts')]);
	await run(lab, ['mount', '-t', 'tmpfs', 'tmpfs', join(dev, 'shm')]);
	await symlink('pts/ptmx', join(dev, 'ptmx'));
	for (const [name, target] of Object.entries(standardLinks)) {
		await symlink(target, join(dev, name));
	}
	await addDisk(lab, dev, disk);
};

const standardLinks: Readonly<Record<string, string>> = {
	fd: '/proc/self/fd',
	stdin: '/proc/self/fd/0',
	stdout: '/proc/self/fd/1',
	stderr: '/proc/self/fd/2',
};

/** Nodes of the disk and its partitions, and the names that udev's rules would give them. */
export const addDisk = async (lab: Lab, dev: string, disk: LabDisk): Promise<void> => {
	for (const device of await nodesOf(lab, disk.device)) {
		await addNode(lab, dev, device);
		const own = device === disk.device ? diskLinks(disk) : [];
		for (const link of [...own, ...(await probedLinks(lab, device))]) {
			await mkdir(dirname(join(dev, 'disk', link)), {recursive: true});
			await rm(join(dev, 'disk', link), {force: true});
			await symlink(`/dev/${basename(device)}`, join(dev, 'disk', link));
		}
	}
};

/** The disk first, then its partitions, as the machine's /dev has them. */
export const nodesOf = async (lab: Lab, device: string): Promise<readonly string[]> => {
	const args = ['lsblk', '--noheadings', '--list', '--paths', '--output', 'NAME', device] as const;
	return (await outputOf(lab, args)).split('\n').map((line) => line.trim());
};

const addNode = async (lab: Lab, dev: string, device: string): Promise<void> => {
	const [major = '', minor = ''] = (
		await outputOf(lab, ['stat', '--format=%Hr %Lr', device])
	).split(' ');
	await run(lab, ['mknod', '--mode=660', join(dev, basename(device)), 'b', major, minor]);
};

const linkFolders: Readonly<Record<string, string>> = {
	LABEL: 'by-label',
	UUID: 'by-uuid',
	PART_ENTRY_NAME: 'by-partlabel',
	PART_ENTRY_UUID: 'by-partuuid',
};

const probedLinks = async (lab: Lab, device: string): Promise<readonly string[]> => {
	const text = await outputOf(lab, ['blkid', '--probe', '--output', 'export', device], {
		acceptedExitCodes: [0, 2],
	});
	return text.split('\n').flatMap((line) => {
		const [name = '', value = ''] = line.split('=');
		const folder = linkFolders[name];
		return folder === undefined || value === '' ? [] : [join(folder, value)];
	});
};
