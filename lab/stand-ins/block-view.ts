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

/** Columns that `lsblk` takes from udev's database, and what `blkid --probe --output export` calls them. */
const probedColumns: Readonly<Record<string, string>> = {
	fstype: 'TYPE',
	fsver: 'VERSION',
	label: 'LABEL',
	uuid: 'UUID',
	pttype: 'PTTYPE',
	ptuuid: 'PTUUID',
	parttype: 'PART_ENTRY_TYPE',
	partlabel: 'PART_ENTRY_NAME',
	partuuid: 'PART_ENTRY_UUID',
	partflags: 'PART_ENTRY_FLAGS',
};

/** Where no udev daemon fills its database those columns are empty; `probe` gives what it would hold. */
export const withProbed = (
	rows: readonly Row[],
	probe: (device: string) => Readonly<Record<string, string>>,
): readonly Row[] =>
	rows.map((row) => {
		const empty = Object.keys(row).filter(
			(column) => column in probedColumns && row[column] === null,
		);
		const found = empty.length > 0 ? probe(nameOf(row)) : {};
		const filled = empty.map((column) => [column, probed(column, found)]);
		const children = Array.isArray(row['children'])
			? {children: withProbed(row['children'] as readonly Row[], probe)}
			: {};
		return {...row, ...Object.fromEntries(filled), ...children};
	});

/** udev hands the kind of table down from a disk to its partitions. */
const probed = (column: string, found: Readonly<Record<string, string>>): string | null =>
	found[probedColumns[column] ?? ''] ??
	(column === 'pttype' ? (found['PART_ENTRY_SCHEME'] ?? null) : null);

/** Lines of `NAME="/dev/loop0" FSTYPE=""`, as `lsblk --pairs` prints them; an empty value is no value. */
export const parsePairs = (text: string): readonly Row[] =>
	text
		.split('\n')
		.filter((line) => line !== '')
		.map((line) =>
			Object.fromEntries(
				[...line.matchAll(/([A-Z:-]+)="([^"]*)"/g)].map(([, column = '', value]) => [
					column.toLowerCase(),
					value === '' ? null : value,
				]),
			),
		);

export const formatPairs = (rows: readonly Row[]): string =>
	rows
		.map((row) =>
			Object.entries(row)
				.map(([column, value]) => `${column.toUpperCase()}="${value ?? ''}"`)
				.join(' '),
		)
		.map((line) => `${line}\n`)
		.join('');

/** Lines `NAME=value`. */
export const parseProbe = (text: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		text
			.split('\n')
			.filter((line) => line.includes('='))
			.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
	);

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
