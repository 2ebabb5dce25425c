/** What a person would type to end each use of a disk, in the order in which it must be typed. Runs nothing; pure. */
import type {Disk, DiskUse} from '../../hardware/facts.ts';

export type Freeing = {
	/** As it is typed; absent where no single command does it. */
	readonly command?: string;
	readonly use: DiskUse;
	/** It is a part of something that has parts on other disks too: those lose it as well. */
	readonly isShared: boolean;
};

export const freeingOf = (disk: Disk): readonly Freeing[] => {
	const uses = disk.uses.known ? disk.uses.value : [];
	return uses
		.toSorted((a, b) => rankOf(a) - rankOf(b) || depthOf(b) - depthOf(a))
		.map((use) => {
			const command = commandFor(use, disk);
			const isShared = use.kind === 'held' && use.isOnlyHere !== true;
			return {use, isShared, ...(command !== undefined && {command})};
		});
};

/** What stands on top ends first. */
const rankOf = ({kind}: DiskUse): number => ['mounted', 'swap', 'loop', 'held'].indexOf(kind);

/** What is mounted inside of another mount is unmounted before it. */
const depthOf = (use: DiskUse): number => (use.kind === 'mounted' ? use.mountpoint.length : 0);

const commandFor = (use: DiskUse, disk: Disk): string | undefined => {
	switch (use.kind) {
		case 'mounted':
			return `umount ${quoted(use.mountpoint)}`;
		case 'swap':
			return `swapoff ${use.device}`;
		case 'loop':
			return `losetup --detach ${use.loop}`;
		case 'held':
			return commandForHolder(use, disk);
	}
};

const commandForHolder = (
	{device, holder}: DiskUse & {readonly kind: 'held'},
	disk: Disk,
): string | undefined => {
	if (/^\/dev\/md\d+/.test(holder)) return `mdadm --stop ${holder}`;
	if (!holder.startsWith('/dev/dm-')) return undefined;
	if (disk.multipath?.role === 'path') return `multipath -f ${disk.multipath.map}`;
	const group = disk.memberships?.find(
		(one) => one.device === device && one.kind === 'volume-group',
	)?.name;
	return group === undefined
		? `dmsetup remove --retry ${holder}`
		: `vgchange --activate n ${quoted(group)}`;
};

const quoted = (word: string): string =>
	/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
