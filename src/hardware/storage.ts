/**
 * Controllers that disks hang on, whether a driver took them, and which programs are not here: what to say when
 * a disk that stands in the rack is not in the list. PCI classes: PCI code and ID assignment, class 01h and 0Ch.
 */
import type {System} from '../system/types.ts';
import {readAttribute, readLinkName} from '../tools/attribute.ts';
import {known, unknown} from './fact.ts';
import type {StorageController, StorageFacts} from './host-facts.ts';
import {type Probes, runProbes} from './probes.ts';

const pciDevices = '/sys/bus/pci/devices';

export const probeStorage = async (
	system: System,
	signal: AbortSignal | undefined,
): Promise<StorageFacts> => ({
	...(await runProbes(system, storageProbes, signal)),
	missingTools: await missingTools(system),
});

const storageProbes: Probes<StorageFacts> = {
	controllers: async (system) => {
		const addresses = await system.files.list(pciDevices);
		const found = await Promise.all(addresses.map((address) => readController(system, address)));
		return known(found.filter((controller) => controller !== undefined));
	},
	isNvmeMultipathOn: async (system) => {
		const on = await readAttribute(system, '/sys/module/nvme_core/parameters/multipath');
		return on === undefined ? unknown('the NVMe driver is not loaded') : known(on === 'Y');
	},
	isMultipathRunning: async (system) =>
		known((await system.files.stat('/run/multipathd.pid')) !== undefined),
};

const readController = async (
	system: System,
	address: string,
): Promise<StorageController | undefined> => {
	const folder = `${pciDevices}/${address}`;
	const kind = controllerKind((await readAttribute(system, `${folder}/class`)) ?? '');
	if (kind === undefined) {
		return undefined;
	}
	const [vendor, device, driver] = await Promise.all([
		readAttribute(system, `${folder}/vendor`),
		readAttribute(system, `${folder}/device`),
		readLinkName(system, `${folder}/driver`),
	]);
	return {
		address,
		kind,
		id: [vendor, device].map((word) => word?.replace(/^0x/, '') ?? '?').join(':'),
		...(driver !== undefined && {driver}),
	};
};

/** @param code as `0x010802` */
export const controllerKind = (code: string): StorageController['kind'] | undefined => {
	const short = code.slice(0, 6);
	return kinds.get(short) ?? (short.startsWith('0x01') ? 'other' : undefined);
};

const kinds: ReadonlyMap<string, StorageController['kind']> = new Map([
	['0x0100', 'scsi'],
	['0x0101', 'ide'],
	['0x0104', 'raid'],
	['0x0106', 'sata'],
	['0x0107', 'sas'],
	['0x0108', 'nvme'],
	['0x0c04', 'fc'],
]);

/** Those that a probe would have asked. */
const optionalTools: readonly string[] = [
	'chronyc',
	'dmesg',
	'efibootmgr',
	'ethtool',
	'ipmitool',
	'mdadm',
	'nmcli',
	'nvme',
	'pvs',
	'smartctl',
	'udevadm',
];

const missingTools = async (system: System): Promise<readonly string[]> => {
	const found = await Promise.all(
		optionalTools.map(async (name) => {
			const places = ['/usr/bin', '/usr/sbin'].map((folder) => `${folder}/${name}`);
			const stats = await Promise.all(places.map((path) => system.files.stat(path)));
			return stats.some((stat) => stat !== undefined);
		}),
	);
	return optionalTools.filter((_, index) => found[index] !== true);
};
