/** The decoder with a clock: what stays incomplete for too long is flushed. */
import type {Clock} from '../../system/types.ts';
import {decode, flush, isPending} from './decode.ts';
import {type Decoded, type DecoderState, initialState} from './decoder-state.ts';
import type {Key} from './keys.ts';
import {after} from './timer.ts';

export type KeyReader = {
	readonly push: (bytes: Uint8Array) => void;
	/** Acts as if the time had passed. */
	readonly flush: () => void;
	readonly stop: () => void;
};

type KeyReaderOptions = {
	readonly clock: Pick<Clock, 'sleep'>;
	readonly escapeTimeoutMs: number;
	readonly onKeys: (keys: readonly Key[]) => void;
};

// A paste may stall where a key may not; without an end mark it must still end.
const pasteTimeoutMs = 1500;

export const createKeyReader = ({clock, escapeTimeoutMs, onKeys}: KeyReaderOptions): KeyReader => {
	let state: DecoderState = initialState;
	let stopTimer = () => {};

	const accept = (next: Decoded): void => {
		state = next.state;
		stopTimer();
		if (isPending(state)) {
			const delayMs = state.mode === 'paste' ? pasteTimeoutMs : escapeTimeoutMs;
			stopTimer = after(clock, delayMs, flushNow);
		}
		if (next.keys.length > 0) onKeys(next.keys);
	};
	const flushNow = (): void => accept(flush(state));

	return {
		push: (bytes) => accept(decode(state, bytes)),
		flush: flushNow,
		stop: () => stopTimer(),
	};
};
