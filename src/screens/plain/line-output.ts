/**
 * Text to a line, one write at a time; what comes meanwhile goes out with the next. Node leaves it to the line to begin
 * at its left after a line feed (ONLCR), also where keys come raw.
 */
import type {TerminalPort} from '../../system/terminal.ts';

export type LineOutput = {
	readonly put: (text: string) => void;
	/** Writes what waits, if anything does. */
	readonly flush: () => void;
	readonly isBusy: () => boolean;
	/** Nothing stands in the line that the next text begins in. */
	readonly isAtStart: () => boolean;
	/** Resolves when nothing is on its way. */
	readonly whenFree: () => Promise<void>;
};

export type LineOutputOptions = {
	readonly write: TerminalPort['write'];
	/** The line has taken what it was given. */
	readonly onFree: () => void;
	/** The line is gone: nothing more will be written. */
	readonly onError: (error: unknown) => void;
};

export const createLineOutput = ({write, onFree, onError}: LineOutputOptions): LineOutput => {
	let waiting = '';
	let isAtStart = true;
	let isGone = false;
	let inFlight: Promise<void> | undefined;

	const send = async (): Promise<void> => {
		const bytes = encoder.encode(waiting);
		waiting = '';
		try {
			await write(bytes);
		} catch (error) {
			isGone = true;
			onError(error);
		}
		inFlight = undefined;
		onFree();
	};

	return {
		put: (text) => {
			if (text === '' || isGone) return;
			waiting += text;
			isAtStart = text.endsWith('\n');
		},
		flush: () => {
			if (waiting !== '' && !isGone) inFlight ??= send();
		},
		isBusy: () => inFlight !== undefined,
		isAtStart: () => isAtStart,
		whenFree: async () => {
			while (inFlight) await inFlight;
		},
	};
};

const encoder = new TextEncoder();
