/** Facts as entries of a sheet: a known one with its value, an unknown one with its reason. */
import type {Problem} from '../errors.ts';
import type {Fact} from '../hardware/facts.ts';
import type {Words} from '../words/index.ts';
import {type Entry, emptyLine, type Line, listed, sheet, span} from './lines.ts';

export const factText = <Value>(
	fact: Fact<Value>,
	words: Words,
	show: (value: Value) => string = String,
): string => (fact.known ? show(fact.value) : words.screens.unknown(fact.reason));

export const factEntry = <Value>(
	label: string,
	fact: Fact<Value>,
	words: Words,
	show: (value: Value) => string = String,
): Entry => ({
	label,
	value: factText(fact, words, show),
	...(!fact.known && {tone: 'warning'}),
});

/** ISO 8601 as `2026-11-21 09:14:03`. */
export const timeText = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

/** A problem inside a screen: code, message, causes, remedy. */
export const problemLines = (
	problem: Problem,
	{screens}: Words,
	columns: number,
	/** Shown before the problem, in the same columns. */
	before: readonly Entry[] = [],
): readonly Line[] => {
	const {code, message, cause, remedy} = screens.problem;
	return [
		...sheet(
			[
				...before,
				{label: code, value: problem.code, tone: 'bad'},
				{label: message, value: problem.message},
				...problem.causes.map((text) => ({label: cause, value: text})),
			],
			columns,
		),
		emptyLine,
		[span(remedy, 'strong')],
		...problem.remedy.flatMap((text) => listed('• ', text, columns)),
	];
};
