/**
 * What a disk tells beside its contents: how it is reached, how it fares, other spellings of its identity. Each
 * part has a time limit of its own; none of them is needed to tell the disk, and none can hide it.
 */
import type {System} from '../system/types.ts';
import {readNvmeNamespace} from '../tools/nvme-sysfs.ts';
import {readFcTargets, readIscsiPlace} from '../tools/san.ts';
import {readUdevProperties} from '../tools/udevadm.ts';
import type {IdentitySpellings, NvmeFacts, SanFacts} from './disk-facts.ts';
import {type Disk, type Fact, known, unknown} from './facts.ts';
import {readHealth} from './health.ts';
import {kernelErrorsOf} from './kernel-errors.ts';
import {probeLimitMs} from './probes.ts';
import {asFact} from './time-limit.ts';

export type DetailSources = {
	readonly kernelName: string;
	/** Where it hangs in the tree of hardware. */
	readonly devicePath: string | undefined;
	readonly kernelLog: Fact<readonly string[]>;
};

export const withDetails = async (
	system: System,
	disk: Disk,
	{kernelName, devicePath = '', kernelLog}: DetailSources,
	signal: AbortSignal | undefined,
): Promise<Disk> => {
	if (disk.kind !== 'disk' && disk.kind !== 'multipath') {
		return disk;
	}
	const within = <Value>(task: (either: AbortSignal) => Promise<Fact<Value>>) =>
		asFact(system, {what: disk.path, limitMs: probeLimitMs, signal}, task);
	const [nvme, place, spellings, health] = await Promise.all([
		within(async () => known(await readNvme(system, disk, kernelName))),
		within(async () => known(await readSan(system, devicePath))),
		within(async (either) => known(await readSpellings(system, disk.path, either))),
		within((either) => readHealth(system, disk, either)),
	]);
	const san = sanOf(place, nvme);
	return {
		...disk,
		...(nvme.known && nvme.value && {nvme: nvme.value}),
		...(san && {san}),
		...(spellings.known && spellings.value && {spellings: spellings.value}),
		health,
		kernelErrors: kernelLog.known
			? known(kernelErrorsOf(kernelLog.value, kernelName, /\/(ata\d+)\//.exec(devicePath)?.[1]))
			: kernelLog,
	};
};

const readNvme = async (
	system: System,
	{transport}: Disk,
	kernelName: string,
): Promise<NvmeFacts | undefined> => {
	if (transport !== 'nvme') {
		return undefined;
	}
	const {namespaceId, subsystem, controllers} = await readNvmeNamespace(system, kernelName);
	const firmware = controllers.find((one) => one.firmware !== undefined)?.firmware;
	return {
		paths: controllers.map(({name, address, transport: by, state}) => ({
			controller: name,
			...(address !== undefined && {address}),
			...(by !== undefined && {transport: by}),
			...(state !== undefined && {state}),
		})),
		...(namespaceId !== undefined && {namespaceId}),
		...(firmware !== undefined && {firmware}),
		...(subsystem !== undefined && {subsystem}),
	};
};

const readSan = async (system: System, devicePath: string): Promise<SanFacts | undefined> => {
	const iscsi = await readIscsiPlace(system, devicePath);
	if (iscsi !== undefined) {
		const {target, state, hostAddress, firmwareTargets} = iscsi;
		return {
			kind: 'iscsi',
			target: told(target, 'the name of its target'),
			session: told(state, 'the state of its session'),
			isInFirmware:
				target === undefined
					? unknown('the name of its target is not told')
					: known(firmwareTargets.includes(target)),
			hostAddress: told(hostAddress, 'the address it is reached from'),
		};
	}
	const targets = await readFcTargets(system, devicePath);
	return targets && {kind: 'fc', targets};
};

const told = (value: string | undefined, what: string): Fact<string> =>
	value === undefined ? unknown(`the kernel does not tell ${what}`) : known(value);

const sanOf = (
	place: Fact<SanFacts | undefined>,
	nvme: Fact<NvmeFacts | undefined>,
): SanFacts | undefined => {
	const paths = nvme.known ? (nvme.value?.paths ?? []) : [];
	const remote = paths.find(({transport = 'pcie'}) => transport !== 'pcie');
	if (remote?.transport !== undefined) {
		return {kind: 'nvme-of', transport: remote.transport};
	}
	return place.known ? place.value : undefined;
};

/** udev reads several spellings of one serial number; lsblk shows one of them. */
const readSpellings = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<IdentitySpellings | undefined> => {
	const properties = await readUdevProperties(system, path, signal);
	const serials = ['ID_SERIAL_SHORT', 'ID_SCSI_SERIAL', 'SCSI_IDENT_SERIAL', 'ID_SERIAL']
		.map((name) => properties.get(name))
		.filter((serial) => serial !== undefined);
	const withExtension = properties.get('ID_WWN_WITH_EXTENSION');
	const vendorExtension = properties.get('ID_WWN_VENDOR_EXTENSION');
	return serials.length === 0 && withExtension === undefined
		? undefined
		: {
				serials: [...new Set(serials)],
				...(withExtension !== undefined && {wwnWithExtension: withExtension}),
				...(vendorExtension !== undefined && {wwnVendorExtension: vendorExtension}),
			};
};
