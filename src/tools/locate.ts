/**
 * The light of a bay: `ledctl` of ledmon knows SES, SGPIO and NPEM of NVMe slots; where it is missing, the kernel
 * has a switch for bays of SES enclosures (Documentation/scsi/scsi-ses, sysfs `locate`). Changes no disk.
 */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';

const timeoutMs = 20_000;

/** Turns the light on or off. False: nothing here can. */
export const setLocateLight = async (
	system: System,
	device: string,
	isOn: boolean,
	signal: AbortSignal,
): Promise<boolean> =>
	(await byLedctl(system, device, isOn, signal)) || byEnclosure(system, device, isOn);

const byLedctl = async (
	system: System,
	device: string,
	isOn: boolean,
	signal: AbortSignal,
): Promise<boolean> => {
	const args = [`${isOn ? 'locate' : 'locate_off'}=${device}`];
	try {
		await system.run({program: 'ledctl', args}, {signal, timeoutMs});
		return true;
	} catch (error) {
		if (
			error instanceof InstallError &&
			['COMMAND_MISSING', 'COMMAND_FAILED'].includes(error.code)
		) {
			return false;
		}
		throw error;
	}
};

const byEnclosure = async ({files}: System, device: string, isOn: boolean): Promise<boolean> => {
	const directory = `/sys/block/${device.replace(/^\/dev\//, '')}/device`;
	const bay = (await files.list(directory)).find((name) => name.startsWith('enclosure_device:'));
	const path = `${directory}/${bay}/locate`;
	if (bay === undefined || (await files.stat(path)) === undefined) {
		return false;
	}
	const file = await files.openInPlace(path);
	try {
		await file.write(Buffer.from(isOn ? '1' : '0'), 0);
		return true;
	} finally {
		await file.close();
	}
};
