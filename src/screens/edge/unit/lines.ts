/** The seed's own unit, as it says of itself. */
import type {SeedUnit} from '../../../engine/edge/events.ts';
import type {Words} from '../../../words/index.ts';
import {type Line, paragraph, sheet} from '../../lines.ts';
import {titledRule} from '../../rules.ts';

export const unitLines = (
	{state, done, lines}: SeedUnit,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {unit} = words.screens.edge;
	return [
		...paragraph(unit.text, columns),
		...sheet(
			[
				{label: unit.state, value: state, tone: state === 'failed' ? 'bad' : 'strong'},
				{label: unit.done, value: done.join(', ') || unit.none},
			],
			columns,
		),
		titledRule(columns, unit.lines),
		...lines.toReversed().flatMap((line) => paragraph(line, columns, {indent: 2})),
	];
};
