/**
 * How a disk is reached, from its place in the tree of hardware and the classes beside it. Says nothing of a
 * local disk. Kernel: Documentation/ABI of iscsi_session, iscsi_host, fc_remote_ports, ibft.
 */
import type {System} from '../system/types.ts';
import {readAttribute} from './attribute.ts';

export type IscsiPlace = {
	readonly target: string | undefined;
	readonly state: string | undefined;
	readonly hostAddress: string | undefined;
	/** Targets that the firmware told of; none without an iBFT. */
	readonly firmwareTargets: readonly string[];
};

/** Undefined for what hangs on no iSCSI session. */
export const readIscsiPlace = async (
	system: System,
	devicePath: string,
): Promise<IscsiPlace | undefined> => {
	const session = /\/(session\d+)\//.exec(devicePath)?.[1];
	const host = /\/(host\d+)\//.exec(devicePath)?.[1];
	if (session === undefined) {
		return undefined;
	}
	return {
		target: await readAttribute(system, `/sys/class/iscsi_session/${session}/targetname`),
		state: await readState(system, devicePath, session),
		hostAddress: await readAttribute(system, `/sys/class/iscsi_host/${host}/ipaddress`),
		firmwareTargets: await readFirmwareTargets(system),
	};
};

/** The device has a state of its own, which is what stops reads and writes. */
const readState = async (
	system: System,
	devicePath: string,
	session: string,
): Promise<string | undefined> => {
	const device = devicePath.replace(/\/block\/.*/, '');
	return (
		(await readAttribute(system, `${device}/state`)) ??
		readAttribute(system, `/sys/class/iscsi_session/${session}/state`)
	);
};

const readFirmwareTargets = async (system: System): Promise<readonly string[]> => {
	const names = await system.files.list('/sys/firmware/ibft');
	const targets = await Promise.all(
		names
			.filter((name) => name.startsWith('target'))
			.map((name) => readAttribute(system, `/sys/firmware/ibft/${name}/target-name`)),
	);
	return targets.filter((target) => target !== undefined);
};

/** Port names of the targets; undefined for what hangs on no remote port. */
export const readFcTargets = async (
	system: System,
	devicePath: string,
): Promise<readonly string[] | undefined> => {
	const port = /\/(rport-[\d:-]+)\//.exec(devicePath)?.[1];
	if (port === undefined) {
		return undefined;
	}
	const name = await readAttribute(system, `/sys/class/fc_remote_ports/${port}/port_name`);
	return name === undefined ? [] : [name];
};
