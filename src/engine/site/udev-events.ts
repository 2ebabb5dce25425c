/** Events of block devices as udev tells them, listened to for as long as there is anything to hear. */
import {isCancelled, toProblem} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {isUdevRunning, monitorBlockDevices} from '../../tools/udevadm.ts';

export type Watching =
	| {readonly kind: 'events'}
	| {readonly kind: 'polling'; readonly everyMs: number; readonly reason: string};

/**
 * Returns when there is nothing to hear any more, and has told by then what takes its place. What ends is begun
 * again, but not for ever. @throws InstallError CANCELLED
 */
export const listenToUdev = async (
	system: System,
	signal: AbortSignal,
	onEvent: () => void,
	change: (watching: Watching) => void,
): Promise<void> => {
	const giveUp = (reason: string): void => change({kind: 'polling', everyMs: pollMs, reason});
	if (!(await isUdevRunning(system))) {
		giveUp('udev does not run on this system');
		return;
	}
	let reason = '';
	for (let failures = 0; failures < mostFailures; ) {
		const startedMs = system.clock.monotonicMs();
		reason = await oneListening(system, signal, onEvent);
		const livedMs = system.clock.monotonicMs() - startedMs;
		failures = livedMs > healthyMs ? 1 : failures + 1;
		await system.clock.sleep(restartMs, signal);
	}
	giveUp(reason);
};

const pollMs = 5000;
const restartMs = 1000;
const mostFailures = 5;
/** Whoever lived so long and then died did not die of what it was started with. */
const healthyMs = 60_000;

/** Why it ended. */
const oneListening = async (
	system: System,
	signal: AbortSignal,
	onEvent: () => void,
): Promise<string> => {
	try {
		await monitorBlockDevices(system, signal, onEvent);
		return 'udevadm monitor ends by itself';
	} catch (error) {
		if (isCancelled(error)) {
			throw error;
		}
		return toProblem(error).message;
	}
};
