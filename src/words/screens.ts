/**
 * Every word of the console that is not a problem, a step or a check, in English. Another language is
 * another object of this type; sentences with values are functions, so that each language has its own order.
 */
import {askingWords} from './screens/asking.ts';
import {commonWords} from './screens/common.ts';
import {edgeWords} from './screens/edge.ts';
import {plainWords} from './screens/plain.ts';
import {standingWords} from './screens/standing.ts';
import {toolWords} from './screens/tools.ts';
import {workingWords} from './screens/working.ts';

export const screens = {
	...commonWords,
	...askingWords,
	...workingWords,
	...standingWords,
	...toolWords,
	...edgeWords,
	...plainWords,
};

export type ScreenWords = typeof screens;
