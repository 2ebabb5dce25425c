/** A port whose state a test scripts, and which records what was asked of the engine. */
import type {Action} from '../../src/engine/actions.ts';
import type {ConsolePort} from '../../src/store/port.ts';
import type {ConsoleState} from '../../src/store/state.ts';

export type FakeConsole<State = ConsoleState, Asked = Action> = ConsolePort<State, Asked> & {
	readonly actions: readonly Asked[];
	readonly set: (state: State) => void;
};

/** @param answer what the state becomes when an action is asked for */
export const fakeConsole = <State = ConsoleState, Asked = Action>(
	first: State,
	answer: (state: State, action: Asked) => State = (state) => state,
): FakeConsole<State, Asked> => {
	let state = first;
	const listeners = new Set<() => void>();
	const actions: Asked[] = [];
	const set = (next: State): void => {
		state = next;
		for (const listener of listeners) listener();
	};
	return {
		actions,
		set,
		getState: () => state,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		dispatch: (action) => {
			actions.push(action);
			const next = answer(state, action);
			if (next !== state) set(next);
		},
	};
};

/** A clock that a test moves. */
export const fakeClock = (iso = '2026-11-21T09:18:00.000Z') => {
	let passedMs = 0;
	let sleepers: readonly {readonly untilMs: number; readonly wake: () => void}[] = [];
	return {
		now: () => new Date(Date.parse(iso) + passedMs),
		monotonicMs: () => passedMs,
		pass: (durationMs: number) => {
			passedMs += durationMs;
			const due = sleepers.filter(({untilMs}) => untilMs <= passedMs);
			sleepers = sleepers.filter((sleeper) => !due.includes(sleeper));
			for (const {wake} of due) wake();
		},
		sleep: (durationMs: number, signal?: AbortSignal) =>
			new Promise<void>((wake, reject) => {
				sleepers = [...sleepers, {untilMs: passedMs + durationMs, wake}];
				signal?.addEventListener('abort', () => reject(new Error('stopped')));
			}),
	};
};
