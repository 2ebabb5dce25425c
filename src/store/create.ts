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

/** While a run goes on, listeners hear at least this often: time passes although nothing happens. */
const beatMs = 1000;

export const createStore = (engine: EngineEnd, clock: Pick<Clock, 'sleep'>): ConsolePort => {
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
	let isBeating = false;
	const beat = async (): Promise<void> => {
		isBeating = true;
		while (isRunning(state)) {
			await clock.sleep(beatMs);
			// Another value of the same content: what is drawn depends on the time too.
			state = {...state};
			tell();
		}
		isBeating = false;
	};
	engine.subscribe((event) => {
		state = reduce(state, event);
		if (isRunning(state) && !isBeating) {
			void beat();
		}
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

const isRunning = ({run}: ConsoleState): boolean => run !== undefined && run.outcome === undefined;
