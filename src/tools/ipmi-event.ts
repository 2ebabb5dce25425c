/**
 * `ipmitool event FILE`: a record in the event log of the management controller. Sensor type 1Fh of the IPMI
 * specification 2.0, table 42-3, tells how the installation of an operating system goes.
 */
import type {System} from '../system/types.ts';

export type InstallationState = 'started' | 'completed' | 'aborted' | 'failed';

const offsets: Readonly<Record<InstallationState, string>> = {
	started: '0x07',
	completed: '0x08',
	aborted: '0x09',
	failed: '0x0a',
};

const timeoutMs = 20_000;

/** @throws InstallError COMMAND_MISSING, COMMAND_FAILED, COMMAND_TIMED_OUT */
export const tellBmc = async (
	system: System,
	state: InstallationState,
	directory: string,
	signal: AbortSignal,
): Promise<void> => {
	const file = `${directory}/ipmi-event`;
	await system.files.writeText(file, `0x04 0x1F 0x00 0x6f ${offsets[state]} 0xff 0xff\n`);
	try {
		await system.run({program: 'ipmitool', args: ['event', file]}, {signal, timeoutMs});
	} finally {
		await system.files.remove(file);
	}
};
