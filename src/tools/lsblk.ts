/**
 * Block devices as `lsblk --json` of util-linux 2.33 and later lists them: the tree of disks, partitions and
 * what stands on them. A device with several parents is repeated below each. Says nothing of partition
 * numbers: its order is not theirs. Columns: lsblk(8); those of 2.38 and later would fail on RHEL 9.
 */
import {z} from 'zod';
import type {Command, System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type BlockDevice = {
	/** As `/dev/sda`. */
	readonly path: string;
	/** As `sda`: the name below /sys/class/block. */
	readonly kernelName: string;
	/** As `8:0`. */
	readonly deviceNumber: string;
	/** `disk`, `part`, `rom`, `loop`, `lvm`, `mpath`, `raid1`, … */
	readonly type: string;
	readonly sizeBytes: number;
	readonly isReadOnly: boolean;
	readonly isRemovable: boolean;
	readonly isHotplug: boolean;
	readonly isRotational: boolean | undefined;
	readonly transport: string | undefined;
	readonly model: string | undefined;
	readonly vendor: string | undefined;
	readonly serial: string | undefined;
	readonly wwn: string | undefined;
	/** As `2:0:0:0`. */
	readonly hctl: string | undefined;
	readonly state: string | undefined;
	readonly logicalSectorBytes: number | undefined;
	readonly physicalSectorBytes: number | undefined;
	readonly zoned: string | undefined;
	readonly partitionTypeName: string | undefined;
	readonly filesystem: string | undefined;
	readonly filesystemLabel: string | undefined;
	readonly mountpoints: readonly string[];
	readonly children: readonly BlockDevice[];
};

const columns = [
	'NAME,KNAME,PATH,MAJ:MIN,TYPE,PKNAME,SIZE,RO,RM,HOTPLUG,ROTA,TRAN,SUBSYSTEMS,MODEL,VENDOR,REV,SERIAL',
	'WWN,HCTL,STATE,LOG-SEC,PHY-SEC,ZONED,PTTYPE,PTUUID,PARTTYPE,PARTTYPENAME,PARTLABEL,PARTUUID',
	'PARTFLAGS,FSTYPE,FSVER,LABEL,UUID,MOUNTPOINTS',
].join(',');

/** Without a device: all of them. */
export const lsblkCommand = (device?: string): Command => ({
	program: 'lsblk',
	args: [
		'--json',
		'--bytes',
		'--paths',
		'--output',
		columns,
		...(device === undefined ? [] : [device]),
	],
});

export const listBlockDevices = async (
	system: System,
	signal?: AbortSignal,
	device?: string,
): Promise<readonly BlockDevice[]> => {
	const {stdout} = await system.run(lsblkCommand(device), reading(signal));
	return parseLsblk(stdout);
};

export const parseLsblk = (text: string): readonly BlockDevice[] =>
	parseAnswer('lsblk', text, answerShape).blockdevices.map(toBlockDevice);

const word = z
	.string()
	.nullish()
	.transform((text) => (text === null || text?.trim() === '' ? undefined : text?.trim()));

/** Booleans from 2.33, `"0"` and `"1"` before. */
const flag = z
	.union([z.boolean(), z.enum(['0', '1']), z.number().min(0).max(1)])
	.transform((value) => value === true || value === '1' || value === 1);

const bytes = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);

const rowShape = z.object({
	kname: z.string(),
	path: z.string(),
	'maj:min': z.string().transform((text) => text.trim()),
	type: z.string(),
	size: bytes,
	ro: flag,
	rm: flag,
	hotplug: flag,
	rota: flag.nullish(),
	tran: word,
	model: word,
	vendor: word,
	serial: word,
	wwn: word,
	hctl: word,
	state: word,
	'log-sec': bytes.nullish(),
	'phy-sec': bytes.nullish(),
	zoned: word,
	parttypename: word,
	fstype: word,
	label: word,
	/** An unmounted device has `[null]`. */
	mountpoints: z.array(z.string().nullable()).nullish(),
	get children() {
		return z.array(rowShape).optional();
	},
});

type Row = z.output<typeof rowShape>;

const answerShape = z.object({blockdevices: z.array(rowShape)});

const toBlockDevice = (row: Row): BlockDevice => ({
	path: row.path,
	kernelName: row.kname.replace(/^\/dev\//, '').replaceAll('/', '!'),
	deviceNumber: row['maj:min'],
	type: row.type,
	sizeBytes: row.size,
	isReadOnly: row.ro,
	isRemovable: row.rm,
	isHotplug: row.hotplug,
	isRotational: row.rota ?? undefined,
	transport: row.tran,
	model: row.model,
	vendor: row.vendor,
	serial: row.serial,
	wwn: row.wwn,
	hctl: row.hctl,
	state: row.state,
	logicalSectorBytes: row['log-sec'] ?? undefined,
	physicalSectorBytes: row['phy-sec'] ?? undefined,
	zoned: row.zoned,
	partitionTypeName: row.parttypename,
	filesystem: row.fstype,
	filesystemLabel: row.label,
	mountpoints: (row.mountpoints ?? []).filter((mountpoint) => mountpoint !== null),
	children: (row.children ?? []).map(toBlockDevice),
});
