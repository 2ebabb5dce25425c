/** What a test sees of an unattended run: its journal in the live system, and the line in which it tells its end. */
import {runInShell} from '../../../lab/vm/shell.ts';
import type {VmHost} from './host.ts';

const limitMs = 1_200_000;

/** For `untilJournal`. */
export const started = (step: string): string => `"step.started".*"${step}"`;

/** @param what a pattern of `grep -E`, without single quotes; of the lines of the journal. */
export const untilJournal = async ({shell}: VmHost, what: string): Promise<void> => {
	const loop = `until grep -qE '${what}' /run/ibi-console/journal.jsonl; do sleep 0.5; done`;
	await runInShell(shell, loop, limitMs);
};

/** Fields of the line for scripts, as `{RESULT: 'done', EXIT: '0'}`. */
export const untilResult = async ({serial}: VmHost): Promise<Readonly<Record<string, string>>> => {
	const said = await serial.waitFor(/IBI-CONSOLE RESULT=[^\r\n]*[\r\n]/, {limitMs});
	const [, line = ''] = /IBI-CONSOLE (RESULT=[^\r\n]*)/.exec(said) ?? [];
	return Object.fromEntries(line.split(' ').map((word) => word.split('=', 2)));
};
