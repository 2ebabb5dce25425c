/** hostnamectl of systemd: gives the host its name, now and after a restart. */
import type {System} from '../system/types.ts';

export const setHostName = async (
	system: System,
	name: string,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['set-hostname', name];
	await system.run({program: 'hostnamectl', args}, {signal, timeoutMs: 60_000});
};
