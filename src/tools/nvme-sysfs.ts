/**
 * The controllers that lead to an NVMe namespace. With native multipath the kernel shows one disk and hides its
 * paths; below /sys they are all there. Kernel: drivers/nvme/host.
 */
import type {System} from '../system/types.ts';
import {readAttribute, readNumber} from './attribute.ts';

export type NvmeController = {
	readonly name: string;
	readonly transport: string | undefined;
	readonly state: string | undefined;
	readonly address: string | undefined;
	readonly firmware: string | undefined;
};

export type NvmeNamespace = {
	readonly namespaceId: number | undefined;
	readonly subsystem: string | undefined;
	readonly controllers: readonly NvmeController[];
};

export const readNvmeNamespace = async (
	system: System,
	kernelName: string,
): Promise<NvmeNamespace> => {
	const block = `/sys/class/block/${kernelName}`;
	const device = (await system.files.resolve(`${block}/device`)) ?? `${block}/device`;
	const names = await controllersAt(system, device);
	return {
		namespaceId: await readNumber(system, `${block}/nsid`),
		subsystem: await readAttribute(system, `${device}/subsysnqn`),
		controllers: await Promise.all(names.map((name) => readController(system, name))),
	};
};

/** The device of a namespace is its controller, or with multipath the subsystem that links to all of them. */
const controllersAt = async (system: System, device: string): Promise<readonly string[]> => {
	const own = device.split('/').at(-1) ?? '';
	return isController(own) ? [own] : (await system.files.list(device)).filter(isController);
};

const isController = (name: string): boolean => /^nvme\d+$/.test(name);

const readController = async (system: System, name: string): Promise<NvmeController> => {
	const folder = `/sys/class/nvme/${name}`;
	return {
		name,
		transport: await readAttribute(system, `${folder}/transport`),
		state: await readAttribute(system, `${folder}/state`),
		address: await readAttribute(system, `${folder}/address`),
		firmware: await readAttribute(system, `${folder}/firmware_rev`),
	};
};
