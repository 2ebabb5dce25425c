/**
 * Keys for screens. One handler gets each key first: the innermost of those that are active, the last
 * mounted among equals. It returns true when the key was its own; otherwise the next one outward is asked.
 * Ink's `useInput` is not used anywhere: it loses function keys and splits slow escape sequences.
 */
import {createContext, type ReactNode, useContext, useLayoutEffect, useRef, useState} from 'react';
import type {Key} from './keys.ts';

export type KeyHandler = (key: Key) => boolean;

export type Keyboard = {
	/** Offers a key to the handlers, innermost first. True when one took it. */
	readonly dispatch: (key: Key) => boolean;
	/** Forgets keys that were pressed but not yet handled; for dialogs that must not be answered by haste. */
	readonly discardTypeAhead: () => void;
	/** For `useKeys`: a later number is further in. */
	readonly nextDepth: () => number;
	readonly add: (depth: number, handler: KeyHandler) => () => void;
};

export type UseKeysOptions = {
	/** An inactive handler is passed over. Default true. */
	readonly isActive?: boolean;
};

export const createKeyboard = (discardTypeAhead: () => void = () => {}): Keyboard => {
	const handlers = new Map<number, KeyHandler>();
	let lastDepth = 0;
	return {
		dispatch: (key) =>
			[...handlers.keys()]
				.sort((a, b) => b - a)
				.some((depth) => handlers.get(depth)?.(key) ?? false),
		discardTypeAhead,
		nextDepth: () => ++lastDepth,
		add: (depth, handler) => {
			handlers.set(depth, handler);
			return () => handlers.delete(depth);
		},
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
export const useKeys = (handler: KeyHandler, {isActive = true}: UseKeysOptions = {}): void => {
	const keyboard = useKeyboard();
	// A parent renders before its children, though its effects run after theirs.
	const [depth] = useState(keyboard.nextDepth);
	const newest = useRef(handler);
	useLayoutEffect(() => {
		newest.current = handler;
	});
	useLayoutEffect(() => {
		if (!isActive) return;
		return keyboard.add(depth, (key) => newest.current(key));
	}, [keyboard, depth, isActive]);
};

const KeyboardContext = createContext<Keyboard | undefined>(undefined);
