/** Firmware, trust and management of the host: UEFI, Secure Boot, TPM, FIPS, DMI, the management controller. */
import type {System} from '../system/types.ts';
import {readAttribute} from '../tools/attribute.ts';
import {type EfiEntry, readEfiBoot} from '../tools/efibootmgr.ts';
import {reading} from '../tools/reading.ts';
import {readBmc} from './bmc.ts';
import {fromDmi} from './dmi.ts';
import {type Fact, known, unknown} from './fact.ts';
import type {BootEntry, PlatformFacts} from './host-facts.ts';
import type {Probes} from './probes.ts';

const efi = '/sys/firmware/efi';
const globalVariables = '8be4df61-93ca-11d2-aa0d-00e098032b8c';
const notUefi = 'this host was not started by UEFI';

const isUefi = async (system: System): Promise<boolean> =>
	(await system.files.stat(efi)) !== undefined;

export const platformProbes: Probes<PlatformFacts> = {
	firmwareBits: async (system) => {
		if (!(await isUefi(system))) {
			return unknown(notUefi);
		}
		const bits = await readAttribute(system, `${efi}/fw_platform_size`);
		return bits === '64' || bits === '32'
			? known(bits === '64' ? 64 : 32)
			: unknown('the kernel does not tell the size of the firmware');
	},
	secureBoot: async (system) =>
		(await isUefi(system)) ? readSecureBoot(system) : known('unsupported'),
	bootEntry: async (system, signal) => {
		if (!(await isUefi(system))) {
			return unknown(notUefi);
		}
		const {current, entries} = await readEfiBoot(system, signal);
		const entry = entries.find(({number}) => number === current);
		return entry === undefined
			? unknown('the firmware does not tell which entry it started')
			: known(bootEntryOf(entry));
	},
	tpm: (system) => readTpm(system),
	isFipsEnabled: async (system) => {
		const enabled = await readAttribute(system, '/proc/sys/crypto/fips_enabled');
		return known(enabled === '1');
	},
	virtualisation: async (system, signal) => {
		const command = {program: 'systemd-detect-virt', args: ['--vm']};
		const options = {...reading(signal), acceptedExitCodes: [0, 1]};
		const name = (await system.run(command, options)).stdout.trim();
		return name === '' ? unknown('systemd does not tell') : known(name);
	},
	uuid: (system) => fromDmi(system, 'product_uuid'),
	board: (system) => fromDmi(system, 'board_name'),
	chassisTag: (system) => fromDmi(system, 'chassis_asset_tag'),
	biosVersion: (system) => fromDmi(system, 'bios_version'),
	biosDate: (system) => fromDmi(system, 'bios_date'),
	bmc: (system, signal) => readBmc(system, signal),
};

/** Four bytes of attributes, then one of value; any other length is no answer. */
const readVariable = async (system: System, name: string): Promise<number | undefined> => {
	const path = `${efi}/efivars/${name}-${globalVariables}`;
	if ((await system.files.stat(path)) === undefined) {
		return undefined;
	}
	const text = await system.files.readText(path);
	return text.length === 5 ? text.charCodeAt(4) : undefined;
};

const readSecureBoot = async (system: System): Promise<PlatformFacts['secureBoot']> => {
	const [secure, setup] = await Promise.all([
		readVariable(system, 'SecureBoot'),
		readVariable(system, 'SetupMode'),
	]);
	if (secure === 1) {
		return known('on');
	}
	if (secure === undefined) {
		const names = await system.files.list(`${efi}/efivars`);
		return names.length === 0
			? unknown('the variables of the firmware cannot be read')
			: known('unsupported');
	}
	return known(setup === 1 ? 'setup' : 'off');
};

/** UEFI specification 10.3, as efibootmgr writes it. */
const bootEntryOf = ({number, label, devicePath}: EfiEntry): BootEntry => {
	const partitionId = /HD\(\d+,GPT,([0-9a-f-]+)/i.exec(devicePath)?.[1]?.toLowerCase();
	return {
		number,
		label,
		...(partitionId !== undefined && {partitionId}),
		device: deviceOf(devicePath),
	};
};

const devices: readonly (readonly [RegExp, BootEntry['device']])[] = [
	[/CDROM\(/i, 'optical'],
	[/USB\(|UsbClass\(|UsbWwid\(/i, 'usb'],
	[/MAC\(|IPv4\(|IPv6\(|Uri\(/i, 'network'],
	[/HD\(|NVMe\(|Sata\(|SCSI\(|SAS\(/i, 'disk'],
];

const deviceOf = (devicePath: string): BootEntry['device'] =>
	devices.find(([pattern]) => pattern.test(devicePath))?.[1] ?? 'other';

const readTpm = async (system: System): Promise<Fact<'none' | '1.2' | '2.0'>> => {
	const folder = '/sys/class/tpm/tpm0';
	if ((await system.files.stat(folder)) === undefined) {
		return known('none');
	}
	const version = await readAttribute(system, `${folder}/tpm_version_major`);
	if (version === '1' || version === '2') {
		return known(version === '2' ? '2.0' : '1.2');
	}
	return unknown('there is a TPM whose version the kernel does not tell');
};
