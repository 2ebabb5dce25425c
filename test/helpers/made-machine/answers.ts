/** What the programs say of the disks of a machine that is made by hand, as lsblk, wipefs and sfdisk of util-linux 2.37. */
import {commandLine} from '../../../src/system/run.ts';
import {odCommand} from '../../../src/tools/od.ts';
import {sfdiskCommand} from '../../../src/tools/sfdisk.ts';
import {udevPropertiesCommand} from '../../../src/tools/udevadm.ts';
import {wipefsCommand} from '../../../src/tools/wipefs.ts';
import type {RecordedAnswer} from '../recorded-system.ts';
import {
	kernelPath,
	type MadeDisk,
	type MadeLayer,
	type MadePartition,
	partitionName,
} from './description.ts';

export const diskRow = (disk: MadeDisk): object => ({
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

export const contentAnswers = (disk: MadeDisk): readonly [string, RecordedAnswer][] => {
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

export const udevAnswer = (disk: MadeDisk): readonly [string, RecordedAnswer][] =>
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

export const layerAnswers = (layer: MadeLayer): readonly [string, RecordedAnswer][] =>
	layer.signatures === undefined
		? []
		: contentAnswers({
				name: (layer.path ?? kernelPath(layer.name)).replace(/^\/dev\//, ''),
				deviceNumber: layer.deviceNumber,
				sizeBytes: layer.sizeBytes ?? 0,
				signatures: layer.signatures,
			});

export const text = (stdout: string): RecordedAnswer => ({stdout, stderr: '', exitCode: 0});
