/** What usually lies behind the problems of programs, files, disks and the engine. */

export const hostCauses = {
	COMMAND_FAILED: [
		'The device or the registry that the program worked on failed; its own words say which.',
		'The program of this live system is of another version than the one the step expects.',
	],
	COMMAND_MISSING: ['The live ISO is a smaller or older one than this step needs.'],
	COMMAND_TIMED_OUT: [
		'A dying disk or a lost path makes every access wait.',
		'The network drops packets instead of refusing them.',
	],
	FILE_UNREADABLE: ['The path is mistyped.', 'The medium that it was on has been removed.'],
	FILE_UNWRITABLE: [
		'The filesystem is full or was turned read-only after an error.',
		'The console does not run as root.',
	],
	OUTPUT_UNREADABLE: ['The program is much older or newer than those that this console knows.'],
	DISK_NOT_FOUND: [
		'A cable, a backplane or a controller is not connected, or its driver is missing.',
		'The configuration names the disk of another host.',
	],
	DISK_AMBIGUOUS: [
		'The name fits several disks of the same kind.',
		'Two paths lead to one disk and multipath is not set up.',
	],
	DISK_CHANGED: [
		'The disk was pulled out and another one, or the same one, was put in.',
		'The host was restarted and the kernel names have moved.',
	],
	DISK_NOT_ELIGIBLE: ['It is the live medium, too small, read-only, in use, or part of an array.'],
	DISK_BUSY: [
		'Something of an earlier attempt is still mounted.',
		'A volume group or an array on it was started by the live system.',
	],
	PROBE_TIMED_OUT: ['A disk or a controller does not answer any more.'],
	MEDIUM_GONE: [
		'The window of the remote console, which carries the virtual CD, was closed or lost its connection.',
		'Somebody took the stick or the CD with him.',
	],
	DEVICES_UNSTABLE: ['A device comes and goes: a loose cable, a hub, a virtual medium.'],
	PARTITION_MISSING: ['Another program changed the partition table while the install ran.'],
	PARTITION_START_INVALID: ['The disk is smaller than the one that the value was made for.'],
	PARTITION_OUTDATED: [
		'Something out of sight still uses a partition that the disk had before, as a mount in another namespace.',
	],
	PARTITION_TAKEN: ['The base image already has a partition with that number.'],
	TARGET_NOT_MOUNTED: ['Somebody unmounted the disk while the install ran.'],
	TARGET_FULL: [
		'The disk is too small for this seed image and its images.',
		'The partition for images starts so early that the system has too little space.',
	],
	CANCELLED: ['Somebody cancelled the work, or the host was asked to stop.'],
	JOURNAL_DAMAGED: ['The memory or the disk that holds the journal was full or failing.'],
	JOURNAL_UNWRITABLE: ['The memory of the live system is full.', 'The disk was turned read-only.'],
	JOURNAL_OF_OTHER_VERSION: ['The host was started from another version of the installation ISO.'],
	NOTHING_TO_RESUME: [
		'The run had come to its end.',
		'The host was restarted, which empties its memory.',
	],
	DISKS_UNREAD: [
		'A disk or a controller does not answer, and holds up whoever asks for the list.',
		'The driver of the controller is still being loaded.',
	],
	STEP_NEEDED: ['What comes later stands on what this step leaves.'],
	RUN_NOT_ADOPTABLE: ['The disk was installed on another host, or with other settings.'],
	CONSENT_REFUSED: ['The id belongs to another disk, or was mistyped.'],
	CONSENT_MISSING: ['The kernel argument ibi.wipe=yes is missing or mistyped.'],
	ALREADY_INSTALLED: [
		'The host started from the installation ISO again after an install that worked.',
	],
	NOT_READY: ['A setting is missing, or a check blocks.'],
	USAGE: ['An option is mistyped, or belongs to another command.'],
	NO_TERMINAL: ['It was started from a script, a pipe or a unit.'],
	ENGINE_RUNNING: ['The engine already works as a service on this host.'],
	ENGINE_UNREACHABLE: [
		'The service has not started yet, has failed, or keeps its socket elsewhere.',
	],
	LISTEN_FAILED: [
		'The network of this host is not up yet, or it never gets that address.',
		'Another program listens on the port.',
	],
	PROTOCOL_BROKEN: [
		'Console and engine are of different versions.',
		'Another program opened the socket.',
	],
	NOT_THE_HOLDER: ['Another console of this host is in use.'],
	BUSY: ['A run has begun, on this console or on another one.'],
	BUG: ['An error in this program, not in your host.'],
} as const;
