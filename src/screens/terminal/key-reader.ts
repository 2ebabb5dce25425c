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
	/** Whether a key has begun to come and is not whole. */
	readonly isPending: () => boolean;
	readonly stop: () => void;
};

type KeyReaderOptions = {
	readonly clock: Pick<Clock, 'sleep'>;
	readonly escapeTimeoutMs: number;
	/** An answer of the terminal is awaited: an Escape is not taken for a key before it has come. */
	readonly isReplyAwaited?: () => boolean;
	readonly onKeys: (keys: readonly Key[]) => void;
};

// A paste may stall where a key may not; without an end mark it must still end.
const pasteTimeoutMs = 1500;

// What is asked for has a limit of its own, which is longer than that of keys.
const replyTimeoutMs = 1000;

export const createKeyReader = ({
	clock,
	escapeTimeoutMs,
	isReplyAwaited = () => false,
	onKeys,
}: KeyReaderOptions): KeyReader => {
	let state: DecoderState = initialState;
	let stopTimer = () => {};

	const accept = (next: Decoded): void => {
		state = next.state;
		stopTimer();
		if (isPending(state)) {
			stopTimer = after(clock, patienceMs(), flushNow);
		}
		if (next.keys.length > 0) onKeys(next.keys);
	};
	const patienceMs = (): number => {
		if (state.mode === 'paste') return pasteTimeoutMs;
		return isReplyAwaited() ? replyTimeoutMs : escapeTimeoutMs;
	};
	const flushNow = (): void => accept(flush(state));

	return {
		push: (bytes) => accept(decode(state, bytes)),
		flush: flushNow,
		isPending: () => isPending(state),
		stop: () => stopTimer(),
	};
};
