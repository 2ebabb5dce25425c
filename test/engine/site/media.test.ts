/** Why a device is or is not taken as a medium, in words for the one who plugged it in. */
import {expect, test} from 'vitest';
import {
	candidatesIn,
	isWorthALook,
	judgeMedium,
	type Look,
} from '../../../src/engine/site/judge-media.ts';
import {parseLsblk} from '../../../src/tools/lsblk.ts';
import {blockDevice} from './block-devices.ts';

const judged = (rows: readonly object[], look?: Look): readonly string[] =>
	candidatesIn(parseLsblk(JSON.stringify({blockdevices: rows}))).map((candidate) => {
		const {device, verdict} = judgeMedium(candidate, look);
		const why = verdict.kind === 'refused' ? `: ${verdict.reason}` : '';
		return `${device} ${verdict.kind}${why}${isWorthALook(candidate) ? ' (look)' : ''}`;
	});

const labelled = (path: string, label: string | null, changes: object = {}): object =>
	blockDevice({path, fstype: 'ext4', label, ...changes});

test('a label is taken exactly as it is, on disks, partitions and drives', () => {
	expect(
		judged([
			labelled('/dev/sda', 'cluster-config'),
			labelled('/dev/sr0', 'relocation-config', {type: 'rom', fstype: 'iso9660'}),
			blockDevice({
				path: '/dev/sdb',
				children: [labelled('/dev/sdb1', 'cluster-config', {type: 'part'})],
			}),
			labelled('/dev/sdc', 'CLUSTER-CONFIG'),
			labelled('/dev/sdd', 'cluster-config ', {fstype: null}),
		]),
	).toMatchInlineSnapshot(`
		[
		  "/dev/sda labelled",
		  "/dev/sr0 labelled (look)",
		  "/dev/sdb refused: it has partitions, which are listed by themselves",
		  "/dev/sdb1 labelled",
		  "/dev/sdc refused: its filesystem (ext4) is labelled CLUSTER-CONFIG, needed is the label cluster-config",
		  "/dev/sdd refused: no filesystem was recognised on it",
		]
	`);
});

test('every other device has its reason', () => {
	expect(
		judged([
			blockDevice({
				path: '/dev/vda',
				children: [
					labelled('/dev/vda3', 'boot', {type: 'part', mountpoints: ['/boot']}),
					labelled('/dev/vda4', 'root', {type: 'part', mountpoints: [null, '/sysroot']}),
					labelled('/dev/vda5', 'cluster-config', {type: 'part'}),
				],
			}),
			blockDevice({path: '/dev/sdb', rm: true}),
			blockDevice({path: '/dev/sr0', type: 'rom', rm: true, size: 1073741312}),
			blockDevice({path: '/dev/sdc', size: 0, rm: true}),
			labelled('/dev/sdd', 'data', {rm: true, mountpoints: ['/mnt']}),
			labelled('/dev/sde', null, {fstype: 'LVM2_member', rm: true}),
			labelled('/dev/sdf', 'data'),
			labelled('/dev/sdg', null, {hotplug: true}),
			labelled('/dev/mapper/a', 'cluster-config', {type: 'lvm'}),
		]),
	).toMatchInlineSnapshot(`
		[
		  "/dev/vda refused: it is the installation disk, or a part of it",
		  "/dev/vda3 refused: it is the installation disk, or a part of it",
		  "/dev/vda4 refused: it is the installation disk, or a part of it",
		  "/dev/vda5 labelled",
		  "/dev/sdb refused: no filesystem was recognised on it",
		  "/dev/sr0 refused: no readable disc is in the drive",
		  "/dev/sdc refused: it has no size",
		  "/dev/sdd refused: it is in use (/mnt)",
		  "/dev/sde refused: it belongs to a volume group of LVM",
		  "/dev/sdf refused: its filesystem (ext4) is labelled data, needed is the label cluster-config",
		  "/dev/sdg refused: its filesystem (ext4) has no label, needed is the label cluster-config (look)",
		]
	`);
});

test('what a look into a stick found is told', () => {
	const stick = [labelled('/dev/sdb', 'BACKUP', {rm: true, fstype: 'vfat'})];
	expect(judged(stick, {kind: 'layout'})).toEqual(['/dev/sdb unlabelled (look)']);
	expect([
		...judged(stick, {kind: 'nothing'}),
		...judged(stick, {kind: 'deeper', directory: 'site'}),
		...judged(stick, {kind: 'unreadable', reason: 'wrong superblock'}),
	]).toMatchInlineSnapshot(`
		[
		  "/dev/sdb refused: its filesystem (vfat) is labelled BACKUP, needed is the label cluster-config, and it holds no configuration (look)",
		  "/dev/sdb refused: its filesystem (vfat) is labelled BACKUP, needed is the label cluster-config, and its configuration lies below the directory site (look)",
		  "/dev/sdb refused: its filesystem (vfat) is labelled BACKUP, needed is the label cluster-config, and it cannot be read: wrong superblock (look)",
		]
	`);
});
