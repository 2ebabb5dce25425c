/** What the kernel says of mappings (dm) and arrays (md): the names and states that lsblk leaves out. */
import type {System} from '../system/types.ts';
import {readAttribute} from '../tools/attribute.ts';
import type {BlockDevice} from '../tools/lsblk.ts';

export type Mapping = {
	readonly name: string | undefined;
	/** Begins with what made it: `mpath-`, `LVM-`, `CRYPT-`, `part1-mpath-`. */
	readonly uuid: string | undefined;
};

export type ArrayState = {
	readonly level: string | undefined;
	/** `external:imsm` of a container, `external:/md127/0` of a volume in it, `1.2` of the kernel's own. */
	readonly format: string | undefined;
	readonly state: string | undefined;
};

/** By device number. */
export type Stacks = {
	readonly mappings: ReadonlyMap<string, Mapping>;
	readonly arrays: ReadonlyMap<string, ArrayState>;
};

const blockClass = '/sys/class/block';

export const readStacks = async (
	system: System,
	devices: readonly BlockDevice[],
): Promise<Stacks> => {
	const [mappings, arrays] = await Promise.all([
		readEach(devices.filter(isMapping), (name) => readMapping(system, name)),
		readEach(devices.filter(isArray), (name) => readArray(system, name)),
	]);
	return {mappings, arrays};
};

/** A partition of a map is a mapping of its own, one of an array is no array. */
const isMapping = ({kernelName}: BlockDevice): boolean => /^dm-\d+$/.test(kernelName);
const isArray = ({kernelName, type}: BlockDevice): boolean =>
	/^md\w*$/.test(kernelName) && type !== 'part';

const readEach = async <Value>(
	devices: readonly BlockDevice[],
	read: (kernelName: string) => Promise<Value>,
): Promise<ReadonlyMap<string, Value>> =>
	new Map(
		await Promise.all(
			devices.map(
				async ({deviceNumber, kernelName}) => [deviceNumber, await read(kernelName)] as const,
			),
		),
	);

const readMapping = async (system: System, name: string): Promise<Mapping> => ({
	name: await readAttribute(system, `${blockClass}/${name}/dm/name`),
	uuid: await readAttribute(system, `${blockClass}/${name}/dm/uuid`),
});

const readArray = async (system: System, name: string): Promise<ArrayState> => ({
	level: await readAttribute(system, `${blockClass}/${name}/md/level`),
	format: await readAttribute(system, `${blockClass}/${name}/md/metadata_version`),
	state: await readAttribute(system, `${blockClass}/${name}/md/array_state`),
});
