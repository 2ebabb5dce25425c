/**
 * The frame of every screen: product, host, safe-state light, section, refusal, body, keys. It reckons how
 * many rows are left for the body, so that a frame is never taller than the terminal less one row.
 */
import {Box, useWindowSize} from 'ink';
import type {ReactNode} from 'react';
import type {Problem} from '../../errors.ts';
import type {Words} from '../../words/index.ts';
import {type Surroundings, useSurroundings} from '../context.tsx';
import {type Hint, hintKeys} from '../keys.ts';
import {clamped, type Line, paragraph, span} from '../lines.ts';
import {headingRow, textColumns, titleRow} from '../plain/row.ts';
import {plainRule, spread, titledRule} from '../rules.ts';
import type {SafeState} from '../safe-state.ts';
import {usePresentation} from '../terminal/presentation.tsx';
import {clean} from '../text.ts';
import type {Tone} from '../theme.ts';
import {Lines} from './lines.tsx';

export type Area = {readonly columns: number; readonly rows: number};

export const Frame = ({
	title,
	mark = '',
	tone,
	hints,
	children,
}: {
	readonly title: string;
	readonly mark?: string;
	readonly tone?: Tone;
	readonly hints: readonly Hint[];
	readonly children: (area: Area) => ReactNode;
}) => {
	const {columns, rows} = useWindowSize();
	const surroundings = useSurroundings();
	const {words, hostName, safeState, isLooking} = surroundings;
	const {product, safe} = words.screens.header;
	if (usePresentation() === 'lines') {
		const told = [
			...titleRows(title, mark, surroundings),
			...noticeLines(surroundings, textColumns),
		];
		return (
			<Box flexDirection="column" width={columns}>
				<Lines lines={told} />
				{children({columns: textColumns, rows})}
			</Box>
		);
	}
	const header = [
		spread(columns, `${product}  ${hostName}`, ` ${safe[safeState]} `, lightTones[safeState]),
		titledRule(columns, title, isLooking ? words.screens.looking : mark, tone),
	];
	const footer = [
		...noticeLines(surroundings, columns),
		plainRule(columns),
		...hintLines(hints, words, columns),
	];
	const bodyRows = Math.max(1, rows - 1 - header.length - footer.length);
	return (
		<Box flexDirection="column" height={rows - 1} width={columns} overflow="hidden">
			<Lines lines={header} />
			<Box flexDirection="column" height={bodyRows} flexShrink={0} overflow="hidden">
				{children({columns, rows: bodyRows})}
			</Box>
			<Lines lines={footer} />
		</Box>
	);
};

/** What stands at the head of a page that is read aloud. */
const titleRows = (
	title: string,
	mark: string,
	{words: {screens}, hostName, safeState, isLooking, runMark = ''}: Surroundings,
): readonly Line[] => [
	[span(titleRow(title))],
	[span(headingRow(screens.header.safe[safeState]))],
	[span(headingRow(hostName))],
	...[runMark, mark, isLooking ? screens.looking : ''].map((text) => [span(text)]),
];

/** What must be said on every screen. */
const noticeLines = ({words, notice, refusal}: Surroundings, columns: number): readonly Line[] => [
	...(notice ? paragraph(notice, columns, {tone: 'strong'}) : []),
	...(refusal ? refusalLines(refusal, words, columns) : []),
];

export const lightTones: Readonly<Record<SafeState, Tone>> = {
	'power-off': 'lightSafe',
	writing: 'lightWriting',
	'remove-media': 'lightSafe',
};

const maximumRefusalRows = 6;

const refusalLines = (refusal: Problem, words: Words, columns: number): readonly Line[] => {
	const told = [
		...paragraph(words.screens.refused(refusal.code, refusal.message), columns, {tone: 'bad'}),
		...refusal.remedy.flatMap((text) => paragraph(text, columns)),
	];
	return clamped(told, maximumRefusalRows, words.screens.moreLines);
};

/** Hints flow over as many rows as they need. */
const hintLines = (hints: readonly Hint[], words: Words, columns: number): readonly Line[] => {
	const lines: Line[] = [];
	let current: Line = [];
	let used = 0;
	for (const hint of hints) {
		const keys = hintKeys[hint];
		const meaning = clean(words.screens.hints[hint]);
		const width = keys.length + meaning.length + 3;
		if (used + width > columns && used > 0) {
			lines.push(current);
			current = [];
			used = 0;
		}
		current = [...current, span(` ${keys}`, 'strong'), span(` ${meaning} `)];
		used += width;
	}
	return [...lines, current];
};
