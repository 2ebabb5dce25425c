/** date and hwclock: set the clock of the system, and then the one on the board from it, in UTC. */
import type {System} from '../system/types.ts';
import {reading} from './reading.ts';

/** Seconds count; a clock on the board keeps no more. */
export const setSystemClock = async (
	system: System,
	at: Date,
	signal: AbortSignal,
): Promise<void> => {
	const seconds = Math.floor(at.getTime() / 1000);
	await system.run({program: 'date', args: ['--utc', `--set=@${seconds}`]}, reading(signal));
};

export const setHardwareClock = async (system: System, signal: AbortSignal): Promise<void> => {
	await system.run({program: 'hwclock', args: ['--systohc', '--utc']}, reading(signal));
};
