/**
 * An engine that is not there yet: a console can be drawn at once while the engine still loads. Actions wait
 * for it, in order.
 */
import type {Action} from '../engine/actions.ts';
import type {SessionEvent} from '../engine/session-events.ts';
import type {EngineEnd} from './create.ts';

export type LateEngine = EngineEnd & {
	/** Once. */
	readonly arrive: (engine: EngineEnd) => void;
};

export const lateEngine = (): LateEngine => {
	const listeners = new Set<(event: SessionEvent) => void>();
	let waiting: Action[] = [];
	let arrived: EngineEnd | undefined;
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
