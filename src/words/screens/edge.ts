/** Words of the console at the edge. */
import {edgeAskingWords} from './edge-asking.ts';
import {edgeWorkingWords} from './edge-working.ts';

export const edgeWords = {edge: {...edgeAskingWords, ...edgeWorkingWords}};
