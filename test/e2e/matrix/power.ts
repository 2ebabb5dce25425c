/**
 * A power cut, and the start after it: the filesystems of the target stop where they are, what was not on the medium
 * is lost, memory is forgotten, and the disk comes back as a newly attached one in another boot.
 */
import {randomUUID} from 'node:crypto';
import type {LabHost} from '../../../lab/host.ts';
import {inside, writeInside} from './faults.ts';

const ofMemory = [
	'/run/ibi-console',
	'/run/containers',
	'/var/tmp/containers.list',
	'/var/tmp/manifest.json',
];

export const cutPower = (host: LabHost): void => {
	const {device} = host.disks.target;
	const all = allMounts(host);
	const first = all.findIndex(({source}) => source.startsWith(`${device}p`));
	const mounts = first === -1 ? [] : all.slice(first).filter(({path}) => isOfInstall(path));
	const stopped = new Set<string>();
	for (const {type, source, path} of mounts) {
		// One filesystem is mounted at several places: podman binds its storage onto itself.
		if (type === 'xfs' && source.startsWith(device) && !stopped.has(source)) {
			// Without flushing anything, its log included.
			inside(host, 'xfs_io', '-x', '-c', 'shutdown', path);
			stopped.add(source);
		}
	}
	for (const {path} of mounts.toReversed()) {
		inside(host, 'umount', path);
	}
	detachTarget(host);
	inside(host, 'rm', '-rf', ...ofMemory);
};

export const startAgain = (host: LabHost): void => {
	attachTarget(host);
	writeInside(host, '/run/boot_id', `${randomUUID()}\n`);
	inside(host, 'mount', '--bind', '/run/boot_id', '/proc/sys/kernel/random/boot_id');
};

/** Pulled out: whatever was open on it fails from now on. */
export const detachTarget = (host: LabHost): void => {
	const {device} = host.disks.target;
	inside(host, 'bash', '-c', `partx --delete ${device} 2>/dev/null; losetup --detach ${device}`);
};

export const attachTarget = (host: LabHost): void => {
	const {device, image} = host.disks.target;
	inside(host, 'losetup', '--partscan', device, image);
	inside(host, 'bash', '-c', `partx --update ${device} 2>/dev/null || true`);
};

type MountLine = {readonly path: string; readonly type: string; readonly source: string};

const allMounts = (host: LabHost): readonly MountLine[] =>
	inside(host, 'cat', '/proc/self/mountinfo')
		.trim()
		.split('\n')
		.map((line) => {
			const [before = '', after = ''] = line.split(' - ');
			const [type = '', source = ''] = after.split(' ');
			return {path: before.split(' ')[4] ?? '', type, source};
		});

const isOfInstall = (path: string): boolean => /^(\/mnt|\/var\/lib\/containers)(\/|$)/.test(path);
