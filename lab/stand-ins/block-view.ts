/** Pure part of the `lsblk` and `losetup` stand-ins: the real program's JSON as a machine of lab disks shows it. */
import type {LabDisk} from '../host/disks.ts';

type Row = Readonly<Record<string, unknown>>;

/** Only lab disks and their partitions stay; their whole-disk rows get the identity of real disks. */
export const labBlockDevices = (rows: readonly Row[], disks: readonly LabDisk[]): readonly Row[] =>
	rows.flatMap((row) => {
		const disk = disks.find(({device}) => isAtOrBelow(nameOf(row), device));
		if (disk === undefined) {
			return [];
		}
		return nameOf(row) === disk.device ? [asDisk(row, disk)] : [row];
	});

/** The lab's own devices are not loops to whoever is inside the host. */
export const otherLoops = (rows: readonly Row[], disks: readonly LabDisk[]): readonly Row[] =>
	rows.filter((row) => !disks.some(({device}) => device === row['name']));

const asDisk = (row: Row, disk: LabDisk): Row => {
	const identity: Row = {
		type: 'disk',
		vendor: disk.vendor.padEnd(8),
		model: disk.model,
		serial: disk.serial,
		wwn: disk.wwn,
		tran: disk.transport,
		rm: disk.removable,
		hotplug: disk.removable,
		subsystems: disk.transport === 'usb' ? 'block:scsi:usb:pci' : 'block:scsi:pci',
	};
	return Object.fromEntries(
		Object.entries(row).map(([column, value]) => [
			column,
			column in identity ? identity[column] : value,
		]),
	);
};

/** Whichever of the naming columns was asked for, as a path. */
const nameOf = (row: Row): string => {
	const name = row['path'] ?? row['kname'] ?? row['name'];
	if (typeof name !== 'string') {
		return '';
	}
	return name.startsWith('/') ? name : `/dev/${name}`;
};

const isAtOrBelow = (name: string, device: string): boolean =>
	name === device || new RegExp(`^${device}p\\d+$`).test(name);
