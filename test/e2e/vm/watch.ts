/** What a test sees of an unattended run: its journal in the live system, and the line in which it tells its end. */
import {setTimeout as delay} from 'node:timers/promises';
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

/** The same, of what came since the run was last taken up. */
export const untilResumed = async ({shell}: VmHost, what: string): Promise<void> => {
	const loop = `until ${newest} | grep -qE '${what}'; do sleep 0.5; done`;
	await runInShell(shell, loop, limitMs);
};

/** Steps that ran since then, in their order. */
export const stepsSinceResumed = async ({inside}: VmHost): Promise<readonly string[]> => {
	const said = await inside(`${newest} | grep -o '"step.started".*'`);
	return said
		.split('\n')
		.flatMap((line) => /"step":"([^"]+)"/.exec(line)?.[1] ?? [])
		.reverse();
};

const newest = `tac /run/ibi-console/journal.jsonl | sed '/"run.resumed"/q'`;

/**
 * XFS writes to its places within 30 s what it had told only its log. What is younger, a host that only looks, and writes
 * nothing, cannot see after a cut.
 */
export const untilOnDisk = (): Promise<void> => delay(45_000);

/** Fields of the line for scripts, as `{RESULT: 'done', EXIT: '0'}`. */
export const untilResult = async ({serial}: VmHost): Promise<Readonly<Record<string, string>>> => {
	const said = await serial.waitFor(/IBI-CONSOLE RESULT=[^\r\n]*[\r\n]/, {limitMs});
	const [, line = ''] = /IBI-CONSOLE (RESULT=[^\r\n]*)/.exec(said) ?? [];
	return Object.fromEntries(line.split(' ').map((word) => word.split('=', 2)));
};
