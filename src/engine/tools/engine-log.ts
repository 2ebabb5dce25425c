/** The journal of the engine as entries of a log. It is read as a stream, and only a page of it is kept. */
import type {System} from '../../system/types.ts';
import type {JournalEntry, JournalQuery} from '../../tools/journal.ts';
import {type InstallEvent, isLossy} from '../events.ts';
import {journalName} from '../journal-name.ts';

export type EngineQuery = Pick<JournalQuery, 'mostPriority' | 'containing' | 'page'> & {
	/** The id of one in the plan. */
	readonly step?: string;
};

/** In the order of their time; none where there was no run. */
export const engineEntries = async (
	system: System,
	stateDirectory: string,
	query: EngineQuery,
	signal: AbortSignal,
): Promise<readonly JournalEntry[]> => {
	const path = `${stateDirectory}/${journalName}`;
	if ((await system.files.stat(path)) === undefined) {
		return [];
	}
	const {kind, count} = query.page;
	let kept: readonly JournalEntry[] = [];
	for await (const line of linesOf(system.files.readStream(path))) {
		signal.throwIfAborted();
		const entry = entryOf(line, query);
		if (entry !== undefined && isOnPage(entry, query)) {
			kept = [...kept, entry];
			if (kept.length > count && kind !== 'from') {
				kept = kept.slice(1);
			}
		}
		if (kept.length === count && kind === 'from') {
			break;
		}
	}
	return kept;
};

async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncIterable<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of stream) {
		const lines = (rest + decoder.decode(chunk, {stream: true})).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
}

const isOnPage = (entry: JournalEntry, {page}: EngineQuery): boolean => {
	switch (page.kind) {
		case 'newest':
			return true;
		case 'from':
			return Number(entry.cursor) >= Number(page.cursor);
		case 'until':
			return Number(entry.cursor) <= Number(page.cursor);
	}
};

/** Undefined for what was not asked for, and for a line that a crash has cut. */
const entryOf = (line: string, {step, mostPriority = 7, containing}: EngineQuery) => {
	const event = parsed(line);
	if (event === undefined) {
		return undefined;
	}
	const entry: JournalEntry = {
		cursor: String(event.seq),
		at: event.at,
		priority: priorityOf(event),
		from: 'step' in event ? event.step : 'run',
		text: textOf(event),
	};
	const isWanted =
		entry.priority <= mostPriority &&
		(step === undefined || entry.from === step) &&
		entry.text.toLowerCase().includes((containing ?? '').toLowerCase());
	return isWanted ? entry : undefined;
};

const parsed = (line: string): InstallEvent | undefined => {
	try {
		// Our own journal; a line of it that is whole is an event.
		const event = JSON.parse(line) as InstallEvent;
		return event.type === 'step.progressed' ? undefined : event;
	} catch {
		return undefined;
	}
};

/** As syslog counts: 3 is an error, 4 a warning, 5 a notice, 6 information. */
const priorityOf = (event: InstallEvent): number => {
	if (event.type !== 'step.finished' && event.type !== 'run.finished') {
		return isLossy(event) ? 6 : 5;
	}
	switch (event.outcome.kind) {
		case 'failed':
			return 3;
		case 'cancelled':
		case 'interrupted':
			return 4;
		case 'done':
		case 'skipped':
			return 5;
	}
};

const textOf = (event: InstallEvent): string => {
	switch (event.type) {
		case 'run.started':
			return `${event.plan.name} begins (${event.runId})`;
		case 'run.resumed':
			return 'taken up again';
		case 'step.started':
			return 'begins';
		case 'writing.begun':
			return 'begins to write';
		case 'step.progressed':
			return '';
		case 'step.logged':
			return event.line;
		case 'step.observed':
			return `saw ${event.observation.kind}`;
		case 'step.finished':
		case 'run.finished':
			return outcomeText(event.outcome);
	}
};

const outcomeText = (
	outcome: (InstallEvent & {readonly type: 'run.finished'})['outcome'],
): string => {
	switch (outcome.kind) {
		case 'failed':
			return `failed: ${outcome.error.code} ${outcome.error.message}`;
		case 'skipped':
			return `skipped: ${outcome.reason}`;
		default:
			return outcome.kind;
	}
};
