/** journalctl: entries of the journal as data, a page at a time. Format: journalctl(1), --output=json. */
import {z} from 'zod';
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {reading} from './reading.ts';

export type JournalQuery = {
	/** `0` is this start of the host, `-1` the one before it. */
	readonly boot: 0 | -1;
	readonly unit?: string;
	/** Only what the kernel said. */
	readonly isKernel?: boolean;
	/** Syslog: 3 is an error, 4 a warning, 6 information; that and what is graver. */
	readonly mostPriority?: number;
	/** What a message must contain, whatever its case. */
	readonly containing?: string;
	/** ISO 8601. */
	readonly since?: string;
	readonly until?: string;
	readonly page: JournalPage;
};

export type JournalPage =
	| {readonly kind: 'newest'; readonly count: number}
	/** From there on, itself included. */
	| {readonly kind: 'from'; readonly cursor: string; readonly count: number}
	/** Those before it, itself included. */
	| {readonly kind: 'until'; readonly cursor: string; readonly count: number};

export type JournalEntry = {
	readonly cursor: string;
	/** ISO 8601. */
	readonly at: string;
	/** 0 to 7 as syslog counts. */
	readonly priority: number;
	/** Who said it. */
	readonly from: string;
	readonly text: string;
};

/** In the order of their time. */
export const journalEntries = async (
	system: System,
	query: JournalQuery,
	signal: AbortSignal,
): Promise<readonly JournalEntry[]> => {
	const entries: JournalEntry[] = [];
	const enough = new AbortController();
	const {page, since} = query;
	try {
		const {exitCode, stderr} = await system.run(
			{program: 'journalctl', args: journalArguments(query)},
			{
				...reading(AbortSignal.any([signal, enough.signal])),
				// Nothing found is an answer; so is why there is nothing.
				acceptedExitCodes: [0, 1],
				onStdoutLine: (line) => {
					entries.push(...parseJournalLine(line));
					if (entries.length >= page.count) {
						enough.abort();
					}
				},
			},
		);
		const why = stderr.trim().split('\n').at(-1) ?? '';
		if (exitCode !== 0 && why !== '') {
			throw new InstallError('LOG_UNREADABLE', {why});
		}
	} catch (error) {
		if (!enough.signal.aborted || signal.aborted) {
			throw error;
		}
	}
	const inTime = entries.slice(0, page.count).filter(({at}) => since === undefined || at >= since);
	return page.kind === 'until' ? inTime.toReversed() : inTime;
};

export const journalArguments = ({
	boot,
	unit,
	isKernel,
	mostPriority,
	containing,
	since,
	until,
	page,
}: JournalQuery): readonly string[] => [
	'--output=json',
	`--output-fields=${fields.join(',')}`,
	'--no-pager',
	'--quiet',
	`--boot=${boot}`,
	...(unit === undefined ? [] : [`--unit=${unit}`]),
	...(isKernel === true ? ['--dmesg'] : []),
	...(mostPriority === undefined ? [] : [`--priority=${mostPriority}`]),
	...(containing === undefined ? [] : [`--grep=${quoted(containing)}`, '--case-sensitive=false']),
	// Of a place and a time journalctl takes only one.
	...(since === undefined || page.kind !== 'newest' ? [] : [`--since=@${secondsOf(since)}`]),
	...(until === undefined ? [] : [`--until=@${secondsOf(until)}`]),
	...pageArguments(page),
];

/** Nothing from a line that is none of its own. */
export const parseJournalLine = (line: string): readonly JournalEntry[] => {
	const parsed = entry.safeParse(parsedJson(line));
	if (!parsed.success) {
		return [];
	}
	const {__CURSOR, __REALTIME_TIMESTAMP, PRIORITY, SYSLOG_IDENTIFIER, _COMM, MESSAGE} = parsed.data;
	return [
		{
			cursor: __CURSOR,
			at: new Date(Number(__REALTIME_TIMESTAMP) / 1000).toISOString(),
			priority: Number(PRIORITY),
			from: SYSLOG_IDENTIFIER ?? _COMM ?? '',
			text: textOf(MESSAGE),
		},
	];
};

const fields = ['MESSAGE', 'PRIORITY', 'SYSLOG_IDENTIFIER', '_COMM'] as const;

/** What was asked for is a text, not a pattern of PCRE2. */
const quoted = (text: string): string => text.replaceAll(/[^\w\s]/g, '\\$&');

const secondsOf = (iso: string): number => Math.floor(Date.parse(iso) / 1000);

const pageArguments = (page: JournalPage): readonly string[] => {
	switch (page.kind) {
		case 'newest':
			return [`--lines=${page.count}`];
		case 'from':
			return [`--cursor=${page.cursor}`];
		case 'until':
			return [`--cursor=${page.cursor}`, '--reverse', `--lines=${page.count}`];
	}
};

/** A message that is no text comes as its bytes; a long one as null. */
const message = z.union([z.string(), z.array(z.number()), z.null()]);

const entry = z.object({
	__CURSOR: z.string(),
	__REALTIME_TIMESTAMP: z.string().regex(/^\d+$/),
	PRIORITY: z.string().default('6'),
	SYSLOG_IDENTIFIER: z.string().optional(),
	_COMM: z.string().optional(),
	MESSAGE: message.default(''),
});

const textOf = (said: z.output<typeof message>): string =>
	typeof said === 'string' ? said : new TextDecoder().decode(Uint8Array.from(said ?? []));

const parsedJson = (line: string): unknown => {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
};
