/**
 * A terminal as bytes, and the real one. Writing never blocks the process, unlike Node's own tty streams:
 * a stalled serial line must not stop an installation.
 */
import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import type {ReadStream, WriteStream} from 'node:tty';
import type {Clock} from './types.ts';

export type TerminalPort = {
	/** Resolves when the line has taken the bytes; rejects when it is gone. One at a time. */
	readonly write: (bytes: Uint8Array) => Promise<void>;
	/** Input is only read while somebody listens. Returns what ends that. */
	readonly onData: (listener: (bytes: Uint8Array) => void) => () => void;
	readonly setRawMode: (isRaw: boolean) => void;
	/** As the line reports it, 0x0 included. */
	readonly size: () => {readonly columns: number; readonly rows: number};
	readonly onResize: (listener: () => void) => () => void;
	/** Only of a line that reports the size that it was told: what its terminal has must be asked. */
	readonly setSize?: (size: {readonly columns: number; readonly rows: number}) => Promise<void>;
};

export type RealTerminal = TerminalPort & {
	/** The line hung up: no key will come any more. */
	readonly onHangUp: (listener: () => void) => void;
	readonly close: () => Promise<void>;
};

export type TerminalStreams = {
	readonly input: ReadStream;
	/** Asked for its size; never written to. */
	readonly output: Pick<WriteStream, 'columns' | 'rows' | 'on' | 'off'> & {readonly fd: number};
};

export const realTerminal = async (
	{input, output}: TerminalStreams,
	clock: Pick<Clock, 'sleep'>,
): Promise<RealTerminal> => {
	// A description of our own: non-blocking for us only, and no thread hangs in `write` when we exit.
	const line = await open(`/proc/self/fd/${output.fd}`, writeWithoutBlocking);
	const closing = new AbortController();
	let onHangUp = (): void => {};
	input.on('end', () => onHangUp());
	input.on('error', () => onHangUp());

	return {
		write: async (bytes) => {
			let offset = 0;
			while (offset < bytes.length) {
				closing.signal.throwIfAborted();
				const taken = await line.write(bytes, offset).catch(nothingWhenFull);
				offset += taken.bytesWritten;
				if (taken.bytesWritten === 0) await clock.sleep(fullLineDelayMs, closing.signal);
			}
		},
		onData: (listener) => {
			input.on('data', listener);
			input.resume();
			return () => {
				input.off('data', listener);
				input.pause();
			};
		},
		setRawMode: (isRaw) => input.setRawMode(isRaw),
		size: () => ({columns: output.columns ?? 0, rows: output.rows ?? 0}),
		onResize: (listener) => {
			output.on('resize', listener);
			return () => output.off('resize', listener);
		},
		onHangUp: (listener) => {
			onHangUp = listener;
		},
		close: async () => {
			closing.abort(new Error('The terminal was closed'));
			await line.close();
		},
	};
};

type EndSignal = keyof typeof endSignals;

export type SignalSource = {
	readonly on: (signal: EndSignal, listener: () => void) => unknown;
};

/**
 * Restores the terminal and exits when the process is told to end. Libraries that draw on terminals listen
 * for the same signals and each leaves the exit to the others, so somebody has to do it. Returns what ends the
 * process in the same way, for a line that hung up. A second signal does not wait, but a hang-up comes in both ways.
 */
export const exitOnSignals = (
	signals: SignalSource,
	clock: Pick<Clock, 'sleep'>,
	restore: () => Promise<void>,
	exit: (exitCode: number) => void,
	/** Another program has the terminal: its Ctrl-C is meant for that one. */
	isLent: () => boolean = () => false,
): ((exitCode: number) => void) => {
	let isEnding = false;
	const end = async (exitCode: number, isHangUp: boolean): Promise<void> => {
		if (isEnding && isHangUp) return;
		if (!isEnding) {
			isEnding = true;
			await Promise.race([restore(), clock.sleep(restoreLimitMs)]).catch(() => {});
		}
		exit(exitCode);
	};
	for (const signal of Object.keys(endSignals) as EndSignal[]) {
		signals.on(signal, () => {
			if (signal === 'SIGINT' && isLent()) return;
			void end(128 + endSignals[signal], signal === 'SIGHUP');
		});
	}
	return (exitCode) => void end(exitCode, true);
};

const endSignals = {SIGHUP: 1, SIGINT: 2, SIGTERM: 15} as const;

/** Programs that run get 5 s to end, then they are killed; none may live on beside the next console. */
const restoreLimitMs = 8000;

const writeWithoutBlocking = constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK;

// At 9600 baud a line takes 20 bytes in this time.
const fullLineDelayMs = 20;

const nothingWhenFull = (error: unknown): {readonly bytesWritten: number} => {
	if (error instanceof Error && 'code' in error && error.code === 'EAGAIN')
		return {bytesWritten: 0};
	throw error;
};
