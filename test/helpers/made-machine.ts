/**
 * Machines made by hand: from a short description, what the programs would say and the files would hold. The
 * shapes follow lsblk, wipefs and sfdisk of util-linux 2.37.
 */

import {commandLine} from '../../src/system/run.ts';
import type {Command} from '../../src/system/types.ts';
import {ipAddressCommand, ipLinkCommand, ipRouteCommand} from '../../src/tools/ip.ts';
import {losetupCommand} from '../../src/tools/losetup.ts';
import {lsblkCommand} from '../../src/tools/lsblk.ts';
import {odCommand} from '../../src/tools/od.ts';
import {sfdiskCommand} from '../../src/tools/sfdisk.ts';
import {udevPropertiesCommand} from '../../src/tools/udevadm.ts';
import {wipefsCommand} from '../../src/tools/wipefs.ts';
import type {Machine, RecordedAnswer} from './recorded-system.ts';

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

export const bootId = '9d3f1c52-6a0e-4f7b-8a41-2f1b8e0c7d65';

export const makeMachine = (made: MadeMachine): Machine => {
	const {disks, network, mounts = [], swaps = [], loops = []} = made;
	const said = (command: Command, answer: RecordedAnswer): [string, RecordedAnswer] => [
		commandLine(command),
		answer,
	];
	return {
		origin: 'made by hand',
		note: made.note,
		commands: Object.fromEntries([
			said(lsblkCommand(), {json: {blockdevices: disks.map(diskRow)}}),
			said(losetupCommand, {
				json: {
					loopdevices: loops.map(({path, backingPath}) => ({name: path, 'back-file': backingPath})),
				},
			}),
			...disks.flatMap(contentAnswers),
			said(ipLinkCommand, {json: network?.links ?? []}),
			said(ipAddressCommand, {json: network?.addresses ?? []}),
			said(ipRouteCommand(4), {json: network?.routes ?? []}),
			said(ipRouteCommand(6), {json: []}),
			said({program: 'uname', args: ['--machine']}, text('x86_64\n')),
			said(
				{program: 'timedatectl', args: ['show', '--property=NTPSynchronized', '--value']},
				text('yes\n'),
			),
			...disks.flatMap(udevAnswer),
			...layersOf(disks).flatMap(layerAnswers),
			...Object.entries(made.commands ?? {}),
		]),
		files: {
			'/proc/self/mountinfo': mounts.map((line) => `${line}\n`).join(''),
			'/proc/swaps': ['Filename Type Size Used Priority', ...swaps]
				.map((line) => `${line}\n`)
				.join(''),
			'/proc/cmdline': `${made.commandLine ?? ''}\n`,
			'/proc/sys/kernel/hostname': 'localhost\n',
			'/proc/sys/kernel/osrelease': '5.14.0-570.el9.x86_64\n',
			'/proc/sys/kernel/random/boot_id': `${bootId}\n`,
			'/proc/cpuinfo': 'processor\t: 0\nmodel name\t: Intel(R) Xeon(R) D-2796NT\n',
			'/proc/meminfo': 'MemTotal:       65536000 kB\n',
			'/sys/devices/system/cpu/online': '0-39\n',
			'/etc/resolv.conf': 'search example.com\nnameserver 192.0.2.53\n',
			...Object.assign({}, ...disks.map(sysfsFiles)),
			...Object.assign({}, ...layersOf(disks).map(layerFiles)),
			...made.files,
		},
		directories: {
			...Object.assign({}, ...disks.map(sysfsDirectories)),
			...made.directories,
		},
		links: {
			...Object.assign({}, ...disks.map(linksOf)),
			...Object.assign({}, ...layersOf(disks).map(layerLinks)),
			...made.links,
		},
		blocks: Object.assign({}, ...disks.map(blocksOf)),
	};
};

export const layersOf = (disks: readonly MadeDisk[]): readonly MadeLayer[] => {
	const all = disks.flatMap(({layers = [], partitions = []}) => [
		...layers,
		...partitions.flatMap((partition) => partition.layers ?? []),
	]);
	return [...new Map(all.map((layer) => [layer.name, layer])).values()];
};

const udevAnswer = (disk: MadeDisk): readonly [string, RecordedAnswer][] =>
	disk.udev === undefined
		? []
		: [
				[
					commandLine(udevPropertiesCommand(kernelPath(disk.name))),
					text(
						Object.entries(disk.udev)
							.map(([key, value]) => `${key}=${value}\n`)
							.join(''),
					),
				],
			];

