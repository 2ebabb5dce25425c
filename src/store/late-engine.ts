/**
 * An engine that is not there yet: a console can be drawn at once while the engine still loads. Actions wait
 * for it, in order.
 */
import type {Action} from '../engine/actions.ts';
import type {SessionEvent} from '../engine/session-events.ts';
import type {EngineEnd} from './create.ts';

export type LateEngine<Told = SessionEvent, Asked = Action> = EngineEnd<Told, Asked> & {
	/** Once. */
	readonly arrive: (engine: EngineEnd<Told, Asked>) => void;
};

export const lateEngine = <Told = SessionEvent, Asked = Action>(): LateEngine<Told, Asked> => {
	const listeners = new Set<(event: Told) => void>();
	let waiting: Asked[] = [];
	let arrived: EngineEnd<Told, Asked> | undefined;
	return {
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		dispatch: (action) => {
			if (arrived === undefined) {
				waiting.push(action);
			} else {
				arrived.dispatch(action);
			}
		},
		arrive: (engine) => {
			arrived = engine;
			engine.subscribe((event) => {
				for (const listener of listeners) {
					listener(event);
				}
			});
			for (const action of waiting) {
				engine.dispatch(action);
			}
			waiting = [];
		},
	};
};
