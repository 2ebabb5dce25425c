/**
 * Keys for screens. One handler gets each key first: the innermost of those that are active, the last
 * mounted among equals. It returns true when the key was its own; otherwise the next one outward is asked.
 * Ink's `useInput` is not used anywhere: it loses function keys and splits slow escape sequences.
 */
import {createContext, type ReactNode, useContext, useLayoutEffect, useRef, useState} from 'react';
import type {Key} from './keys.ts';

export type KeyHandler = (key: Key) => boolean;

/** What a handler wants, for a console that takes whole lines: one text, a text of lines, or any key at once. */
export type Accepted = {readonly kind: 'text' | 'lines' | 'key'; readonly isSecret: boolean};

export type Keyboard = {
	/** Offers a key to the handlers, innermost first. True when one took it. */
	readonly dispatch: (key: Key) => boolean;
	/** Forgets keys that were pressed but not yet handled; for dialogs that must not be answered by haste. */
	readonly discardTypeAhead: () => void;
	/** For `useKeys`: a later number is further in. */
	readonly nextDepth: () => number;
	/** Tells each key before a handler has it. Returns what ends that. */
	readonly watch: (listener: (key: Key) => void) => () => void;
	readonly add: (depth: number, handler: KeyHandler, accepted?: Accepted) => () => void;
	/** Undefined where a command is wanted, as the number of a line. */
	readonly accepted: () => Accepted | undefined;
};

export type UseKeysOptions = {
	/** An inactive handler is passed over. Default true. */
	readonly isActive?: boolean;
	/** Absent: commands. */
	readonly accepts?: Accepted['kind'];
	readonly isSecret?: boolean;
};

export const createKeyboard = (discardTypeAhead: () => void = () => {}): Keyboard => {
	const handlers = new Map<number, {readonly handle: KeyHandler; readonly accepted?: Accepted}>();
	const watchers = new Set<(key: Key) => void>();
	let lastDepth = 0;
	const innermostFirst = () =>
		[...handlers].sort(([a], [b]) => b - a).map(([, handler]) => handler);
	return {
		dispatch: (key) => {
			for (const tell of watchers) tell(key);
			return innermostFirst().some(({handle}) => handle(key));
		},
		watch: (listener) => {
			watchers.add(listener);
			return () => watchers.delete(listener);
		},
		discardTypeAhead,
		nextDepth: () => ++lastDepth,
		add: (depth, handle, accepted) => {
			handlers.set(depth, {handle, ...(accepted && {accepted})});
			return () => handlers.delete(depth);
		},
		accepted: () => innermostFirst().find(({accepted}) => accepted)?.accepted,
	};
};

export const KeyboardProvider = ({
	keyboard,
	children,
}: {
	readonly keyboard: Keyboard;
	readonly children: ReactNode;
}) => <KeyboardContext.Provider value={keyboard}>{children}</KeyboardContext.Provider>;

export const useKeyboard = (): Keyboard => {
	const keyboard = useContext(KeyboardContext);
	if (!keyboard) throw new Error('useKeys needs a KeyboardProvider above it');
	return keyboard;
};

/** The handler may close over props and state: the newest one is always called. */
export const useKeys = (
	handler: KeyHandler,
	{isActive = true, accepts, isSecret = false}: UseKeysOptions = {},
): void => {
	const keyboard = useKeyboard();
	// A parent renders before its children, though its effects run after theirs.
	const [depth] = useState(keyboard.nextDepth);
	const newest = useRef(handler);
	useLayoutEffect(() => {
		newest.current = handler;
	});
	useLayoutEffect(() => {
		if (!isActive) return;
		const accepted = accepts && {kind: accepts, isSecret};
		return keyboard.add(depth, (key) => newest.current(key), accepted);
	}, [keyboard, depth, isActive, accepts, isSecret]);
};

const KeyboardContext = createContext<Keyboard | undefined>(undefined);
