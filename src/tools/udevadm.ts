/** Waiting for udev to finish with what it heard of; a system without udev has nothing to wait for. */
import type {Command, System} from '../system/types.ts';

/** `udevadm settle` succeeds in a container without doing anything; this socket tells whether udev is there. */
const controlSocket = '/run/udev/control';

export const settleTimeoutMs = 30_000;

export const settleCommand: Command = {
	program: 'udevadm',
	args: ['settle', `--timeout=${settleTimeoutMs / 1000}`],
};

export const settleDevices = async (
	system: System,
	signal?: AbortSignal,
): Promise<'settled' | 'unsettled'> => {
	if ((await system.files.stat(controlSocket)) === undefined) {
		return 'unsettled';
	}
	const {exitCode} = await system.run(settleCommand, {
		acceptedExitCodes: [0, 1],
		timeoutMs: settleTimeoutMs + 2000,
		...(signal && {signal}),
	});
	return exitCode === 0 ? 'settled' : 'unsettled';
};
