/** What recert is doing: its phase, what can honestly be said about the time, and whether it has written. */
import type {RecertProgress} from '../../../engine/observation.ts';
import type {RunView} from '../../../store/selectors.ts';
import type {Words} from '../../../words/index.ts';
import {durationText} from '../../../words/measures.ts';
import {emptyLine, type Line, paragraph, span} from '../../lines.ts';
import {logTail} from '../../progress/log-tail.ts';
import {barLine} from '../../progress/summary.ts';
import {titledRule} from '../../rules.ts';

export const recertLines = (
	progress: RecertProgress | undefined,
	{log}: RunView,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {recert} = words.screens.edge;
	return [
		...paragraph(recert.text, columns),
		emptyLine,
		...(progress ? phaseLines(progress, words, columns) : paragraph(recert.waiting, columns)),
		emptyLine,
		titledRule(columns, recert.lines),
		...logTail(log, newestLines, columns),
	];
};

const newestLines = 6;

const phaseLines = (
	{phase, phases, title, estimateMs, hasWritten}: RecertProgress,
	{screens}: Words,
	columns: number,
): readonly Line[] => {
	const {recert} = screens.edge;
	// The last phase is that it is done.
	if (phase === phases) return [barLine(100, columns), ...paragraph(recert.finished, columns)];
	return [
		barLine(Math.floor(((phase - 1) * 100) / Math.max(1, phases)), columns),
		[span(` ${recert.phase(phase, phases)}: `, 'strong'), span(title)],
		...(estimateMs === undefined
			? []
			: paragraph(recert.estimate(durationText(estimateMs)), columns)),
		...paragraph(hasWritten ? recert.written : recert.unwritten, columns, {
			tone: hasWritten ? 'warning' : 'good',
		}),
	];
};
