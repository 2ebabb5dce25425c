/** Draws lines of spans, one terminal row each. */
import {Box, Text, useWindowSize} from 'ink';
import {memo} from 'react';
import {cutLine, isSameLine, type Line, span} from '../lines.ts';
import {plainRow} from '../plain/row.ts';
import {usePresentation} from '../terminal/presentation.tsx';
import {theme} from '../theme.ts';

export const Lines = ({lines}: {readonly lines: readonly Line[]}) => {
	const {columns} = useWindowSize();
	const isPlain = usePresentation() === 'lines';
	const shown = isPlain ? lines.flatMap(toPlain) : lines;
	return (
		<Box flexDirection="column" flexShrink={0}>
			{shown.map((line, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen
				<Row key={index} line={cutLine(line, columns)} />
			))}
		</Box>
	);
};

const toPlain = (line: Line): readonly Line[] => {
	const row = plainRow(line);
	return row === undefined ? [] : [[span(row)]];
};

/** Most rows stay as they are from one frame to the next; those cost nothing. */
const Row = memo(
	({line}: {readonly line: Line}) => (
		<Text wrap="truncate-end">
			{line.every(({text}) => text === '')
				? ' '
				: line.map(({text, tone}, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the row
						<Text key={index} {...(tone && theme[tone])}>
							{text}
						</Text>
					))}
		</Text>
	),
	(before, after) => isSameLine(before.line, after.line),
);
