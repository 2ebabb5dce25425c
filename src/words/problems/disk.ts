/** Problems of disks: choosing, finding again, preparing. */
import {problem} from './problem.ts';

export const diskProblems = {
	DISK_NOT_FOUND: problem('environment', ({disk}: {disk: string}) => ({
		message: `Looking for the installation disk ${disk}: no disk on this host matches.`,
		remedy: ['Check cabling and the controller, rescan, or choose another disk.'],
	})),
	DISK_AMBIGUOUS: problem('environment', ({disk, matches}: {disk: string; matches: string}) => ({
		message: `Looking for the installation disk ${disk}: more than one disk matches (${matches}).`,
		remedy: [
			'Give a WWN or serial number that only one disk has, or choose a disk on the console.',
		],
	})),
	DISK_CHANGED: problem('environment', ({disk, changes}: {disk: string; changes: string}) => ({
		message: `Checking ${disk} again before writing: it is not the disk that was chosen (${changes}).`,
		remedy: ['Nothing more was written. Rescan, then choose and confirm the disk again.'],
	})),
	DISK_NOT_ELIGIBLE: problem('environment', ({disk, reasons}: {disk: string; reasons: string}) => ({
		message: `Checking ${disk}: it cannot be the installation disk (${reasons}).`,
		remedy: ['Remove the reason, or choose another disk.'],
	})),
	PROBE_TIMED_OUT: problem('environment', ({what, seconds}: {what: string; seconds: number}) => ({
		message: `Reading ${what}: no answer within ${seconds} s.`,
		remedy: ['Check the cable and the health of the device, then rescan.'],
	})),
	DEVICES_UNSTABLE: problem('environment', ({device}: {device: string}) => ({
		message: `Reading the disks: ${device} vanished while it was read.`,
		remedy: ['Wait until devices stop coming and going, then rescan.'],
	})),
};
