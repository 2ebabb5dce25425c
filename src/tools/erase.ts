/** wipefs of util-linux: erases the signatures by which systems recognise content. */
import type {System} from '../system/types.ts';

export const wipeSignatures = async (
	system: System,
	device: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.run({program: 'wipefs', args: ['--all', '--force', '--lock', device]}, {signal});
};
