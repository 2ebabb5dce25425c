/** One screen of the console: by the state and the keys that lead to it, with the texts that may never be cut. */
import type {ConsoleState} from '../../../src/store/state.ts';
import type {Words} from '../../../src/words/index.ts';
import {runningRun} from '../fixtures/run.ts';
import {answered} from '../fixtures/states.ts';

export type Exhibit = {
	readonly name: string;
	readonly state: ConsoleState;
	readonly keys: readonly string[];
	readonly essentials: (words: Words['screens']) => readonly string[];
};

export const writing = {...answered, run: runningRun};
