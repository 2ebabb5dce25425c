/**
 * The store: reduces the engine's events and tells its listeners. A flood of progress is told at most every
 * `quietMs`; anything else at once.
 */
import type {Action} from '../engine/actions.ts';
import {isLossy} from '../engine/events.ts';
import type {SessionEvent} from '../engine/session-events.ts';
import type {Clock} from '../system/types.ts';
import type {ConsolePort} from './port.ts';
import {reduce} from './reduce.ts';
import {type ConsoleState, initialState} from './state.ts';

/** The half of the engine that the store needs. */
export type EngineEnd = {
	readonly subscribe: (listener: (event: SessionEvent) => void) => () => void;
	readonly dispatch: (action: Action) => void;
};

const quietMs = 100;

export const createStore = (engine: EngineEnd, clock: Clock): ConsolePort => {
	let state: ConsoleState = initialState;
	const listeners = new Set<() => void>();
	let isTellingSoon = false;
	const tell = (): void => {
		isTellingSoon = false;
		for (const listener of listeners) {
			listener();
		}
	};
	const tellSoon = (): void => {
		if (!isTellingSoon) {
			isTellingSoon = true;
			clock.sleep(quietMs).then(() => isTellingSoon && tell());
		}
	};
	engine.subscribe((event) => {
		state = reduce(state, event);
		if (event.type === 'run.event' && isLossy(event.event)) {
			tellSoon();
		} else {
			tell();
		}
	});
	return {
		getState: () => state,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		dispatch: engine.dispatch,
	};
};
