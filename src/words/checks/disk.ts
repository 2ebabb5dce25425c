/** The words of the checks of disks. Sizes and names come as texts. */
import {belowMinimum, type FailureWords, type IgnoranceWords, rescan} from './shared.ts';

export const diskCheckWords = {
	noneChosen: {
		reason: 'no disk was chosen yet',
		remedy: 'Choose the installation disk on the disks screen.',
	},
	unknownDisks: (reason: string): IgnoranceWords => ({reason, remedy: rescan}),
	noDisks: {
		found: 'this host shows no disk',
		needed: 'one installation disk',
		remedy: 'Check power, cabling, the mode of the controller and its driver, then rescan.',
	},
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
