/**
 * A page of a log: the journal of this start of the host or of the one before, the kernel, or the journal of the
 * engine. Never the whole of one, however long it is.
 */
import {z} from 'zod';
import {type JournalEntry, type JournalPage, journalEntries} from '../../../tools/journal.ts';
import {engineEntries} from '../engine-log.ts';
import {logSeverities, logSources} from '../log-choices.ts';
import type {Look} from '../look.ts';

export type LogsParams = {
	readonly source: (typeof logSources)[number];
	/** That and what is graver. */
	readonly severity: (typeof logSeverities)[number];
	/** Whatever its case. */
	readonly containing?: string | undefined;
	/** What was said while a step ran. */
	readonly step?:
		| {readonly id: string; readonly since: string; readonly until?: string | undefined}
		| undefined;
	readonly page: JournalPage;
};

export type LogsReading = {
	/** The oldest first. */
	readonly entries: readonly JournalEntry[];
};

/** More than a screen has rows, and little enough to be told to every console. */
const mostEntries = 200;

/** What is longer is a dump that nobody reads on a screen. */
const mostCharacters = 1000;

const count = z.number().int().min(1).max(mostEntries);
const cursor = z.string().max(400);

export const logs: Look<LogsParams, LogsReading> = {
	params: z.strictObject({
		source: z.enum(logSources),
		severity: z.enum(logSeverities),
		containing: z.string().max(200).optional(),
		step: z
			.strictObject({
				id: z.string(),
				since: z.iso.datetime(),
				until: z.iso.datetime().optional(),
			})
			.optional(),
		page: z.discriminatedUnion('kind', [
			z.strictObject({kind: z.literal('newest'), count}),
			z.strictObject({kind: z.literal('from'), cursor, count}),
			z.strictObject({kind: z.literal('until'), cursor, count}),
		]),
	}),
	limitMs: 12_000,
	read: async ({system, stateDirectory}, params, signal) => {
		const entries =
			params.source === 'engine'
				? await engineEntries(system, stateDirectory, queryOf(params), signal)
				: await journalEntries(system, {...queryOf(params), ...placeOf(params)}, signal);
		return {entries: entries.map(shortened)};
	},
};

const queryOf = ({severity, containing, step, page}: LogsParams) => ({
	page,
	...(severity !== 'all' && {mostPriority: priorities[severity]}),
	...(containing !== undefined && {containing}),
	...(step && {step: step.id, since: step.since}),
	...(step?.until !== undefined && {until: step.until}),
});

const placeOf = ({source}: LogsParams) => ({
	boot: source === 'before' ? (-1 as const) : (0 as const),
	...(source === 'kernel' && {isKernel: true}),
});

const priorities = {warning: 4, error: 3} as const;

const shortened = (entry: JournalEntry): JournalEntry =>
	entry.text.length <= mostCharacters
		? entry
		: {...entry, text: `${entry.text.slice(0, mostCharacters)} ...`};
