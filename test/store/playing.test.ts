/** A recorded run is shown again as it was: from a bundle, and from a bare journal. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {runReplay} from '../../src/cli/replay.ts';
import type {EdgeAction} from '../../src/engine/edge/actions.ts';
import type {EdgeEvent} from '../../src/engine/edge/events.ts';
import type {InstallEvent} from '../../src/engine/events.ts';
import {makeBundle} from '../../src/engine/evidence/make-bundle.ts';
import {readRecording} from '../../src/engine/evidence/read-recording.ts';
import {createStore, openStore} from '../../src/store/create.ts';
import {reduceEdge} from '../../src/store/edge/reduce.ts';
import {type EdgeState, initialEdgeState} from '../../src/store/edge/state.ts';
import {openPlaying, toldBefore, toldBeforeAtEdge} from '../../src/store/playing.ts';
import {recalledEdgeState, recalledState} from '../../src/store/recalled.ts';
import {realSystem} from '../../src/system/real.ts';
import type {Clock} from '../../src/system/types.ts';
import {edgePictureOf} from '../screens/edge/show.tsx';
import {failedRun, plan, registryProblem} from '../screens/fixtures/run.ts';
import {answered} from '../screens/fixtures/states.ts';
import {pictureOf} from '../screens/show.tsx';

const firstMs = Date.parse('2026-11-21T09:14:00.000Z');

const at = (seconds: number): string => new Date(firstMs + seconds * 1000).toISOString();

const [first, second] = plan.phases.flatMap(({steps}) => steps.map(({id}) => id));

const events: readonly InstallEvent[] = [
	{seq: 1, at: at(0), type: 'run.started', version: 1, runId: failedRun.runId, plan},
	{seq: 2, at: at(1), type: 'step.started', step: first ?? ''},
	{
		seq: 3,
		at: at(60),
		type: 'step.finished',
		step: first ?? '',
		outcome: {kind: 'done'},
		durationMs: 59_000,
	},
	{seq: 4, at: at(61), type: 'step.started', step: second ?? ''},
	{
		seq: 5,
		at: at(90),
		type: 'step.progressed',
		step: second ?? '',
		done: 1,
		total: 4,
		unit: 'bytes',
	},
	{seq: 6, at: at(91), type: 'step.logged', step: second ?? '', line: 'a line of the program'},
	...(['step', 'run'] as const).map((what, index): InstallEvent => {
		const outcome = {kind: 'failed', error: registryProblem, undone: false} as const;
		return what === 'step'
			? {
					seq: 7 + index,
					at: at(120),
					type: 'step.finished',
					step: second ?? '',
					outcome,
					durationMs: 1,
				}
			: {seq: 7 + index, at: at(121), type: 'run.finished', outcome};
	}),
];

const journal = events.map((event) => `${JSON.stringify(event)}\n`).join('');

const {facts, config, findings, chosenDisk} = answered;
const known = {
	facts: facts.kind === 'loaded' ? facts.value : undefined,
	config,
	findings,
	chosenDisk,
	plan,
};

let directory: string;
const system = realSystem(process.env);
const {signal} = new AbortController();

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-replay-'));
	writeFileSync(join(directory, 'journal.jsonl'), journal);
});

afterEach(() => rmSync(directory, {recursive: true, force: true}));

const bundled = async (): Promise<string> => {
	const source = {
		...({serves: 'install', version: '1.2.3', stateDirectory: directory} as const),
		host: () => 'SN1',
		known: () => known,
	};
	const leftOut = ['commands', 'logs'] as const;
	return (await makeBundle(system, source, {leftOut}, {signal})).path;
};

describe('a recording', () => {
	test('of a bundle has the events and what was known', async () => {
		const recording = await readRecording(system, await bundled());
		expect(recording.events).toEqual(events);
		expect(recording).toMatchObject({serves: 'install', version: '1.2.3'});
		expect(recalledState(recording.known, recording.events)).toEqual(
			JSON.parse(JSON.stringify({...recalledState(known, events)})),
		);
	});

	test('is read from a bundle that somebody has unpacked to a plain tar', async () => {
		const path = join(directory, 'bundle.tar');
		writeFileSync(path, gunzipSync(readFileSync(await bundled())));
		expect((await readRecording(system, path)).events).toEqual(events);
	});

	test('of a bare journal has the events', async () => {
		const {known: nothing, ...recording} = await readRecording(
			system,
			join(directory, 'journal.jsonl'),
		);
		expect(nothing).toEqual({});
		expect(recording).toEqual({serves: 'install', events});
	});

	test.each([
		['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 400), /no manifest|no whole/],
		['of something else', () => Buffer.from('PK'), /no manifest|no whole/],
	])('that is %s is refused', async (_, spoil, why) => {
		const path = join(directory, 'spoilt.tar.gz');
		writeFileSync(path, spoil(readFileSync(await bundled())));
		await expect(readRecording(system, path)).rejects.toMatchObject({
			code: 'BUNDLE_UNREADABLE',
			message: expect.stringMatching(why),
		});
	});

	test('of another format names the program that shows it', async () => {
		const bytes = gunzipSync(readFileSync(await bundled()));
		const path = join(directory, 'older.tar');
		const older = bytes.toString('latin1').replace('"formatVersion": 1', '"formatVersion": 7');
		writeFileSync(path, Buffer.from(older, 'latin1'));
		await expect(readRecording(system, path)).rejects.toMatchObject({
			code: 'BUNDLE_UNREADABLE',
			message: expect.stringContaining('it has format 7 and was made by ibi-console 1.2.3'),
		});
	});

	test('whose journal was changed afterwards is refused', async () => {
		const bytes = gunzipSync(readFileSync(await bundled()));
		const path = join(directory, 'changed.tar');
		writeFileSync(
			path,
			Buffer.from(bytes.toString('latin1').replace('a line of', 'a lie of '), 'latin1'),
		);
		await expect(readRecording(system, path)).rejects.toMatchObject({
			message: expect.stringContaining('journal/journal.jsonl is not what the manifest says'),
		});
	});
});

/** Time passes only when somebody waits. */
const waiting = (): Clock & {readonly waits: number[]} => {
	let nowMs = 0;
	const waits: number[] = [];
	return {
		waits,
		now: () => new Date(nowMs),
		monotonicMs: () => nowMs,
		sleep: async (durationMs) => {
			waits.push(durationMs);
			nowMs += durationMs;
		},
	};
};

