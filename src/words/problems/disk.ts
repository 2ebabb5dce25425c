/** Problems of disks: choosing, finding again, preparing. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

export const diskProblems = {
	DISK_NOT_FOUND: problem('environment', ({disk}: {disk: string}) => ({
		message: `Looking for the installation disk ${disk}: no disk on this host matches.`,
		remedy: [
			`Look whether ${toolKeys.disks} lists it. If not, seat the disk and its cable anew, and look again.`,
			'To install on another disk: go back to the review and choose it; unattended, name it in ibi.disk.',
		],
	})),
	DISK_AMBIGUOUS: problem('environment', ({disk, matches}: {disk: string; matches: string}) => ({
		message: `Looking for the installation disk ${disk}: more than one disk matches (${matches}).`,
		remedy: [
			`Name it by a WWN or serial number that only one disk has: ${toolKeys.disks} lists them.`,
			'Or choose the disk on the console.',
		],
	})),
	DISK_CHANGED: problem('environment', ({disk, changes}: {disk: string; changes: string}) => ({
		message: `Checking ${disk} again before writing: it is not the disk that was chosen (${changes}).`,
		remedy: [
			`See which disk is in which slot: ${toolKeys.disks}.`,
			'Then go back to the review, and choose and confirm the disk again. Nothing more was written.',
		],
	})),
	DISK_NOT_ELIGIBLE: problem('environment', ({disk, reasons}: {disk: string; reasons: string}) => ({
		message: `Checking ${disk}: it cannot be the installation disk (${reasons}).`,
		remedy: [
			`Remove that reason, then retry: ${toolKeys.disks} shows what holds a disk and the command that frees it.`,
			'Or go back to the review and choose another disk.',
		],
	})),
	PROBE_TIMED_OUT: problem('environment', ({what, seconds}: {what: string; seconds: number}) => ({
		message: `Reading ${what}: no answer within ${seconds} s.`,
		remedy: [
			`See which device does not answer: the kernel log in ${toolKeys.logs} names it.`,
			'Seat it and its cable anew, or unplug it, then look at the host again.',
		],
	})),
	MEDIUM_GONE: problem('environment', ({device}: {device: string}) => ({
		message: `Reading the medium that this live system runs from, ${device}: it was pulled out.`,
		remedy: [
			'Attach the installation ISO again, as it was: the virtual CD, or the stick. Then retry the step.',
			'If programs still fail then, start the host from it again and install anew.',
		],
	})),
	DEVICES_UNSTABLE: problem('environment', ({device}: {device: string}) => ({
		message: `Reading the disks: ${device} vanished while it was read.`,
		remedy: [
			'Leave plugs alone for a minute, then look at the host again.',
			`If it still comes and goes, its cable or power is bad: the kernel log in ${toolKeys.logs} names it.`,
		],
	})),
};
