/** chown of coreutils. */
import type {System} from '../system/types.ts';

/** @param owner as `core:core` */
export const changeOwner = async (
	system: System,
	owner: string,
	paths: readonly string[],
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'chown', args: [owner, '--', ...paths]}, {signal});
};
