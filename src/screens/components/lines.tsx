/** Draws lines of spans, one terminal row each. */
import {Box, Text} from 'ink';
import type {Line} from '../lines.ts';
import {clean} from '../text.ts';
import {theme} from '../theme.ts';

export const Lines = ({lines}: {readonly lines: readonly Line[]}) => (
	<Box flexDirection="column" flexShrink={0}>
		{lines.map((line, index) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen
			<Row key={index} line={line} />
		))}
	</Box>
);

const Row = ({line}: {readonly line: Line}) => (
	<Text wrap="truncate-end">
		{line.every(({text}) => text === '')
			? ' '
			: line.map(({text, tone}, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the row
					<Text key={index} {...(tone && theme[tone])}>
						{clean(text)}
					</Text>
				))}
	</Text>
);
