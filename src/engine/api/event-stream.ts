/**
 * The events of an engine for one reader: the whole state first, then what happens. A reader that is slow loses progress
 * and never a result: what it missed is told as one whole state. The engine waits for nobody.
 */
import type {Clock} from '../../system/types.ts';
import {isLossy} from '../events.ts';
import type {ServedEvent} from '../service/server.ts';

export type StreamedEngine = {
	readonly subscribe: (listener: (event: ServedEvent) => void) => () => void;
	/** What all events so far have made; JSON. */
	readonly getState: () => object;
};

export type StreamMessage =
	| {readonly state: object}
	| {readonly event: ServedEvent}
	/** Nothing happened for a while. */
	| 'beat';

/** Of a reader that takes nothing. */
const mostWaiting = 256;

/** Shorter than the silence after which a reader is given up. */
const beatMs = 10_000;

export async function* streamOf(
	{subscribe, getState}: StreamedEngine,
	clock: Pick<Clock, 'sleep'>,
	gone: AbortSignal,
): AsyncGenerator<StreamMessage> {
	let waiting: StreamMessage[] = [];
	let hasMissed = true;
	let wake = (): void => {};
	const take = (event: ServedEvent): void => {
		if (waiting.length < mostWaiting) {
			waiting.push({event});
		} else if (event.event === undefined || !isLossy(event.event)) {
			hasMissed = true;
		}
		wake();
	};
	const news = (): Promise<void> =>
		new Promise((resolve) => {
			wake = resolve;
		});
	gone.addEventListener('abort', () => wake(), {once: true});
	const stop = subscribe(take);
	try {
		while (!gone.aborted) {
			if (hasMissed) {
				hasMissed = false;
				waiting = [];
				yield {state: getState()};
				continue;
			}
			const next = waiting.shift();
			if (next !== undefined) {
				yield next;
			} else if (!(await cameWithin(news(), clock))) {
				yield 'beat';
			}
		}
	} finally {
		stop();
	}
}

const cameWithin = async (news: Promise<void>, clock: Pick<Clock, 'sleep'>): Promise<boolean> => {
	const waiting = new AbortController();
	const silence = clock.sleep(beatMs, waiting.signal).then(
		() => false,
		() => true,
	);
	const came = await Promise.race([news.then(() => true), silence]);
	waiting.abort();
	return came;
};
