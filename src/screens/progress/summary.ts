/** The two rows on top of the progress: the bar, and the time. */
import type {RunView} from '../../store/selectors.ts';
import type {Words} from '../../words/index.ts';
import {bytesText, durationText} from '../../words/measures.ts';
import {type Line, span} from '../lines.ts';
import {shorten} from '../text.ts';

export const barLine = (percent: number, columns: number): Line => {
	const width = Math.max(1, columns - 8);
	const filled = Math.floor((Math.min(100, Math.max(0, percent)) * width) / 100);
	return [
		span(` ${String(percent).padStart(3)} % `, 'strong'),
		span('█'.repeat(filled), 'good'),
		span('░'.repeat(width - filled)),
	];
};

export const timeLine = (view: RunView, words: Words, columns: number): Line => {
	const {elapsed, remaining} = words.screens.progress;
	const parts = [
		elapsed(durationText(view.elapsedMs)),
		...(view.remainingMs === undefined ? [] : [remaining(durationText(view.remainingMs))]),
		...(view.rate === undefined ? [] : [rateText(view.rate, words)]),
	];
	return [span(` ${shorten(parts.join(' · '), columns - 1)}`)];
};

const rateText = (
	{perSecond, unit}: {readonly perSecond: number; readonly unit: string},
	{screens}: Words,
): string => {
	const {rate, units} = screens.progress;
	if (unit === 'bytes') return rate(bytesText(perSecond));
	const count = perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond));
	return rate(`${count} ${units[unit as keyof typeof units]}`);
};
