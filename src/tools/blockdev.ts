/** blockdev of util-linux: forgets what is cached of a disk, so that the next read asks the medium. */
import type {System} from '../system/types.ts';

export const forgetCached = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'blockdev', args: ['--flushbufs', device]}, {signal});
};
