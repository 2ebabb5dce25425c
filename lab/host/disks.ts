/**
 * The disks that a lab host shows: sparse files behind loop devices, with the identity of disks as firmware
 * would tell it. The table reaches the stand-ins of `lsblk` and `udevadm` as a file inside the host.
 */
import {basename} from 'node:path';

export type DiskRole = 'target' | 'other' | 'medium';

export type DiskIdentity = {
	readonly vendor: string;
	readonly model: string;
	readonly serial: string;
	readonly wwn: string;
	readonly transport: 'sata' | 'usb';
	readonly removable: boolean;
	readonly pathId: string;
};

export type LabDisk = DiskIdentity & {
	readonly role: DiskRole;
	/** `/dev/loopN`. */
	readonly device: string;
	/** The file that holds its bytes. */
	readonly image: string;
};

export const identities: Readonly<Record<DiskRole, DiskIdentity>> = {
	target: {
		vendor: 'ATA',
		model: 'LABDISK PM883 128G',
		serial: 'S4LABN0T4G27',
		wwn: '0x5002538f41b2c3d4',
		transport: 'sata',
		removable: false,
		pathId: 'pci-0000:00:1f.2-ata-1',
	},
	other: {
		vendor: 'ATA',
		model: 'LABDISK PM883 DATA',
		serial: 'S4LABN0D9K81',
		wwn: '0x5002538f41b2c3d5',
		transport: 'sata',
		removable: false,
		pathId: 'pci-0000:00:1f.2-ata-2',
	},
	medium: {
		vendor: 'LAB',
		model: 'Virtual CDROM',
		serial: 'LABMEDIUM0001',
		wwn: '0x5002538f41b2c3d6',
		transport: 'usb',
		removable: true,
		pathId: 'pci-0000:00:14.0-usb-0:1:1.0-scsi-0:0:0:0',
	},
};

/** Names below `/dev/disk`, as udev's rules make them; partitions have none, no udev daemon watches them. */
export const diskLinks = (disk: LabDisk): readonly string[] => [
	`by-id/wwn-${disk.wwn}`,
	`by-id/${disk.transport === 'usb' ? 'usb' : 'ata'}-${underscored(disk.model)}_${disk.serial}`,
	`by-path/${disk.pathId}`,
];

export const persistentName = (disk: LabDisk): string => `/dev/disk/by-id/wwn-${disk.wwn}`;

/** What `udevadm info --query=property` prints for the whole disk. */
export const udevProperties = (disk: LabDisk): Readonly<Record<string, string>> => ({
	DEVPATH: `/devices/virtual/block/${basename(disk.device)}`,
	DEVNAME: disk.device,
	DEVTYPE: 'disk',
	SUBSYSTEM: 'block',
	DEVLINKS: diskLinks(disk)
		.map((link) => `/dev/disk/${link}`)
		.join(' '),
	ID_BUS: disk.transport === 'usb' ? 'usb' : 'ata',
	ID_MODEL: underscored(disk.model),
	ID_PATH: disk.pathId,
	ID_SERIAL: `${underscored(disk.model)}_${disk.serial}`,
	ID_SERIAL_SHORT: disk.serial,
	ID_TYPE: 'disk',
	ID_VENDOR: disk.vendor,
	ID_WWN: disk.wwn,
	ID_WWN_WITH_EXTENSION: disk.wwn,
});

const underscored = (text: string): string => text.replaceAll(' ', '_');
