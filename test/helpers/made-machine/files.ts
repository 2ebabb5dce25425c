/** What lies below /sys/class/block and /dev on a machine that is made by hand. */
import {kernelPath, type MadeDisk, type MadeLayer, partitionName} from './description.ts';

const blockClass = '/sys/class/block';

export const sysfsFiles = (disk: MadeDisk): Record<string, string> => ({
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

export const sysfsDirectories = (disk: MadeDisk): Record<string, string[]> => {
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

export const linksOf = (disk: MadeDisk): Record<string, string> => ({
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

export const blocksOf = (disk: MadeDisk): Record<string, string> => ({
	[kernelPath(disk.name)]: disk.deviceNumber,
	...Object.fromEntries(
		(disk.partitions ?? []).map(({number, deviceNumber}) => [
			kernelPath(partitionName(disk, number)),
			deviceNumber,
		]),
	),
});

export const layerFiles = ({
	name,
	deviceNumber,
	mapping,
	array,
}: MadeLayer): Record<string, string> => ({
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

export const layerLinks = ({name, path, byId = []}: MadeLayer): Record<string, string> =>
	Object.fromEntries(byId.map((link) => [`/dev/disk/by-id/${link}`, path ?? kernelPath(name)]));
