/** The state of a console as it was, made from what a session knew and from the events of its run; pure. */
import type {InstallEvent} from '../engine/events.ts';
import {type EdgeState, initialEdgeState} from './edge/state.ts';
import {reduceRun} from './reduce-run.ts';
import {type ConsoleState, initialState, type Loaded, type RunState} from './state.ts';

/** By name, as a session or the files of a support bundle have it. */
export type Recalled = Readonly<Record<string, unknown>>;

export const recalledState = (known: Recalled, events: readonly InstallEvent[]): ConsoleState => {
	const run = recalledRun(events);
	return {
		...initialState,
		facts: loaded(known['facts']),
		seed: loaded(known['seed']),
		ladder: loaded(known['ladder']),
		...given(known, ['config', 'findings', 'chosenDisk', 'plan']),
		...(run && {run}),
	};
};

export const recalledEdgeState = (known: Recalled, events: readonly InstallEvent[]): EdgeState => {
	const run = recalledRun(events);
	return {
		...initialEdgeState,
		media: {kind: 'absent'},
		facts: loaded(known['edgeFacts']),
		site: loaded(known['site']),
		...given(known, ['findings', 'identity', 'cluster', 'plan']),
		...(run && {run}),
	};
};

const recalledRun = (events: readonly InstallEvent[]): RunState | undefined =>
	events.reduce<RunState | undefined>((run, event) => reduceRun(run, event).run ?? run, undefined);

/** Written by this program: its shape is trusted as that of a journal is. */
const loaded = <Value>(value: unknown): Loaded<Value> =>
	value === undefined || value === null
		? {kind: 'absent'}
		: {kind: 'loaded', value: value as Value};

const given = (known: Recalled, names: readonly string[]): Recalled =>
	Object.fromEntries(
		names.flatMap((name) =>
			known[name] === undefined || known[name] === null ? [] : [[name, known[name]]],
		),
	);
