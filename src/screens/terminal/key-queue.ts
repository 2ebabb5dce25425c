/** Keys that wait for their turn: one is handled at a time, and each to its end. */
import type {Key} from './keys.ts';

export type KeyQueue = {
	readonly push: (keys: readonly Key[]) => void;
	readonly clear: () => void;
	readonly whenEmpty: () => Promise<void>;
};

/** `handle` must not reject. */
export const createKeyQueue = (handle: (key: Key) => Promise<void>): KeyQueue => {
	let waiting: readonly Key[] = [];
	let working: Promise<void> | undefined;

	const work = async (): Promise<void> => {
		let [key, rest] = takeFirst(waiting);
		while (key) {
			waiting = rest;
			await handle(key);
			[key, rest] = takeFirst(waiting);
		}
		working = undefined;
	};

	return {
		push: (keys) => {
			waiting = [...waiting, ...keys];
			if (waiting.length > 0) working ??= work();
		},
		clear: () => {
			waiting = [];
		},
		whenEmpty: async () => {
			while (working) await working;
		},
	};
};

// No hand types this many characters while one picture is drawn: an unmarked paste, taken in one piece.
const pasteLength = 16;

const takeFirst = (keys: readonly Key[]): readonly [Key | undefined, readonly Key[]] => {
	const end = keys.findIndex(({name}) => name !== 'text');
	const typed = end === -1 ? keys : keys.slice(0, end);
	if (typed.length < pasteLength) return [keys[0], keys.slice(1)];
	const text = typed.map((key) => (key.name === 'text' ? key.text : '')).join('');
	return [{name: 'paste', text}, keys.slice(typed.length)];
};
