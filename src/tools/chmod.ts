/** chmod of coreutils. */
import type {System} from '../system/types.ts';

/** Nobody else's, and without the bit that gives new files their group, which a shorter number would leave. */
export const makePrivate = async (
	system: System,
	directory: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'chmod', args: ['00700', '--', directory]}, {signal});
};
