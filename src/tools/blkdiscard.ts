/** blkdiscard of util-linux: tells a disk that the content of its beginning is not needed. */
import type {System} from '../system/types.ts';

const timeoutMs = 120_000;

export const discardBeginning = async (
	system: System,
	device: string,
	lengthBytes: number,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['--force', '--offset', '0', '--length', String(lengthBytes), device];
	await system.run({program: 'blkdiscard', args}, {signal, timeoutMs});
};
