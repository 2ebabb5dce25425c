/** Problems while installing: after the disk was confirmed. */
import {problem} from './problem.ts';
import {toolKeys} from './tool-keys.ts';

/** A screen has room for few; the log of the step names each with its reason. */
const told = 2;

const someOf = (images: readonly string[]): string =>
	images.length <= told + 1
		? images.join('; ')
		: `${images.slice(0, told).join('; ')}; and ${images.length - told} more, each in the log`;

const fromTheBeginning =
	'Go back to the review and start the install from the beginning; all answers are kept.';

const startAgain = `Retry the step. If it fails again: ${toolKeys.disks} tells the health of the disk.`;

const climb = `See ${toolKeys.network}: it names the first rung on the way to the registry that does not hold, and what to do.`;

export const installProblems = {
	PARTITION_MISSING: problem('install', ({disk, number}: {disk: string; number: number}) => ({
		message: `Looking for partition ${number} of ${disk}: it is not there.`,
		remedy: [
			fromTheBeginning,
			'If it happens again, the disk loses what is written: install on another one.',
		],
	})),
	PARTITION_START_INVALID: problem('input', ({start, why}: {start: string; why: string}) => ({
		message: `Placing the containers partition at ${start}: ${why}.`,
		remedy: [
			'Correct extraPartitionStart: -40G counts from the end of the disk, 100G from its start.',
		],
	})),
	PARTITION_TAKEN: problem('install', ({disk, number}: {disk: string; number: number}) => ({
		message: `Adding partition ${number} to ${disk}: the disk already has another one with that number.`,
		remedy: ['Set extraPartitionNumber to a free number, or do not save partitions of the disk.'],
	})),
	PARTITION_OUTDATED: problem('environment', ({disk, number}: {disk: string; number: number}) => ({
		message: `Reading the partitions of ${disk} back: the kernel still has another partition ${number} than the new table.`,
		remedy: [
			`End what uses an old partition: ${toolKeys.disks} shows what that is and the command. Then retry the step.`,
			'Or start the live system again, and install from the beginning.',
		],
	})),
	DISK_BUSY: problem(
		'environment',
		({
			disk,
			users,
			hasPartElsewhere = false,
		}: {
			disk: string;
			users: readonly string[];
			/** A volume group, array or pool that other disks belong to as well. */
			hasPartElsewhere?: boolean;
		}) => ({
			message: `Freeing ${disk}: it is still in use (${users.join('; ')}).`,
			remedy: hasPartElsewhere
				? [
						'Move it off this disk in a shell (vgreduce, mdadm --remove), then retry the step: what also stands on other disks is never taken apart here.',
						'Or go back to the review and choose another disk.',
					]
				: [
						`Type the commands that ${toolKeys.disks} shows for this disk in a shell: they end what uses it.`,
						'Then retry the step.',
					],
		}),
	),
	TARGET_NOT_MOUNTED: problem(
		'install',
		({mountpoint, disk}: {mountpoint: string; disk: string}) => ({
			message: `Working below ${mountpoint}: it is not a filesystem of ${disk}.`,
			remedy: [fromTheBeginning],
		}),
	),
	TARGET_FULL: problem('install', ({path}: {path: string}) => ({
		message: `Writing below ${path}: there is no space left.`,
		remedy: [
			`See what is full: ${toolKeys.dashboard}.`,
			'Install on a larger disk, or give the full side more room: extraPartitionStart says where the containers begin.',
		],
	})),
	BASE_IMAGE_FAILED: problem(
		'install',
		({disk, why, remedy}: {disk: string; why: string; remedy: string}) => ({
			message: `Writing CoreOS to ${disk}: ${why}.`,
			remedy: [remedy],
		}),
	),
	SEED_BLOB_MISSING: problem('install', ({digest, place}: {digest: string; place: string}) => ({
		message: `Opening the seed layer ${digest}: ${place} does not contain it.`,
		remedy: ['Copy the whole seed image there again, then retry the step.'],
	})),
	SEED_LAYER_TRUNCATED: problem(
		'install',
		({digest, found, needed}: {digest: string; found: number; needed: number}) => ({
			message: `Unpacking the seed layer ${digest}: it ends after ${found} of ${needed} bytes.`,
			remedy: ['Copy the seed image again, then retry the step. Nothing of it was deployed.'],
		}),
	),
	SEED_CONTENT_MISMATCH: problem(
		'install',
		({what, expected, found}: {what: string; expected: string; found: string}) => ({
			message: `Verifying ${what}: its digest is ${found}, not ${expected}.`,
			remedy: [
				'Copy the seed image again, then retry the step: this copy was damaged or changed, and nothing of it was deployed.',
			],
		}),
	),
	SEED_LAYER_UNREADABLE: problem('install', ({digest, why}: {digest: string; why: string}) => ({
		message: `Unpacking the seed layer ${digest}: ${why}.`,
		remedy: [
			'Copy the seed image again and retry the step; if it fails at the same layer, make the seed image again.',
			'Nothing of it was deployed.',
		],
	})),
	SEED_MEMBER_REFUSED: problem('install', ({member, why}: {member: string; why: string}) => ({
		message: `Unpacking the seed image: its member ${JSON.stringify(member)} is refused, because ${why}.`,
		remedy: ['Make the seed image again from a trusted cluster. Nothing of this one was deployed.'],
	})),
	SEED_INCOMPLETE: problem('install', ({member, why}: {member: string; why: string}) => ({
		message: `Reading ${member} of the seed image: ${why}.`,
		remedy: [
			'Make the seed image again on its cluster, or give the name of another one on the review.',
		],
	})),
	SEED_VERSION_DIFFERS: problem('input', ({wanted, found}: {wanted: string; found: string}) => ({
		message: `Checking the seed's version: it is ${found}, the configuration says ${wanted}.`,
		remedy: [
			'Go back to the review: correct the version of the seed, or give the seed image of that version.',
		],
	})),
	ARCHIVE_UNREADABLE: problem('install', ({archive, why}: {archive: string; why: string}) => ({
		message: `Restoring ${archive}: ${why}.`,
		remedy: [startAgain],
	})),
	DELETION_REFUSED: problem('install', ({line}: {line: string}) => ({
		message: `Applying etc.deletions: ${JSON.stringify(line)} is not a file below /etc.`,
		remedy: ['Make the seed image again from a trusted cluster. Nothing was deleted.'],
	})),
	DEPLOYMENT_MISSING: problem('install', ({stateroot}: {stateroot: string}) => ({
		message: `Looking for the deployment of ${stateroot}: ostree knows none.`,
		remedy: [fromTheBeginning],
	})),
	IMAGE_PULL_FAILED: problem('install', ({image, why}: {image: string; why: string}) => ({
		message: `Pulling ${image}: ${why}.`,
		remedy: [
			climb,
			'Have the image put into the registry or its mirror if it is not there; then retry the step.',
		],
	})),
	TRANSFER_STALLED: problem('environment', ({what, minutes}: {what: string; minutes: number}) => ({
		message: `Fetching ${what}: nothing has come for ${minutes} minutes.`,
		remedy: [climb, 'Then retry the step: what has come completely is not fetched again.'],
	})),
	IMAGES_MISSING: problem('install', ({images}: {images: readonly string[]}) => ({
		message: `Precaching images: ${images.length} did not arrive: ${someOf(images)}.`,
		remedy: [
			climb,
			'Have what is not in the registry put there; then retry the step: only missing images are fetched.',
		],
	})),
	POST_SCRIPT_FAILED: problem('install', ({script, why}: {script: string; why: string}) => ({
		message: `Running ${script}: ${why}.`,
		remedy: [
			'Read what it said in the log of this step, correct the script (executable, first line as #!/bin/bash), then retry.',
			`Or go on without it: ${toolKeys.repair}.`,
		],
	})),
	INSTALL_INCOMPLETE: problem('install', ({faults}: {faults: readonly string[]}) => ({
		message: `Verifying the installed disk: ${faults.join('; ')}.`,
		remedy: [`Do not ship this disk. ${fromTheBeginning}`],
	})),
};
