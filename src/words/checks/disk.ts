/** The words of the checks of disks. Sizes and names come as texts. */
import {belowMinimum, type FailureWords, type IgnoranceWords, rescan} from './shared.ts';

export const diskCheckWords = {
	noneChosen: {
		reason: 'no disk was chosen yet',
		remedy: 'Choose the installation disk on the disks screen.',
	},
	unknownDisks: (reason: string): IgnoranceWords => ({reason, remedy: rescan}),
	noDisks: (controllers: readonly string[]): FailureWords => ({
		found:
			controllers.length === 0
				? 'this host shows no disk'
				: `this host shows no disk; no driver knows the controller ${controllers.join(', ')}`,
		needed: 'one installation disk',
		remedy: 'Check power, cabling, the mode of the controller and its driver, then rescan.',
	}),
	noMatch: (wanted: string): FailureWords => ({
		found: `no disk is ${wanted}`,
		needed: 'exactly one match',
		remedy: 'Correct installationDisk, or choose a disk on the disks screen.',
	}),
	manyMatches: (wanted: string, paths: string): FailureWords => ({
		found: `more than one disk is ${wanted}: ${paths}`,
		needed: 'exactly one match',
		remedy: 'Give a name that only one disk has, or choose a disk on the disks screen.',
	}),
	ineligible: (reasons: string, remedy: string): FailureWords => ({
		found: reasons,
		needed: 'a disk that nothing speaks against',
		remedy,
	}),
	unreadable: (reason: string): IgnoranceWords => ({
		reason,
		remedy: 'Check the disk and its cable, then rescan; if it stays so, choose another disk.',
	}),
	notAsked: 'the disk was not asked for it',
	doubtfulIdentity: (faults: string): FailureWords => ({
		found: faults,
		needed: 'names that no other disk has',
		remedy: 'Compare the slot before you confirm, or remove the other disk.',
	}),
	noMember: 'it is part of nothing',
	diesWithIt: (groups: readonly string[]): FailureWords => ({
		found: `on this disk alone: ${groups.join(', ')}`,
		needed: 'nothing that is still wanted',
		remedy: 'It is destroyed with the disk. Save what is wanted, or choose another disk.',
	}),
	empty: 'empty',
	hasSystem: (system: string, partitions: number): FailureWords => ({
		found: `${system}, ${partitions} partitions`,
		needed: 'nothing that is still wanted',
		remedy: 'It is destroyed with the disk. Save what is wanted, or choose another disk.',
	}),
	soundTable: 'nothing is wrong with it',
	staleTable: (faults: readonly string[]): FailureWords => ({
		found: faults.join('; '),
		needed: 'a partition table that is whole',
		remedy: 'The install writes a new one. Make sure that this is the disk that you mean.',
	}),
	healthy: 'the disk calls itself good',
	unhealthy: (verdict: string, notes: readonly string[]): FailureWords => ({
		found: `${verdict}: ${notes.join('; ') || 'the disk does not say why'}`,
		needed: 'a disk that calls itself good',
		remedy: 'Replace the disk: it may fail soon.',
	}),
	noErrors: 'the kernel saw none',
	errors: (count: number, last: string | undefined): FailureWords => ({
		found: `${count} since the start${last === undefined ? '' : `, the last: ${last}`}`,
		needed: 'no errors',
		remedy: 'Check cable and backplane, or replace the disk.',
	}),
	manyConfigs: (places: string): FailureWords => ({
		found: `several media have the label cluster-config: ${places}`,
		needed: 'one at the most, since the first start takes any of them',
		remedy: 'Remove the media that are not of this site.',
	}),
	oneConfig: (count: number): string =>
		count === 0 ? 'no medium with a site configuration' : 'one medium with a site configuration',
	tooSmall: (size: string, needed: string): FailureWords => ({
		found: size,
		needed: `${needed} or more`,
		remedy: `Choose a larger disk.${belowMinimum}`,
	}),
	badStart: (start: string, fault: string): FailureWords => ({
		found: `extraPartitionStart is ${start}`,
		needed: fault.replace(/^needed /, ''),
		remedy: 'Correct extraPartitionStart.',
	}),
	noRoomForSystem: (start: string, room: string, needed: string): FailureWords => ({
		found: `extraPartitionStart ${start} leaves ${room} for the system on this disk`,
		needed: `${needed} or more before the partition for images`,
		remedy: 'Move the start of the partition with extraPartitionStart, or choose a larger disk.',
	}),
	noRoomForImages: (start: string, room: string, needed: string): FailureWords => ({
		found: `extraPartitionStart ${start} leaves ${room} for images on this disk`,
		needed: `${needed} or more`,
		remedy: 'Move the start of the partition with extraPartitionStart, or choose a larger disk.',
	}),
	layout: (system: string, images: string): string =>
		`${system} for the system, ${images} for images`,
	labelTwice: (places: string): FailureWords => ({
		found: places,
		needed: 'these labels on the installation disk only, since the system finds its parts by them',
		remedy: 'Remove that disk or medium, or wipe it, before the installed system starts.',
	}),
	labelOnce: 'no other disk has a label of the installed system',
	unknownContents: (disks: string): IgnoranceWords => ({
		reason: `the contents of ${disks} are not known`,
		remedy: 'Check or remove these disks, then rescan.',
	}),
};
