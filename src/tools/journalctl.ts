/** journalctl: the journal of a unit, as lines. */
import type {System} from '../system/types.ts';

/** The newest lines and those that follow, until the signal ends it. */
export const followUnit = async (
	system: System,
	unit: string,
	newestLines: number,
	signal: AbortSignal,
	onLine: (line: string) => void,
): Promise<void> => {
	await system.run(
		{
			program: 'journalctl',
			args: [`--unit=${unit}`, '--follow', `--lines=${newestLines}`, '--output=cat', '--no-pager'],
		},
		{signal, onStdoutLine: onLine},
	);
};
