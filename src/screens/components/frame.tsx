/**
 * The frame of every screen: product, host, safe-state light, section, refusal, body, keys. It reckons how
 * many rows are left for the body, so that a frame is never taller than the terminal less one row.
 */
import {Box, useWindowSize} from 'ink';
import type {ReactNode} from 'react';
import type {Problem} from '../../errors.ts';
import type {Words} from '../../words/index.ts';
import {useSurroundings} from '../context.tsx';
import {type Hint, hintKeys} from '../keys.ts';
import {clamped, type Line, paragraph, span} from '../lines.ts';
import {plainRule, spread, titledRule} from '../rules.ts';
import type {SafeState} from '../safe-state.ts';
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
	const {words, hostName, safeState, isLooking, notice, refusal} = useSurroundings();
	const {product, safe} = words.screens.header;
	const header = [
		spread(columns, `${product}  ${hostName}`, ` ${safe[safeState]} `, lightTones[safeState]),
		titledRule(columns, title, isLooking ? words.screens.looking : mark, tone),
	];
	const footer = [
		...(notice ? paragraph(notice, columns, {tone: 'strong'}) : []),
		...(refusal ? refusalLines(refusal, words, columns) : []),
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

const lightTones: Readonly<Record<SafeState, Tone>> = {
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
