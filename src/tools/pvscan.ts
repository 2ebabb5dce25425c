/** pvscan: looks for physical volumes anew and activates the groups that are whole. */
import type {System} from '../system/types.ts';

const limitMs = 2 * 60_000;

export const activateVolumes = async (system: System, signal: AbortSignal): Promise<void> => {
	const args = ['--cache', '--activate', 'ay'];
	await system.run({program: 'pvscan', args}, {signal, timeoutMs: limitMs});
};
