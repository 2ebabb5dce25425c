/** Which disk of a host a setting names, as plain lines: every disk, and why it is it or not. */
import {diskName} from '../hardware/disk-name.ts';
import type {Disk} from '../hardware/facts.ts';
import type {DiskMatch} from '../hardware/match.ts';

export const matchLines = (
	match: DiskMatch,
	wanted: string | undefined,
	disks: readonly Disk[],
): readonly string[] => [
	`DISK ${verdictText(match, wanted ?? 'nothing')}`,
	...disks.map(
		(disk) =>
			`  ${isMeant(match, disk) ? '*' : ' '} ${disk.path} ${diskName(disk.fingerprint)}${identityText(disk)}`,
	),
];

const verdictText = (match: DiskMatch, wanted: string): string => {
	switch (match.kind) {
		case 'one':
			return `ok ${wanted} is exactly one disk: ${match.disk.path}`;
		case 'many':
			return `blocker ${wanted} is ${match.disks.length} disks`;
		case 'none':
			return `blocker ${wanted} is no disk${match.why === undefined ? '' : `: ${match.why}`}`;
	}
};

const isMeant = (match: DiskMatch, {path}: Disk): boolean => {
	switch (match.kind) {
		case 'one':
			return match.disk.path === path;
		case 'many':
			return match.disks.some((disk) => disk.path === path);
		case 'none':
			return false;
	}
};

/** The name that will hold on the next boot too. */
const identityText = ({byId}: Disk): string => (byId[0] === undefined ? '' : ` (${byId[0]})`);
