/** Which kinds of disks an installed system can start from, and why not the others. Pure. */
import type {Disk} from './facts.ts';

/** Why a device of this kind is no target; a map of several paths and a volume of the firmware are. */
export const kindWords = (disk: Disk): readonly string[] => {
	switch (disk.kind) {
		case 'disk':
		case 'multipath':
			return [];
		case 'rom':
			return ['it is an optical drive'];
		case 'loop':
			return ['it is a loop device'];
		case 'raid':
			return raidWords(disk);
		case 'other':
			return ['it is not a disk of its own'];
	}
};

const raidWords = ({raid}: Disk): readonly string[] => {
	if (raid === undefined) {
		return ['it is a RAID array of which nothing is known'];
	}
	if (!raid.isFirmware) {
		return ['it is a RAID array of the kernel alone, which the firmware cannot start from'];
	}
	return raid.role === 'container'
		? [`it is the container of firmware RAID (${raid.format}): choose a volume in it`]
		: [];
};

/** Reached over a network, it must be known to the firmware as well, or the installed system never starts. */
export const networkFaults = ({san}: Pick<Disk, 'san'>): readonly string[] => {
	switch (san?.kind) {
		case 'iscsi':
			return [
				...(san.session.known && san.session.value === 'running'
					? []
					: [`its iSCSI session is ${san.session.known ? san.session.value : 'not known'}`]),
				...(san.isInFirmware.known && san.isInFirmware.value
					? []
					: [
							'the firmware (iBFT) does not name its iSCSI target, so the host cannot start from it',
						]),
			];
		case 'nvme-of':
			return [
				`it is reached over a network (NVMe over ${san.transport}), which the host cannot start from`,
			];
		case 'fc':
		case undefined:
			return [];
	}
};
