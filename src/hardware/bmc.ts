/**
 * The management controller of the host, and where it is reached. Asking takes seconds for each channel, so few
 * are asked, one after the other, and the probe as a whole has a limit.
 */
import type {System} from '../system/types.ts';
import {type BmcLan, readBmcLan} from '../tools/ipmitool.ts';
import {type Fact, known, unknown} from './fact.ts';
import type {Bmc} from './host-facts.ts';

/** Most have their network on the first, some on the eighth. */
const channels: readonly number[] = [1, 8, 2, 3];

const devices: readonly string[] = ['/dev/ipmi0', '/dev/ipmi/0', '/dev/ipmidev/0'];

export const readBmc = async (system: System, signal: AbortSignal): Promise<Fact<Bmc>> => {
	if (await hasDevice(system)) {
		return known(await askAddress(system, signal));
	}
	/** SMBIOS type 38 tells of a controller whose driver is not loaded. */
	const isInFirmware = (await system.files.stat('/sys/firmware/dmi/entries/38-0')) !== undefined;
	return isInFirmware ? known(silent('its driver (ipmi_si) is not loaded')) : known({kind: 'none'});
};

const hasDevice = async (system: System): Promise<boolean> => {
	const found = await Promise.all(devices.map((path) => system.files.stat(path)));
	return found.some((stat) => stat !== undefined);
};

const silent = (reason: string): Bmc => ({
	kind: 'present',
	address: unknown(reason),
	mac: unknown(reason),
});

const askAddress = async (system: System, signal: AbortSignal): Promise<Bmc> => {
	try {
		return bmcOf(await firstChannel(system, signal));
	} catch (error) {
		return silent(error instanceof Error ? error.message : String(error));
	}
};

const firstChannel = async (system: System, signal: AbortSignal): Promise<BmcLan | undefined> => {
	for (const channel of channels) {
		const lan = await readBmcLan(system, channel, signal);
		if (lan.address !== undefined) {
			return lan;
		}
	}
	return undefined;
};

const bmcOf = (lan: BmcLan | undefined): Bmc => {
	const {address, mac} = lan ?? {};
	const none = 'it has no address on any channel that was asked';
	return {
		kind: 'present',
		address: address === undefined ? unknown(none) : known(address),
		mac: mac === undefined ? unknown(none) : known(mac),
	};
};
