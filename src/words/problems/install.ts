/** Problems while installing: after the disk was confirmed. */
import {problem} from './problem.ts';

/** A screen has room for few; the log of the step names each with its reason. */
const told = 2;

const someOf = (images: readonly string[]): string =>
	images.length <= told + 1
		? images.join('; ')
		: `${images.slice(0, told).join('; ')}; and ${images.length - told} more, each in the log`;

const startAgain = 'Retry the step. If it fails again, start the install from the beginning.';

export const installProblems = {
	PARTITION_MISSING: problem('install', ({disk, number}: {disk: string; number: number}) => ({
		message: `Looking for partition ${number} of ${disk}: it is not there.`,
		remedy: ['Retry the install from the beginning; if it stays so, try another disk.'],
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
			'Something uses an old partition of the disk: stop it, or start the live system again.',
			'Then retry the step.',
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
						'What also stands on other disks is never taken apart here: move it off this disk in a shell (vgreduce, mdadm --remove), or choose another disk.',
						'Then retry the step.',
					]
				: ['Unmount or stop what uses the disk, then retry the step.'],
		}),
	),
	TARGET_NOT_MOUNTED: problem(
		'install',
		({mountpoint, disk}: {mountpoint: string; disk: string}) => ({
			message: `Working below ${mountpoint}: it is not a filesystem of ${disk}.`,
			remedy: ['Start the install from the beginning.'],
		}),
	),
	TARGET_FULL: problem('install', ({path}: {path: string}) => ({
		message: `Writing below ${path}: there is no space left.`,
		remedy: ['Use a larger disk, or move the containers partition with extraPartitionStart.'],
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
		remedy: ['Copy the seed image again, or give another one.'],
	})),
	SEED_LAYER_TRUNCATED: problem(
		'install',
		({digest, found, needed}: {digest: string; found: number; needed: number}) => ({
			message: `Unpacking the seed layer ${digest}: it ends after ${found} of ${needed} bytes.`,
			remedy: ['Nothing of it was deployed. Copy the seed image again, then retry the step.'],
		}),
	),
	SEED_CONTENT_MISMATCH: problem(
		'install',
		({what, expected, found}: {what: string; expected: string; found: string}) => ({
			message: `Verifying ${what}: its digest is ${found}, not ${expected}.`,
			remedy: ['Nothing of it was deployed. Copy the seed image again; it was damaged or changed.'],
		}),
	),
	SEED_LAYER_UNREADABLE: problem('install', ({digest, why}: {digest: string; why: string}) => ({
		message: `Unpacking the seed layer ${digest}: ${why}.`,
		remedy: ['Nothing of it was deployed. Make the seed image again, or give another one.'],
	})),
	SEED_MEMBER_REFUSED: problem('install', ({member, why}: {member: string; why: string}) => ({
		message: `Unpacking the seed image: its member ${JSON.stringify(member)} is refused, because ${why}.`,
		remedy: ['Nothing of it was deployed. Make the seed image again from a trusted cluster.'],
	})),
	SEED_INCOMPLETE: problem('install', ({member, why}: {member: string; why: string}) => ({
		message: `Reading ${member} of the seed image: ${why}.`,
		remedy: ['Make the seed image again, or give another one.'],
	})),
	SEED_VERSION_DIFFERS: problem('input', ({wanted, found}: {wanted: string; found: string}) => ({
		message: `Checking the seed's version: it is ${found}, the configuration says ${wanted}.`,
		remedy: ['Correct seedVersion, or give the seed image of that version.'],
	})),
	ARCHIVE_UNREADABLE: problem('install', ({archive, why}: {archive: string; why: string}) => ({
		message: `Restoring ${archive}: ${why}.`,
		remedy: [startAgain],
	})),
	DELETION_REFUSED: problem('install', ({line}: {line: string}) => ({
		message: `Applying etc.deletions: ${JSON.stringify(line)} is not a file below /etc.`,
		remedy: ['Nothing was deleted. Make the seed image again from a trusted cluster.'],
	})),
	DEPLOYMENT_MISSING: problem('install', ({stateroot}: {stateroot: string}) => ({
		message: `Looking for the deployment of ${stateroot}: ostree knows none.`,
		remedy: ['Start the install from the beginning.'],
	})),
	IMAGE_PULL_FAILED: problem('install', ({image, why}: {image: string; why: string}) => ({
		message: `Pulling ${image}: ${why}.`,
		remedy: ['Check the registry, its mirror and the pull secret, then retry the step.'],
	})),
	TRANSFER_STALLED: problem('environment', ({what, minutes}: {what: string; minutes: number}) => ({
		message: `Fetching ${what}: nothing has come for ${minutes} minutes.`,
		remedy: [
			'Check the network and the registry, then retry the step.',
			'What has come completely is not fetched again.',
		],
	})),
	IMAGES_MISSING: problem('install', ({images}: {images: readonly string[]}) => ({
		message: `Precaching images: ${images.length} did not arrive: ${someOf(images)}.`,
		remedy: [
			'Check the registry, its mirror and the pull secret, then retry the step.',
			'Only images that are missing are fetched again.',
		],
	})),
	POST_SCRIPT_FAILED: problem('install', ({script, why}: {script: string; why: string}) => ({
		message: `Running ${script}: ${why}.`,
		remedy: [
			'Read its output in the log of this step and correct the script.',
			'It must be executable and begin with a line such as #!/bin/bash. Then retry the step.',
		],
	})),
	INSTALL_INCOMPLETE: problem('install', ({faults}: {faults: readonly string[]}) => ({
		message: `Verifying the installed disk: ${faults.join('; ')}.`,
		remedy: ['Do not ship this disk. Start the install from the beginning.'],
	})),
};
