import {expect, test} from 'vitest';
import {realSystem} from '../../src/system/real.ts';
import type {System} from '../../src/system/types.ts';
import {journalArguments, journalEntries, parseJournalLine} from '../../src/tools/journal.ts';
import {scriptedSystem} from '../engine/steps/scripted-system.ts';

const line = (fields: object): string =>
	JSON.stringify({
		__CURSOR: 's=1;i=2',
		__REALTIME_TIMESTAMP: '1795250584123456',
		PRIORITY: '3',
		SYSLOG_IDENTIFIER: 'chronyd',
		MESSAGE: 'Fatal error',
		...fields,
	});

test('an entry with its time, its gravity and who said it', () => {
	expect(parseJournalLine(line({}))).toEqual([
		{
			cursor: 's=1;i=2',
			at: '2026-11-21T08:43:04.123Z',
			priority: 3,
			from: 'chronyd',
			text: 'Fatal error',
		},
	]);
});

test.for([
	['bytes that are no text', {MESSAGE: [104, 105, 255]}, 'hi\uFFFD'],
	['a message that was too long to be told', {MESSAGE: null}, ''],
	['no message', {MESSAGE: undefined}, ''],
] as const)('%s', ([, fields, text]) => {
	expect(parseJournalLine(line(fields))[0]?.text).toBe(text);
});

test('without a name the program counts; without a gravity it is information', () => {
	const [entry] = parseJournalLine(
		line({SYSLOG_IDENTIFIER: undefined, PRIORITY: undefined, _COMM: 'podman'}),
	);
	expect(entry).toMatchObject({from: 'podman', priority: 6});
});

test.for(['', '-- No entries --', '{"MESSAGE":"without a cursor"}', '{'])(
	'%j is no entry',
	(text) => {
		expect(parseJournalLine(text)).toEqual([]);
	},
);

test('a page is asked for by arguments, each a word of its own', () => {
	const query = {
		boot: -1,
		unit: 'sshd.service',
		mostPriority: 4,
		containing: 'a+b "c"; reboot',
		page: {kind: 'until', cursor: 's=1;i=2', count: 50},
	} as const;
	expect(journalArguments(query)).toEqual([
		'--output=json',
		'--output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_COMM',
		'--no-pager',
		'--quiet',
		'--boot=-1',
		'--unit=sshd.service',
		'--priority=4',
		'--grep=a\\+b \\"c\\"\\; reboot',
		'--case-sensitive=false',
		'--cursor=s=1;i=2',
		'--reverse',
		'--lines=50',
	]);
});

test('of a place and a time only one is asked for, and what is older is left out afterwards', async () => {
	const at = (seconds: number): string => line({__REALTIME_TIMESTAMP: `${seconds}000000`});
	const asked: string[] = [];
	const {system} = scriptedSystem(({args}, {onStdoutLine}) => {
		asked.push(...args);
		for (const seconds of [30, 20, 10]) onStdoutLine?.(at(seconds));
		return {};
	});
	const entries = await journalEntries(
		system,
		{
			boot: 0,
			since: '1970-01-01T00:00:20.000Z',
			page: {kind: 'until', cursor: 's=1', count: 9},
		},
		new AbortController().signal,
	);
	expect(entries.map((one) => one.at.slice(17, 19))).toEqual(['20', '30']);
	expect(asked.filter((word) => word.startsWith('--since'))).toEqual([]);
});

test('a page that is full ends the program, however much it had to say', async () => {
	const real = realSystem({PATH: '/usr/bin:/bin'});
	const talkative: System = {
		...real,
		run: (_, options) => real.run({program: 'yes', args: [line({})]}, options),
	};
	const entries = await journalEntries(
		talkative,
		{boot: 0, page: {kind: 'from', cursor: 's=1', count: 50}},
		new AbortController().signal,
	);
	expect(entries).toHaveLength(50);
});

test('a journal that cannot be read is no empty one; one without such lines is', async () => {
	const query = {boot: -1, page: {kind: 'newest', count: 5}} as const;
	const {signal} = new AbortController();
	const refusing = scriptedSystem(() => ({exitCode: 1, stderr: 'No such boot ID in journal\n'}));
	await expect(journalEntries(refusing.system, query, signal)).rejects.toThrow('No such boot ID');
	const empty = scriptedSystem(() => ({exitCode: 1}));
	expect(await journalEntries(empty.system, query, signal)).toEqual([]);
});