const layerAnswers = (layer: MadeLayer): readonly [string, RecordedAnswer][] =>
	layer.signatures === undefined
		? []
		: contentAnswers({
				name: (layer.path ?? kernelPath(layer.name)).replace(/^\/dev\//, ''),
				deviceNumber: layer.deviceNumber,
				sizeBytes: layer.sizeBytes ?? 0,
				signatures: layer.signatures,
			});

const layerFiles = ({name, deviceNumber, mapping, array}: MadeLayer): Record<string, string> => ({
	[`${blockClass}/${name}/dev`]: `${deviceNumber}\n`,
	...(mapping && {
		[`${blockClass}/${name}/dm/name`]: `${mapping.name}\n`,
		[`${blockClass}/${name}/dm/uuid`]: `${mapping.uuid}\n`,
	}),
	...(array && {
		[`${blockClass}/${name}/md/level`]: `${array.level}\n`,
		[`${blockClass}/${name}/md/metadata_version`]: `${array.format}\n`,
		[`${blockClass}/${name}/md/array_state`]: `${array.state}\n`,
	}),
});

const layerLinks = ({name, path, byId = []}: MadeLayer): Record<string, string> =>
	Object.fromEntries(byId.map((link) => [`/dev/disk/by-id/${link}`, path ?? kernelPath(name)]));

const text = (stdout: string): RecordedAnswer => ({stdout, stderr: '', exitCode: 0});

const kernelPath = (name: string): string => `/dev/${name}`;

const partitionName = (disk: MadeDisk, number: number): string =>
	/\d$/.test(disk.name) ? `${disk.name}p${number}` : `${disk.name}${number}`;

const diskRow = (disk: MadeDisk): object => ({
	...baseRow(disk.name, disk.deviceNumber, disk.type ?? 'disk', disk.sizeBytes, disk.mountpoints),
	ro: disk.isReadOnly ?? false,
	rm: disk.isRemovable ?? false,
	hotplug: disk.isRemovable ?? false,
	...identityRow(disk),
	'log-sec': disk.logicalSectorBytes ?? 512,
	rota: disk.isRotational ?? false,
	hctl: disk.hctl ?? null,
	zoned: disk.zoned ?? 'none',
	fstype: disk.signatures?.[0]?.type ?? null,
	label: disk.signatures?.[0]?.label ?? null,
	...childrenOf([
		...(disk.partitions ?? []).map((partition) => partitionRow(disk, partition)),
		...(disk.layers ?? []).map(layerRow),
	]),
});

const identityRow = (disk: MadeDisk): object => ({
	tran: disk.transport ?? null,
	model: disk.model ?? null,
	vendor: disk.vendor ?? null,
	serial: disk.serial ?? null,
	wwn: disk.wwn ?? null,
	state: disk.state ?? null,
});

const partitionRow = (disk: MadeDisk, partition: MadePartition): object => ({
	...baseRow(
		partitionName(disk, partition.number),
		partition.deviceNumber,
		'part',
		partition.sizeBytes,
		partition.mountpoints,
	),
	fstype: partition.signature?.type ?? null,
	label: partition.signature?.label ?? null,
	...childrenOf((partition.layers ?? []).map(layerRow)),
});

const layerRow = (layer: MadeLayer): object => ({
	...baseRow(layer.name, layer.deviceNumber, layer.type, layer.sizeBytes ?? 0, layer.mountpoints),
	path: layer.path ?? kernelPath(layer.name),
	wwn: layer.wwn ?? null,
});

const baseRow = (
	name: string,
	deviceNumber: string,
	type: string,
	size: number,
	mountpoints: readonly string[] | undefined,
): object => ({
	name: kernelPath(name),
	kname: kernelPath(name),
	path: kernelPath(name),
	'maj:min': deviceNumber,
	type,
	size,
	ro: false,
	rm: false,
	hotplug: false,
	rota: false,
	tran: null,
	model: null,
	vendor: null,
	serial: null,
	wwn: null,
	state: null,
	'log-sec': 512,
	'phy-sec': 4096,
	zoned: 'none',
	parttypename: null,
	fstype: null,
	label: null,
	mountpoints: mountpoints ?? [null],
});

const childrenOf = (rows: readonly object[]): object => (rows.length === 0 ? {} : {children: rows});

const contentAnswers = (disk: MadeDisk): readonly [string, RecordedAnswer][] => {
	const partitions = disk.partitions ?? [];
	const paths = [disk.name, ...partitions.map(({number}) => partitionName(disk, number))].map(
		kernelPath,
	);
	const signatures = [
		...tableSignatures(disk),
		...(disk.signatures ?? []).map((signature) => ({device: disk.name, ...signature})),
		...partitions.flatMap(({number, signature}) =>
			signature === undefined ? [] : [{device: partitionName(disk, number), ...signature}],
		),
	];
	const wipefs: RecordedAnswer = disk.isDying ? {hangs: true} : {json: {signatures}};
	const table: readonly [string, RecordedAnswer][] =
		disk.table === undefined
			? []
			: [[commandLine(sfdiskCommand(kernelPath(disk.name))), tableAnswer(disk)]];
	return [[commandLine(wipefsCommand(paths)), wipefs], ...table, ...edgeAnswers(disk)];
};

const tableSignatures = ({name, table, tableSignatures: own}: MadeDisk): readonly object[] => {
	if (own !== undefined) {
		return own.map((signature) => ({device: name, ...signature}));
	}
	switch (table?.kind) {
		case 'gpt':
			return ['gpt', 'gpt', 'PMBR'].map((type) => ({device: name, type}));
		case 'dos':
			return [{device: name, type: 'dos'}];
		case undefined:
			return [];
	}
};

const tableAnswer = (disk: MadeDisk): RecordedAnswer => ({
	json: {
		partitiontable: {
			label: disk.table?.kind,
			id: disk.table?.id.toUpperCase(),
			device: kernelPath(disk.name),
			unit: 'sectors',
			sectorsize: disk.logicalSectorBytes ?? 512,
			partitions: (disk.partitions ?? []).map((partition) => ({
				node: kernelPath(partitionName(disk, partition.number)),
				start: 2048 * partition.number,
				size: partition.sizeBytes / (disk.logicalSectorBytes ?? 512),
				type: partition.type.toUpperCase(),
				...(partition.label !== undefined && {name: partition.label}),
			})),
		},
	},
});

const mebibyte = 1024 * 1024;

const edgeAnswers = (disk: MadeDisk): readonly [string, RecordedAnswer][] =>
	[0, disk.sizeBytes - mebibyte].map((startByte) => [
		commandLine(odCommand({path: kernelPath(disk.name), startByte, sizeBytes: mebibyte})),
		text(
			disk.edges === 'random' || (disk.edges === 'random-end' && startByte > 0)
				? ' 8c1f00a9d2e47b35 0000000000000000\n'
				: ' 0000000000000000 0000000000000000\n*\n',
		),
	]);

const blockClass = '/sys/class/block';

const sysfsFiles = (disk: MadeDisk): Record<string, string> => ({
	[`${blockClass}/${disk.name}/dev`]: `${disk.deviceNumber}\n`,
	...(disk.sequence !== undefined && {
		[`${blockClass}/${disk.name}/diskseq`]: `${disk.sequence}\n`,
	}),
	...Object.assign(
		{},
		...(disk.partitions ?? []).map(({number, deviceNumber, sizeBytes}) => {
			const directory = `${blockClass}/${partitionName(disk, number)}`;
			return {
				[`${directory}/partition`]: `${number}\n`,
				[`${directory}/dev`]: `${deviceNumber}\n`,
				[`${directory}/size`]: `${sizeBytes / 512}\n`,
			};
		}),
	),
});

const sysfsDirectories = (disk: MadeDisk): Record<string, string[]> => {
	const partitions = disk.partitions ?? [];
	const layers = [...(disk.layers ?? []), ...partitions.flatMap((one) => one.layers ?? [])];
	const namesOf = (some: readonly MadeLayer[] | undefined): string[] =>
		(some ?? []).map(({name}) => name);
	return {
		[`${blockClass}/${disk.name}`]: partitions.map(({number}) => partitionName(disk, number)),
		[`${blockClass}/${disk.name}/holders`]: namesOf(disk.layers),
		...Object.fromEntries(
			partitions.map((one) => [
				`${blockClass}/${partitionName(disk, one.number)}/holders`,
				namesOf(one.layers),
			]),
		),
		...Object.fromEntries(layers.map(({name}) => [`${blockClass}/${name}/holders`, []])),
	};
};

const linksOf = (disk: MadeDisk): Record<string, string> => ({
	...(disk.place !== undefined && {
		[`${blockClass}/${disk.name}`]: `/sys/devices/${disk.place}/block/${disk.name}`,
	}),
	...Object.fromEntries(
		(disk.byId ?? []).map((name) => [`/dev/disk/by-id/${name}`, kernelPath(disk.name)]),
	),
	...Object.fromEntries(
		(disk.byPath ?? []).map((name) => [`/dev/disk/by-path/${name}`, kernelPath(disk.name)]),
	),
});

const blocksOf = (disk: MadeDisk): Record<string, string> => ({
	[kernelPath(disk.name)]: disk.deviceNumber,
	...Object.fromEntries(
		(disk.partitions ?? []).map(({number, deviceNumber}) => [
			kernelPath(partitionName(disk, number)),
			deviceNumber,
		]),
	),
});
