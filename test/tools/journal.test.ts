import {expect, test} from 'vitest';
import {journalArguments, parseJournalLine} from '../../src/tools/journal.ts';

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
