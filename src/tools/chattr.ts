/** chattr of e2fsprogs: ostree makes deployment roots immutable. */
import type {System} from '../system/types.ts';

export const makeMutable = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'chattr', args: ['-i', path]}, {signal});
};
