/** All disks with the reasons why they cannot be chosen, worked out once for every face. */
import {requiredDiskBytes} from '../config/minimums.ts';
import {type Ineligibility, ineligibilities} from '../hardware/eligibility.ts';
import {type Disk, type Fact, known, unknown} from '../hardware/facts.ts';
import type {ConsoleState} from './state.ts';

export type DiskChoice = {
	readonly disk: Disk;
	/** Gravest first; none: it can be chosen. */
	readonly reasons: readonly Ineligibility[];
};

export const diskChoices = ({config, facts}: ConsoleState): Fact<readonly DiskChoice[]> => {
	if (facts.kind !== 'loaded') return unknown(reasons[facts.kind]);
	const {disks} = facts.value;
	if (!disks.known) return disks;
	const rules = {minimumBytes: requiredDiskBytes(config)};
	return known(disks.value.map((disk) => ({disk, reasons: ineligibilities(disk, rules)})));
};

export const chosenDisk = ({facts, chosenDisk: path}: ConsoleState): Disk | undefined =>
	facts.kind === 'loaded' && facts.value.disks.known
		? facts.value.disks.value.find((disk) => disk.path === path)
		: undefined;

const reasons = {
	absent: 'the host was not looked at yet',
	loading: 'the host is being looked at',
	failed: 'the host could not be looked at',
} as const;
