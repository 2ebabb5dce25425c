/**
 * The store: reduces the engine's events and tells its listeners. A flood of progress is told at most every
 * `quietMs`; anything else at once.
 */
import type {Action} from '../engine/actions.ts';
import {type InstallEvent, isLossy} from '../engine/events.ts';
import type {SessionEvent} from '../engine/session-events.ts';
import type {Clock} from '../system/types.ts';
import type {ConsolePort} from './port.ts';
import {reduce} from './reduce.ts';
import {initialState, type RunState} from './state.ts';

/** The half of the engine that the store needs. */
export type EngineEnd<Told = SessionEvent, Asked = Action> = {
	readonly subscribe: (listener: (event: Told) => void) => () => void;
	readonly dispatch: (action: Asked) => void;
};

export type Reduction<State, Told> = {
	readonly initial: State;
	readonly reduce: (state: State, event: Told) => State;
};

const quietMs = 100;

/**
 * While a run goes on, listeners hear at least this often: time passes although nothing happens. Without listeners
 * nothing beats: a console that made way for another in its process leaves nothing behind.
 */
const beatMs = 1000;

export const createStore = (engine: EngineEnd, clock: Pick<Clock, 'sleep'>): ConsolePort =>
	openStore(engine, clock, {initial: initialState, reduce});

export const openStore = <State extends WithRun, Told extends MayTellRun, Asked>(
	engine: EngineEnd<Told, Asked>,
	clock: Pick<Clock, 'sleep'>,
	{initial, reduce}: Reduction<State, Told>,
): ConsolePort<State, Asked> => {
	let state = initial;
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
	let beating: AbortController | undefined;
	const beat = async (rhythm: AbortController): Promise<void> => {
		const {signal} = rhythm;
		while (isRunning(state) && !signal.aborted) {
			await clock.sleep(beatMs, signal).catch(() => {});
			if (!signal.aborted) {
				// Another value of the same content: what is drawn depends on the time too.
				state = {...state};
				tell();
			}
		}
		beating = beating === rhythm ? undefined : beating;
	};
	const beatIfHeard = (): void => {
		if (isRunning(state) && listeners.size > 0 && beating === undefined) {
			beating = new AbortController();
			void beat(beating);
		}
	};
	const leave = (listener: () => void): void => {
		listeners.delete(listener);
		if (listeners.size === 0) {
			beating?.abort();
			beating = undefined;
		}
	};
	engine.subscribe((event) => {
		state = reduce(state, event);
		beatIfHeard();
		if (event.event !== undefined && isLossy(event.event)) {
			tellSoon();
		} else {
			tell();
		}
	});
	return {
		getState: () => state,
		subscribe: (listener) => {
			listeners.add(listener);
			beatIfHeard();
			return () => leave(listener);
		},
		dispatch: engine.dispatch,
	};
};

type WithRun = {readonly run?: RunState};

/** An event of a session; one that tells of its run carries what the run told. */
type MayTellRun = {readonly type: string; readonly event?: InstallEvent};

const isRunning = ({run}: WithRun): boolean => run !== undefined && run.outcome === undefined;
