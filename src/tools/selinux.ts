/** chcon and restorecon: labels on the running system. Only called where SELinux is enabled. */
import type {System} from '../system/types.ts';

export const setType = async (
	system: System,
	path: string,
	type: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'chcon', args: ['--type', type, path]}, {signal});
};

export const restoreLabels = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'restorecon', args: ['-R', path]}, {signal});
};
