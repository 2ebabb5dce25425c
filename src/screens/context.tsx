/**
 * What every screen has around it: the words, the clock, and the state of the header. It comes by context,
 * so that a screen's props are only what that screen shows and asks.
 */
import {createContext, useContext} from 'react';
import type {ApiNotice} from '../engine/api/notice.ts';
import type {Problem} from '../errors.ts';
import type {Clock} from '../system/types.ts';
import type {Words} from '../words/index.ts';
import type {SafeState} from './safe-state.ts';

export type ConsoleClock = Pick<Clock, 'now' | 'monotonicMs' | 'sleep'>;

export type Surroundings = {
	readonly words: Words;
	readonly clock: ConsoleClock;
	readonly hostName: string;
	readonly safeState: SafeState;
	/** The host is being looked at again; what shows is what was found before. */
	readonly isLooking: boolean;
	/** Of the program. */
	readonly version?: string;
	/** How this console stands to the engine and to the others, when that must be said. */
	readonly notice?: string;
	/** How the run ended, for who reads lines. */
	readonly runMark?: string | undefined;
	/** The status service, where one was ordered. */
	readonly api?: ApiNotice | undefined;
	/** The newest action that was refused. */
	readonly refusal?: Problem;
};

export const SurroundingsContext = createContext<Surroundings | undefined>(undefined);

export const useSurroundings = (): Surroundings => {
	const surroundings = useContext(SurroundingsContext);
	if (!surroundings) throw new Error('a screen needs a SurroundingsContext above it');
	return surroundings;
};

export const useWords = (): Words => useSurroundings().words;
