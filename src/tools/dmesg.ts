/** What the kernel logged as a warning or worse since it started; never cleared, only read. */
import type {Command, System} from '../system/types.ts';
import {reading} from './reading.ts';

export const dmesgCommand: Command = {
	program: 'dmesg',
	args: ['--level=emerg,alert,crit,err,warn'],
};

export const readKernelLog = async (
	system: System,
	signal?: AbortSignal,
): Promise<readonly string[]> => {
	const {stdout} = await system.run(dmesgCommand, reading(signal));
	return stdout.split('\n').filter((line) => line.trim() !== '');
};
