/** The newest lines of the log, one row each. */
import type {LogLine} from '../../store/state.ts';
import {type Line, span} from '../lines.ts';
import {shorten} from '../text.ts';

export const logTail = (log: readonly LogLine[], rows: number, columns: number): readonly Line[] =>
	log
		.slice(-rows)
		.map(({at, line}) => [
			span(` ${at.slice(11, 19)} `, 'muted'),
			span(shorten(line, columns - timeColumns)),
		]);

/** ` 09:14:03 ` and a blank at the end. */
const timeColumns = 11;
