/** What is said of a machine that is made by hand, and how its devices are called. */
import type {RecordedAnswer} from '../recorded-system.ts';

export type MadeSignature = {
	readonly type: string;
	readonly label?: string;
	readonly uuid?: string;
	/** As `0x218`. */
	readonly offset?: string;
};

/** Anything that stands on a disk or partition: a map, an array, a volume. */
export type MadeLayer = {
	readonly name: string;
	readonly path?: string;
	readonly deviceNumber: string;
	readonly type: string;
	readonly sizeBytes?: number;
	readonly wwn?: string;
	readonly mountpoints?: readonly string[];
	readonly mapping?: {readonly name: string; readonly uuid: string};
	readonly array?: {readonly level: string; readonly format: string; readonly state: string};
	readonly byId?: readonly string[];
	/** Without them nothing answers for what is on it. */
	readonly signatures?: readonly MadeSignature[];
};

export type MadePartition = {
	readonly number: number;
	readonly deviceNumber: string;
	readonly sizeBytes: number;
	readonly type: string;
	readonly label?: string;
	readonly signature?: MadeSignature;
	readonly mountpoints?: readonly string[];
	readonly layers?: readonly MadeLayer[];
};

export type MadeDisk = {
	readonly name: string;
	readonly deviceNumber: string;
	readonly type?: string;
	readonly sizeBytes: number;
	readonly model?: string;
	readonly vendor?: string;
	readonly serial?: string;
	readonly wwn?: string;
	readonly transport?: string;
	readonly isRotational?: boolean;
	readonly hctl?: string;
	/** Where it hangs below /sys/devices. */
	readonly place?: string;
	readonly udev?: Readonly<Record<string, string>>;
	readonly state?: string;
	readonly zoned?: string;
	readonly isRemovable?: boolean;
	readonly isReadOnly?: boolean;
	readonly logicalSectorBytes?: number;
	readonly sequence?: number;
	readonly byId?: readonly string[];
	readonly byPath?: readonly string[];
	readonly table?: {readonly kind: 'gpt' | 'dos'; readonly id: string};
	/** Instead of those that a whole table leaves. */
	readonly tableSignatures?: readonly MadeSignature[];
	readonly partitions?: readonly MadePartition[];
	readonly signatures?: readonly MadeSignature[];
	readonly layers?: readonly MadeLayer[];
	readonly mountpoints?: readonly string[];
	/** What od says of both ends when nothing else is found. */
	readonly edges?: 'zero' | 'random' | 'random-end';
	/** Its reads never return. */
	readonly isDying?: boolean;
};

export type MadeMachine = {
	readonly note: string;
	readonly disks: readonly MadeDisk[];
	/** Lines of mountinfo. */
	readonly mounts?: readonly string[];
	readonly swaps?: readonly string[];
	readonly loops?: readonly {readonly path: string; readonly backingPath: string}[];
	readonly commandLine?: string;
	readonly files?: Readonly<Record<string, string>>;
	readonly links?: Readonly<Record<string, string>>;
	readonly directories?: Readonly<Record<string, string[]>>;
	/** Answers of programs by command line. */
	readonly commands?: Readonly<Record<string, RecordedAnswer>>;
	readonly network?: {
		readonly links: readonly object[];
		readonly addresses: readonly object[];
		readonly routes: readonly object[];
	};
};

export const layersOf = (disks: readonly MadeDisk[]): readonly MadeLayer[] => {
	const all = disks.flatMap(({layers = [], partitions = []}) => [
		...layers,
		...partitions.flatMap((partition) => partition.layers ?? []),
	]);
	return [...new Map(all.map((layer) => [layer.name, layer])).values()];
};

export const kernelPath = (name: string): string => `/dev/${name}`;

export const partitionName = (disk: MadeDisk, number: number): string =>
	/\d$/.test(disk.name) ? `${disk.name}p${number}` : `${disk.name}${number}`;
