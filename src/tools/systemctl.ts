/** systemctl: ends or restarts the running system. It returns at once; the units are stopped afterwards. */
import type {System} from '../system/types.ts';

export const power = async (
	system: System,
	what: 'reboot' | 'poweroff',
	signal?: AbortSignal,
): Promise<void> => {
	await system.run({program: 'systemctl', args: [what]}, {...(signal && {signal})});
};
