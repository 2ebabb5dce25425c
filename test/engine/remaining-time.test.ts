/**
 * How near the remaining time comes from 15 % onward: on real installs of the lab that were recorded under conditions of many
 * kinds, second by second; and on modelled ones, which have the sizes of the field and are the extremes.
 */
import {expect, test} from 'vitest';
import type {InstallEvent} from '../../src/engine/events.ts';
import {stepsOf} from '../../src/engine/plan.ts';
import {planInstall} from '../../src/engine/plans/install.ts';
import type {SeedInfo} from '../../src/seed/info.ts';
import {reduceRun} from '../../src/store/reduce-run.ts';
import {runView} from '../../src/store/selectors.ts';
import type {RunState} from '../../src/store/state.ts';
import {type Trace, traceEvents} from '../fixtures/traces/model.ts';
import {type Recorded, recordedEvents, recordedTraces} from '../fixtures/traces/recording.ts';
import {traces} from '../fixtures/traces/traces.ts';
import {someInputs, someSeed} from './plans/inputs.ts';

const layers = someSeed.layers.map((layer) => ({...layer, sizeBytes: 4.2e9}));
const fromRegistry: SeedInfo = {...someSeed, layers};
const fromStick: SeedInfo = {
	...fromRegistry,
	source: {kind: 'oci-directory', path: '/run/media/seed'},
};

/** Nobody minds that little. */
const graceMs = 20_000;

type Guess = {
	readonly percent: number;
	readonly leftMs: number;
	readonly saidMs: number | undefined;
};

/** What was said at each event of the trace, and what was true. */
const guessesOf = (trace: Trace): readonly Guess[] => {
	const seed = 'seed.download' in trace.steps ? fromRegistry : fromStick;
	const events = traceEvents(planInstall(someInputs({seed})), trace);
	const endMs = Date.parse(events.at(-1)?.at ?? '');
	let run: RunState | undefined;
	return events.flatMap((event) => {
		run = reduceRun(run, event).run ?? run;
		if (run === undefined || run.outcome !== undefined || event.type !== 'step.progressed') {
			return [];
		}
		const nowMs = Date.parse(event.at);
		const {percent, remainingMs: saidMs} = runView(run, nowMs);
		return [{percent, leftMs: endMs - nowMs, saidMs}];
	});
};

test.each(traces)('on $name the time that is left is within 20 % from 15 % onward', (trace) => {
	const guesses = guessesOf(trace).filter(({percent}) => percent >= 15);
	expect(guesses.length).toBeGreaterThan(100);
	const told = guesses.filter(({saidMs}) => saidMs !== undefined);
	expect(told.length / guesses.length).toBeGreaterThan(0.85);
	expect(told.filter(isWrong)).toEqual([]);
});

const isWrong = ({leftMs, saidMs = leftMs}: Guess): boolean =>
	Math.abs(saidMs - leftMs) > Math.max(graceMs, leftMs * 0.2);

/** What a screen says at each full second, also while nothing is told. */
const everySecond = (trace: Recorded): readonly Guess[] => {
	const layerSizes = trace.layerBytes.map((sizeBytes) => ({...someSeed.layers[0], sizeBytes}));
	const seed = {...someSeed, layers: layerSizes} as SeedInfo;
	const plan = planInstall(someInputs({seed}));
	const recorded = trace.steps.map(({step}) => step);
	expect(new Set(stepsOf(plan).map(({id}) => id))).toEqual(new Set(recorded));
	const events = recordedEvents(plan, trace);
	const [startMs, endMs] = [Date.parse(events[0]?.at ?? ''), Date.parse(events.at(-1)?.at ?? '')];
	const guesses: Guess[] = [];
	let run: RunState | undefined;
	let next = 0;
	for (let nowMs = startMs; nowMs < endMs; nowMs += 1000) {
		for (; Date.parse(events[next]?.at ?? '') <= nowMs; next += 1) {
			run = reduceRun(run, events[next] as InstallEvent).run ?? run;
		}
		const {percent, remainingMs: saidMs} = runView(run as RunState, nowMs);
		guesses.push({percent, leftMs: endMs - nowMs, saidMs});
	}
	return guesses;
};

test.each(recordedTraces())('recorded: $conditions', (trace) => {
	const guesses = everySecond(trace).filter(({percent}) => percent >= 15);
	const told = guesses.filter(({saidMs}) => saidMs !== undefined);
	// What is long, is foretold; a lab has small images, and most of it is over before they can be known.
	expect(told.length).toBeGreaterThan(4);
	expect(told.filter(isWrong)).toEqual([]);
});

test('of all recorded seconds it speaks in as many as docs/quality.md says', () => {
	const guesses = recordedTraces()
		.flatMap(everySecond)
		.filter(({percent}) => percent >= 15);
	const told = guesses.filter(({saidMs}) => saidMs !== undefined);
	expect(Math.round((100 * told.length) / guesses.length)).toMatchInlineSnapshot(`19`);
});

test('while nothing comes, the time that is left grows', () => {
	const trace = recordedTraces().find(({name}) => name === 'wire-8') as Recorded;
	const cut = trace.steps.map((step) => ({
		...step,
		samples: step.samples.filter(([atMs]) => atMs < 60_000),
	}));
	const said = everySecond({...trace, steps: cut}).map(({saidMs}) => saidMs);
	expect(said[58]).toBeDefined();
	expect(said[70] ?? Number.POSITIVE_INFINITY).toBeGreaterThan(said[58] ?? 0);
});

test('it does not jump: from one second to the next by less than a tenth', () => {
	for (const trace of traces) {
		const guesses = guessesOf(trace).filter(
			({percent, leftMs, saidMs}) => percent >= 20 && leftMs > 60_000 && saidMs !== undefined,
		);
		const jumps = guesses.flatMap(({saidMs = 0}, index) => {
			const before = guesses[index - 1]?.saidMs ?? saidMs;
			return Math.abs(saidMs - before) > before * 0.1 ? [[trace.name, before, saidMs]] : [];
		});
		expect(jumps).toEqual([]);
	}
});
