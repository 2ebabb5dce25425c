import {describe, expect, test} from 'vitest';
import type {EventBody, InstallEvent} from '../../src/engine/events.ts';
import type {Plan} from '../../src/engine/plan.ts';
import {reduceRun} from '../../src/store/reduce-run.ts';
import {runView} from '../../src/store/selectors.ts';
import type {RunState} from '../../src/store/state.ts';

const startMs = Date.UTC(2026, 0, 1);

const plan: Plan = {
	name: 'toy',
	phases: [
		{id: 'disk', steps: [{id: 'write', step: 'toy', params: {}, weight: 30}]},
		{
			id: 'images',
			steps: [
				{id: 'pull', step: 'toy', params: {}, weight: 60},
				{id: 'check', step: 'toy', params: {}, weight: 10},
			],
		},
	],
};

/** Events with the second at which each happens. */
const replay = (...events: readonly (readonly [second: number, body: EventBody])[]): RunState => {
	let run: RunState | undefined;
	events.forEach(([second, body], index) => {
		const at = new Date(startMs + second * 1000).toISOString();
		const event: InstallEvent = {seq: index + 1, at, ...body};
		run = reduceRun(run, event).run ?? run;
	});
	if (run === undefined) {
		throw new Error('no run was started');
	}
	return run;
};

const started: EventBody = {type: 'run.started', version: 1, runId: 'a', plan};
const begin = (step: string): EventBody => ({type: 'step.started', step});
const end = (step: string): EventBody => ({
	type: 'step.finished',
	step,
	outcome: {kind: 'done'},
	durationMs: 1000,
});
const progress = (step: string, done: number): EventBody => ({
	type: 'step.progressed',
	step,
	done,
	total: 1000,
	unit: 'bytes',
});

const viewAt = (run: RunState, second: number) => runView(run, startMs + second * 1000);

describe('the state of a run', () => {
	test('percent follows the weights of what is done and of what runs', () => {
		const run = replay([0, started], [0, begin('write')], [10, end('write')], [10, begin('pull')]);
		expect(viewAt(run, 10).percent).toBe(30);
		const half = replay(
			[0, started],
			[0, begin('write')],
			[10, end('write')],
			[10, begin('pull')],
			[20, progress('pull', 500)],
		);
		expect(viewAt(half, 20).percent).toBe(60);
	});

	test('the rate is that of the newest samples, and belongs to the running step', () => {
		const run = replay(
			[0, started],
			[0, begin('pull')],
			[1, progress('pull', 0)],
			[2, progress('pull', 100)],
			[3, progress('pull', 200)],
		);
		expect(viewAt(run, 3).rate).toEqual({perSecond: 100, unit: 'bytes'});
		const at = new Date(startMs + 4000).toISOString();
		const ended = reduceRun(run, {seq: 9, at, ...end('pull')}).run;
		const next = reduceRun(ended, {seq: 10, at, ...begin('check')}).run;
		expect(next && viewAt(next, 4).current?.id).toBe('check');
		expect(next && viewAt(next, 4).rate).toBeUndefined();
	});

	test('the remaining time is hidden until it can be honest', () => {
		const early = replay([0, started], [0, begin('write')], [5, progress('write', 500)]);
		expect(viewAt(early, 5).remainingMs).toBeUndefined();
		// The other step is most of the plan, and nothing is known of it.
		expect(viewAt(early, 15).remainingMs).toBeUndefined();
		const run = replay(
			[0, started],
			[0, begin('write')],
			[1, end('write')],
			[1, begin('pull')],
			[2, progress('pull', 0)],
			[7, progress('pull', 50)],
			[12, progress('pull', 100)],
		);
		// 900 at 10 a second, and a tenth of the weight as long as the first third took.
		expect(viewAt(run, 12).remainingMs).toBe(90_000 + 333);
	});

	test('a resumed run forgets its end and shows what stands', () => {
		const failed: EventBody = {
			type: 'run.finished',
			outcome: {kind: 'cancelled'},
		};
		const run = replay([0, started], [0, begin('write')], [1, end('write')], [2, failed]);
		expect(run.outcome).toEqual({kind: 'cancelled'});
		const resumed = reduceRun(run, {
			seq: 5,
			at: new Date(startMs + 3000).toISOString(),
			type: 'run.resumed',
			runId: 'a',
		});
		expect(resumed.run?.outcome).toBeUndefined();
		expect(resumed.run?.steps['write']?.status).toBe('done');
	});

	test('the log is bounded', () => {
		const lines = Array.from(
			{length: 1000},
			(_, index) =>
				[index / 100, {type: 'step.logged', step: 'write', line: `line ${index}`}] as const,
		);
		const run = replay([0, started], [0, begin('write')], ...lines);
		expect(run.log).toHaveLength(400);
		expect(run.log.at(-1)?.line).toBe('line 999');
	});

	test('elapsed time stands still once the run has ended', () => {
		const run = replay(
			[0, started],
			[0, begin('write')],
			[5, end('write')],
			[6, {type: 'run.finished', outcome: {kind: 'done'}}],
		);
		expect(viewAt(run, 100).elapsedMs).toBe(6000);
	});
});

describe('whether the disk was written to', () => {
	const writing: EventBody = {type: 'writing.begun', step: 'write'};
	const cut: EventBody = {type: 'run.finished', outcome: {kind: 'interrupted'}};

	test('is not so while a step only looks, and stays so through every retry', () => {
		expect(replay([0, started], [0, begin('write')]).hasWritten).toBe(false);
		expect(replay([0, started], [0, begin('write')], [1, writing]).hasWritten).toBe(true);
		const resumed = replay(
			[0, started],
			[0, begin('write')],
			[1, writing],
			[2, cut],
			[3, {type: 'run.resumed', runId: 'a'}],
		);
		expect(resumed.hasWritten).toBe(true);
	});
});