/** The store waits by another clock: its pauses are none of the recording. */
const played = async (speed: number) => {
	const clock = waiting();
	const playing = openPlaying(toldBefore(known), events, clock, {speed, signal});
	const never = {sleep: () => new Promise<void>(() => {})};
	const store = createStore(playing.engine, never);
	await playing.play();
	return {...playing, clock: playing.clock, waits: clock.waits, store};
};

describe('a replay', () => {
	test('ends with the very screen that stood there', async () => {
		const {store} = await played(1000);
		const then = recalledState(known, events);
		expect(await pictureOf(store.getState())).toBe(await pictureOf(then));
		expect(await pictureOf(store.getState())).toContain('COMMAND_FAILED');
	});

	test.each([1, 20])(
		'at %i times the pace takes its time, and its clock is that of then',
		async (speed) => {
			const {waits, clock} = await played(speed);
			expect(waits.reduce((sum, wait) => sum + wait, 0) * speed).toBeCloseTo(121_000, 3);
			expect(clock.now().toISOString()).toBe(at(121));
		},
	);

	test('at the edge ends with the screen of the deployment that failed', async () => {
		const deploy = {...plan, name: 'deploy'} as const;
		const told = events.map((event) =>
			event.type === 'run.started' ? {...event, plan: deploy} : event,
		);
		const playing = openPlaying(toldBeforeAtEdge({findings: []}), told, waiting(), {
			speed: 1000,
			signal,
		});
		const store = openStore<EdgeState, EdgeEvent, EdgeAction>(
			playing.engine,
			{sleep: () => new Promise<void>(() => {})},
			{initial: initialEdgeState, reduce: reduceEdge},
		);
		await playing.play();
		expect(await edgePictureOf(store.getState())).toBe(
			await edgePictureOf({...recalledEdgeState({findings: []}, told), media: {kind: 'loading'}}),
		);
		expect(await edgePictureOf(store.getState())).toContain('The deployment failed');
	});

	test('refuses to act: what is shown is over', async () => {
		const {store} = await played(1000);
		store.dispatch({type: 'run.retry'});
		expect(store.getState().refusal?.code).toBe('REPLAY_ONLY');
	});

	test('a tool that looks says in its place that there is no host to look at', async () => {
		const {store} = await played(1000);
		store.dispatch({type: 'tool.look', subject: 'space', params: {}});
		expect(store.getState().refusal).toBeUndefined();
		expect(store.getState().tools.seen.space).toMatchObject({problem: {code: 'REPLAY_ONLY'}});
	});

	test('without a terminal prints the lines of the run, or its events', async () => {
		const printed: string[] = [];
		const setting = {
			system,
			signal,
			remember: () => {},
			print: (text: string) => printed.push(text),
		};
		const path = join(directory, 'journal.jsonl');
		expect(await runReplay(setting, {path, format: 'text'})).toBe(0);
		expect(printed.join('')).toContain('COMMAND_FAILED');
		printed.length = 0;
		await runReplay(setting, {path, format: 'json'});
		expect(printed.map((line) => JSON.parse(line) as unknown)).toEqual(events);
	});
});
