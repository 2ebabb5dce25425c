/**
 * The words of the checks: their titles, and for each answer what was found, what is needed and what to do.
 * Sizes and names come as texts.
 */

export type FailureWords = {
	readonly found: string;
	readonly needed: string;
	readonly remedy: string;
};

export type IgnoranceWords = {readonly reason: string; readonly remedy: string};

const readTheSeed = 'Give the seed image and read it on the seed screen.';
const rescan = 'Rescan the host; if it stays so, look at the log of the console.';

export const checkTitles = {
	'config-names': 'Names in the settings',
	'disk-present': 'Installation disk is there',
	'disk-eligible': 'Installation disk may be used',
	'disk-size': 'Size of the installation disk',
	'disk-layout': 'Room for system and images',
	'other-disk-boot-label': 'No label twice',
	'cpu-count': 'Number of CPUs',
	'memory-size': 'Memory',
	'seed-read': 'Seed image can be read',
	'auth-file': 'Credentials for the registry',
	'seed-format': 'Format of the seed',
	'seed-version': 'Version of the seed',
	'seed-architecture': 'Architecture of the seed',
	'seed-storage-label': 'Partition label for images',
	'seed-layers': 'Content of the seed',
	'clock-sane': 'Date and time',
} as const;

export type CheckId = keyof typeof checkTitles;

const belowMinimum =
	' A document may lower this (minimums) or put on record that it is accepted (allowBelowMinimums: true).';

export const configCheckWords = {
	allKnown: 'all are known',
	withoutEffect: (warnings: readonly string[]): FailureWords => ({
		found: warnings.join('; '),
		needed: 'names that this console knows',
		remedy: 'Correct the kernel arguments; what is named here has no effect.',
	}),
};

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

export const hostCheckWords = {
	unknownFact: (reason: string): IgnoranceWords => ({reason, remedy: rescan}),
	cpus: (count: number): string => `${count} online`,
	fewCpus: (count: number, needed: number): FailureWords => ({
		found: `${count} online`,
		needed: `${needed} or more`,
		remedy: `Enable all cores and SMT in the firmware, or use a larger host.${belowMinimum}`,
	}),
	littleMemory: (size: string, needed: string): FailureWords => ({
		found: size,
		needed: `${needed} or more`,
		remedy: `Add memory, and check that all modules are seen by the firmware.${belowMinimum}`,
	}),
	clockBehind: (clock: string, created: string): FailureWords => ({
		found: `the clock of this host says ${clock}`,
		needed: `a time after ${created}, when the seed was made`,
		remedy:
			'Set date and time (chronyc makestep, or the firmware), or certificates will be refused.',
	}),
	badTime: {reason: 'the date of the seed cannot be read', remedy: 'Compare the clock yourself.'},
};

export const seedCheckWords = {
	notRead: {reason: 'the seed image was not read yet', remedy: readTheSeed},
	noDate: {
		reason: 'the seed does not tell when it was made',
		remedy: 'Compare the clock of this host with a watch.',
	},
	noVersionWanted: {
		reason: 'the wanted version was not given yet',
		remedy: 'Give seedVersion: the OpenShift version that the seed is to have.',
	},
	noClusterLabel: {
		reason: 'this seed is old and does not tell its cluster before it is fetched',
		remedy: 'Nothing to do: it is checked again before anything is deployed, but after the wipe.',
	},
	noMountTarget: {
		reason: 'this seed does not tell from where it mounts the images',
		remedy: 'Compare extraPartitionLabel with the mount unit of the seed cluster.',
	},
	anonymous: {
		found: 'the registry answered without credentials; there is no pull secret',
		needed: 'a pull secret, if images to be precached are not public',
		remedy: 'Put the pull secret at the path of authFile, then read the seed again.',
	},
	noAuthNeeded: 'not needed: the seed is a local file',
	readWith: (authFile: string): string => `the registry accepts ${authFile}`,
	wrongFormat: (found: string | undefined): FailureWords => ({
		found: found === undefined ? 'no format label' : `format ${found}`,
		needed: 'format 4',
		remedy: 'Give a seed image of format 4, or use a console that reads this format.',
	}),
	format: (version: string): string => `format ${version}`,
	wrongVersion: (found: string, needed: string): FailureWords => ({
		found,
		needed: `${needed} (seedVersion)`,
		remedy: 'Correct seedVersion, or give the seed image of that version.',
	}),
	wrongArchitecture: (found: string, needed: string): FailureWords => ({
		found,
		needed: `${needed}, as this host`,
		remedy: 'Give a seed image that was made on a host of this architecture.',
	}),
	wrongMountTarget: (found: string, needed: string): FailureWords => ({
		found: `the seed mounts ${found}`,
		needed: `${needed} (extraPartitionLabel)`,
		remedy:
			'Set extraPartitionLabel to the label that the seed mounts, or give another seed image.',
	}),
	noLayers: {
		found: 'an image without content',
		needed: 'one layer or more',
		remedy: 'Make or push the seed image again.',
	},
	unevenLayers: (layers: number, diffIds: number): FailureWords => ({
		found: `${layers} layers, but ${diffIds} digests of their content`,
		needed: 'one digest for each layer',
		remedy: 'Make or push the seed image again.',
	}),
	unknownMediaType: (types: string): FailureWords => ({
		found: `layers of type ${types}`,
		needed: 'tar, plain or compressed with gzip or zstd',
		remedy: 'Push the seed image again with gzip compression.',
	}),
	layers: (count: number, size: string): string =>
		`${count} ${count === 1 ? 'layer' : 'layers'}, ${size} to fetch`,
};
