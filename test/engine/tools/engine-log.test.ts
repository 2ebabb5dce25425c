import {expect, test} from 'vitest';
import type {EventBody} from '../../../src/engine/events.ts';
import {engineEntries} from '../../../src/engine/tools/engine-log.ts';
import {realSystem} from '../../../src/system/real.ts';
import type {System} from '../../../src/system/types.ts';
import type {JournalPage} from '../../../src/tools/journal.ts';

const bodies: readonly EventBody[] = [
	{type: 'run.resumed', runId: 'r1'},
	{type: 'step.started', step: 'disk.clean'},
	{type: 'step.progressed', step: 'disk.clean', done: 1},
	{type: 'step.logged', step: 'disk.clean', line: 'Wiping SDA'},
	{
		type: 'step.finished',
		step: 'disk.clean',
		durationMs: 5,
		outcome: {
			kind: 'failed',
			undone: false,
			error: {code: 'DISK_BUSY', kind: 'environment', message: 'busy', causes: [], remedy: []},
		},
	},
	{type: 'step.started', step: 'disk.mount'},
];

const text = bodies
	.map((body, index) => JSON.stringify({seq: index + 1, at: '2026-11-21T09:00:00.000Z', ...body}))
	.join('\n');

/** In pieces that cut lines anywhere. */
const system = (content: string | undefined): System => {
	const real = realSystem({});
	return {
		...real,
		files: {
			...real.files,
			stat: async () =>
				content === undefined ? undefined : {kind: 'file', sizeBytes: content.length, mode: 0o600},
			readStream: async function* () {
				const bytes = new TextEncoder().encode(content);
				for (let offset = 0; offset < bytes.length; offset += 7) {
					yield bytes.subarray(offset, offset + 7);
				}
			},
		},
	};
};

const {signal} = new AbortController();
const newest: JournalPage = {kind: 'newest', count: 100};

const seqs = async (query: Parameters<typeof engineEntries>[2], content = text) =>
	(await engineEntries(system(`${content}\n`), '/run/x', query, signal)).map(({cursor}) =>
		Number(cursor),
	);

test('each event is a line, progress is none', async () => {
	const entries = await engineEntries(system(`${text}\n`), '/run/x', {page: newest}, signal);
	expect(entries.map(({from, priority, text: said}) => [from, priority, said])).toEqual([
		['run', 5, 'taken up again'],
		['disk.clean', 5, 'begins'],
		['disk.clean', 6, 'Wiping SDA'],
		['disk.clean', 3, 'failed: DISK_BUSY busy'],
		['disk.mount', 5, 'begins'],
	]);
});

test('severity, step and words choose among them', async () => {
	expect(await seqs({page: newest, mostPriority: 3})).toEqual([5]);
	expect(await seqs({page: newest, step: 'disk.mount'})).toEqual([6]);
	expect(await seqs({page: newest, containing: 'sda'})).toEqual([4]);
});

test('pages are bounded and meet at their edges', async () => {
	expect(await seqs({page: {kind: 'newest', count: 2}})).toEqual([5, 6]);
	expect(await seqs({page: {kind: 'until', cursor: '5', count: 2}})).toEqual([4, 5]);
	expect(await seqs({page: {kind: 'from', cursor: '2', count: 2}})).toEqual([2, 4]);
});

test('a line that a crash has cut is passed over', async () => {
	expect(await seqs({page: newest}, `${text}\n{"seq":7,"at":"2026`)).toEqual([1, 2, 4, 5, 6]);
});

test('without a run there is nothing', async () => {
	expect(await engineEntries(system(undefined), '/run/x', {page: newest}, signal)).toEqual([]);
});
