/** The photo card as lines: all that matters on one picture, with a square for a camera where there is room; pure. */
import {spokenCode} from '../../../engine/evidence/spoken-code.ts';
import type {Words} from '../../../words/index.ts';
import {timeText} from '../../facts.ts';
import {
	clamped,
	cutLine,
	type Entry,
	emptyLine,
	filled,
	type Line,
	sheet,
	span,
} from '../../lines.ts';
import {logTail} from '../../progress/log-tail.ts';
import {titledRule} from '../../rules.ts';
import {type CardData, cardIds, qrRows} from './card-data.ts';

export type CardArea = {
	readonly columns: number;
	readonly rows: number;
	/** The terminal has half blocks. */
	readonly showsQr: boolean;
};

export const cardLines = (
	card: CardData,
	words: Words,
	{columns, rows, showsQr}: CardArea,
): readonly Line[] => {
	const square = showsQr ? qrRows(card, columns - leastTextColumns, rows) : undefined;
	if (square === undefined) return textLines(card, words, columns, rows);
	const textColumns = columns - (square[0]?.length ?? 0) - 1;
	const text = filled(textLines(card, words, textColumns, rows), square.length);
	return text.map((line, row) => [
		...padded(line, textColumns + 1),
		span(square[row] ?? '', 'strong'),
	]);
};

/** Less would break the spoken code. */
const leastTextColumns = 38;
const leastLogRows = 2;

const textLines = (
	card: CardData,
	words: Words,
	columns: number,
	rows: number,
): readonly Line[] => {
	const {moreLines} = words.screens;
	const top = clamped(entryLines(card, words, columns), rows, moreLines);
	const logRows = rows - top.length - 1;
	if (card.log.length === 0 || logRows < leastLogRows) return top;
	const {lastLines} = words.screens.failure;
	return [...top, titledRule(columns, lastLines), ...logTail(card.log, logRows, columns)];
};

const entryLines = (card: CardData, words: Words, columns: number): readonly Line[] => {
	const {photo} = words.screens.tools.evidence;
	const {problem, step, host, disk, seed, runId, version, at} = card;
	const entries: readonly (Entry | undefined)[] = [
		{label: words.screens.problem.code, value: problem?.code ?? photo.noCode, tone: 'bad'},
		{label: photo.say, value: spokenCode(cardIds(card)), tone: 'strong'},
		step && {label: photo.while, value: words.stepTitle(step.name, step.params)},
		problem && {label: photo.problem, value: problem.message},
		entry(photo.host, host),
		entry(photo.disk, disk),
		entry(photo.seed, seed),
		entry(photo.run, runId),
		entry(photo.version, version),
		{label: photo.time, value: timeText(at)},
		problem && {label: photo.more, value: photo.moreText},
	];
	return sheet(
		entries.filter((one) => one !== undefined),
		columns,
	);
};

const entry = (label: string, value: string | undefined): Entry | undefined =>
	value === undefined ? undefined : {label, value};

const padded = (line: Line, columns: number): Line => {
	const cut = cutLine(line, columns - 1);
	const used = cut.reduce((sum, {text}) => sum + text.length, 0);
	return [...cut, span(' '.repeat(columns - used))];
};

/** The card of a console without colours or frame, as it stands in a support bundle. */
export const cardText = (card: CardData, words: Words): readonly Line[] => [
	...cardLines(card, words, {columns: 80, rows: 24, showsQr: false}),
	emptyLine,
];
