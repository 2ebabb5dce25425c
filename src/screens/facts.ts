/** Facts as entries of a sheet: a known one with its value, an unknown one with its reason. */
import type {Problem} from '../errors.ts';
import type {Fact, HostFacts} from '../hardware/facts.ts';
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

/** Vendor, product and name, as far as they are known; the reason once where none of them is. */
export const hostText = (
	{vendor, product, hostName}: Pick<HostFacts, 'vendor' | 'product' | 'hostName'>,
	words: Words,
): string => {
	const facts = [vendor, product, hostName];
	const known = facts.filter((fact) => fact.known);
	return (known.length > 0 ? known : [vendor]).map((fact) => factText(fact, words)).join(', ');
};

/** ISO 8601 as `2026-11-21 09:14:03`. */
export const timeText = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

/** A problem inside a screen: code, message, causes, remedy. */
export const problemLines = (
	problem: Problem,
	{screens}: Words,
	columns: number,
	/** Shown before the problem, in the same columns. */
	before: readonly Entry[] = [],
	/** Says where there is more about the code. */
	isExplained = false,
): readonly Line[] => {
	const {code, message, cause, remedy, explained} = screens.problem;
	return [
		...sheet(
			[
				...before,
				{
					label: code,
					value: isExplained ? explained(problem.code) : problem.code,
					tone: 'bad',
				},
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
