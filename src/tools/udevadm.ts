/** What udev knows, and waiting until it has finished; a system without udev has nothing to wait for. */
import type {Command, System} from '../system/types.ts';
import {parseProperties} from './properties.ts';
import {reading} from './reading.ts';

/** `udevadm settle` succeeds in a container without doing anything; this socket tells whether udev is there. */
const controlSocket = '/run/udev/control';

/** Without it `udevadm monitor` hears nothing, and says nothing of that. */
export const isUdevRunning = async ({files}: System): Promise<boolean> =>
	(await files.stat(controlSocket)) !== undefined;

export const settleTimeoutMs = 30_000;

export const settleCommand: Command = {
	program: 'udevadm',
	args: ['settle', `--timeout=${settleTimeoutMs / 1000}`],
};

export const settleDevices = async (
	system: System,
	signal?: AbortSignal,
): Promise<'settled' | 'unsettled'> => {
	if (!(await isUdevRunning(system))) {
		return 'unsettled';
	}
	const {exitCode} = await system.run(settleCommand, {
		acceptedExitCodes: [0, 1],
		timeoutMs: settleTimeoutMs + 2000,
		...(signal && {signal}),
	});
	return exitCode === 0 ? 'settled' : 'unsettled';
};

export const udevPropertiesCommand = (path: string): Command => ({
	program: 'udevadm',
	args: ['info', '--query=property', `--name=${path}`],
});

/** What udev remembers of a device; empty where it knows none. */
export const readUdevProperties = async (
	system: System,
	path: string,
	signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> =>
	parseProperties((await system.run(udevPropertiesCommand(path), reading(signal))).stdout);

export const monitorCommand: Command = {
	program: 'udevadm',
	args: ['monitor', '--udev', '--subsystem-match=block'],
};

/**
 * Listens until the signal is aborted or udevadm ends, which it never does by itself. Its first lines, before
 * any event, say that it listens.
 */
export const monitorBlockDevices = async (
	system: System,
	signal: AbortSignal,
	onLine: () => void,
): Promise<void> => {
	await system.run(monitorCommand, {signal, onStdoutLine: onLine});
};
