/**
 * The reasons why a disk cannot be the installation disk, gravest first: how each is found, and what to do
 * about it. Pure.
 */
import {sizeText} from './disk-name.ts';
import type {EligibilityRules, Ineligibility} from './eligibility.ts';
import type {Disk, DiskUse} from './facts.ts';
import {kindWords, networkFaults} from './kinds.ts';
import {memberships, sharedFilesystems} from './membership.ts';

export type Reason = Pick<Ineligibility, 'code' | 'remedy'> & {
	readonly find: (disk: Disk, rules: EligibilityRules) => readonly string[];
};

const when = (condition: boolean, words: string): readonly string[] => (condition ? [words] : []);

const sectorSizes: readonly number[] = [512, 4096];
const workingStates: readonly string[] = ['running', 'live'];
const pluggableTransports: readonly string[] = ['usb', 'mmc', 'sbp'];
const chooseAnother = 'Choose another disk.';

export const reasons: readonly Reason[] = [
	{
		code: 'medium',
		remedy: 'Choose another disk; this one carries the system that is running now.',
		find: ({mediumReason}) => (mediumReason === undefined ? [] : [mediumReason]),
	},
	{code: 'kind', remedy: chooseAnother, find: kindWords},
	{
		code: 'multipath-path',
		remedy: 'Choose the multipath map instead of its path.',
		find: ({multipath}) =>
			multipath?.role === 'path' ? [`it is one path of ${multipath.map}`] : [],
	},
	{
		code: 'network-disk',
		remedy: 'Choose a local disk, or see to the boot firmware.',
		find: networkFaults,
	},
	{
		code: 'size-zero',
		remedy: 'Insert a medium, or choose another disk.',
		find: ({fingerprint}) => when(fingerprint.sizeBytes === 0, 'it has no medium (size 0)'),
	},
	{
		code: 'read-only',
		remedy: 'Release the write protection (switch, controller or virtual media), then rescan.',
		find: ({isReadOnly}) => when(isReadOnly, 'it is write-protected'),
	},
	{
		code: 'state',
		remedy: 'Reseat the disk and read the log of its controller, then rescan.',
		find: ({state}) =>
			state === undefined
				? []
				: when(!workingStates.includes(state), `its driver calls it ${state}`),
	},
	{
		code: 'sector-size',
		remedy: 'Format the disk to 512 or 4096 byte sectors with the tool of its maker.',
		find: ({fingerprint: {logicalSectorBytes}}) =>
			when(
				!sectorSizes.includes(logicalSectorBytes),
				`its sectors have ${logicalSectorBytes} bytes, need 512 or 4096`,
			),
	},
	{
		code: 'zoned',
		remedy: chooseAnother,
		find: ({zoned}) =>
			zoned === undefined ? [] : when(zoned !== 'none', `it is a zoned disk (${zoned})`),
	},
	{
		code: 'too-small',
		remedy: 'Choose a larger disk.',
		find: (disk, rules) => tooSmall(disk, rules),
	},
	{
		code: 'removable',
		remedy: 'Choose a built-in disk.',
		find: ({isRemovable, transport}) =>
			when(
				isRemovable || pluggableTransports.includes(transport ?? ''),
				transport === undefined ? 'it is removable' : `it is removable (${transport})`,
			),
	},
	{
		code: 'seen-twice',
		remedy: 'Start multipath (rd.multipath=default), or leave one path connected; then rescan.',
		find: ({twins = []}) =>
			when(
				twins.length > 0,
				`the same disk seems to be there on another path (${twins.join(', ')})`,
			),
	},
	{
		code: 'identity',
		remedy: 'Give the disk a serial number (virtual machine), or choose another disk.',
		find: ({identity, fingerprint}) =>
			when(
				identity === 'slot' && fingerprint.byPath === undefined,
				'nothing tells it from another disk: no own WWN, serial number or slot',
			),
	},
	{
		code: 'busy',
		remedy: 'Release it (unmount, swapoff, stop what holds it), then rescan.',
		find: (disk) => blockingUses(disk).map(useWords),
	},
	{
		code: 'uses-unknown',
		remedy: 'Rescan; if it stays so, choose another disk.',
		find: ({uses}) => (uses.known ? [] : [`its users are not known: ${uses.reason}`]),
	},
	{
		code: 'member',
		remedy:
			'Take it out of the array, volume group or pool in a shell, clear its signature there, then rescan.',
		find: memberships,
	},
	{
		code: 'shared-filesystem',
		remedy: 'Other hosts may use this disk: unmap it from them, clear it there, then rescan.',
		find: sharedFilesystems,
	},
	{
		code: 'contents-unknown',
		remedy: 'Check the disk and its cable, then rescan.',
		find: ({contents}) =>
			contents.known ? [] : [`its contents are not known: ${contents.reason}`],
	},
];

const tooSmall = (
	{fingerprint: {sizeBytes}}: Disk,
	{minimumBytes}: EligibilityRules,
): readonly string[] =>
	when(
		sizeBytes < minimumBytes,
		`${sizeText(sizeBytes)}, need ${sizeText(minimumBytes)} (short by ${sizeText(minimumBytes - sizeBytes)})`,
	);

/**
 * What an install cannot end by itself. A mapping or array of this disk alone can be stopped; a path of a map
 * is always held, and has a reason of its own.
 */
export const blockingUses = ({uses, multipath}: Disk): readonly DiskUse[] =>
	uses.known && multipath?.role !== 'path'
		? uses.value.filter((use) => use.kind !== 'held' || use.isOnlyHere !== true)
		: [];

/** As a short phrase, for lists. */
const useWords = (use: DiskUse): string => {
	switch (use.kind) {
		case 'mounted':
			return `${use.device} is mounted on ${use.mountpoint}`;
		case 'swap':
			return `${use.device} is swap space in use`;
		case 'held':
			return `${use.device} is held by ${use.holder}`;
		case 'loop':
			return `${use.device} is behind ${use.loop}`;
	}
};
