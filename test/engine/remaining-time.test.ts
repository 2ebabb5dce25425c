/** How near the remaining time comes on hosts of four kinds, from 15 % onward. */
import {expect, test} from 'vitest';
import {planInstall} from '../../src/engine/plans/install.ts';
import type {SeedInfo} from '../../src/seed/info.ts';
import {reduceRun} from '../../src/store/reduce-run.ts';
import {runView} from '../../src/store/selectors.ts';
import type {RunState} from '../../src/store/state.ts';
import {type Trace, traceEvents} from '../fixtures/traces/model.ts';
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
	expect(told.length / guesses.length).toBeGreaterThan(0.9);
	const wrong = told.filter(
		({leftMs, saidMs = 0}) => Math.abs(saidMs - leftMs) > Math.max(graceMs, leftMs * 0.2),
	);
	expect(wrong).toEqual([]);
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
