/** Keys and marks, made of the same table that the keys are read with. */
import type {Words} from '../../words/index.ts';
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import {bindings, hintKeys} from '../keys.ts';
import {emptyLine, type Line, paragraph, sheet} from '../lines.ts';
import type {Moves} from '../moves.ts';
import {titledRule} from '../rules.ts';
import type {SafeState} from '../safe-state.ts';
import {cutMark} from '../text.ts';

export const HelpScreen = ({moves}: {readonly moves: Pick<Moves, 'back'>}) => {
	const words = useWords();
	const {help} = words.screens;
	const menu = useMenu([{id: 'close', label: help.close}], () => moves.back());
	return (
		<SheetScreen title={help.title} menu={menu} lines={(columns) => helpLines(words, columns)} />
	);
};

const helpLines = (words: Words, columns: number): readonly Line[] => {
	const {help, header} = words.screens;
	const lights = Object.keys(header.safe) as SafeState[];
	return [
		titledRule(columns, help.keys),
		...sheet(
			[
				...bindings.map(({command, keys}) => ({
					label: keys.join(', '),
					value: help.commands[command],
				})),
				{label: hintKeys.number, value: help.number},
				{label: 'Ctrl-L', value: help.repaint},
			],
			columns,
		),
		...paragraph(help.fields, columns),
		emptyLine,
		titledRule(columns, help.light),
		...sheet(
			lights.map((light) => ({label: header.safe[light], value: help.safe[light]})),
			columns,
		),
		emptyLine,
		titledRule(columns, help.marks),
		...sheet([{label: cutMark, value: help.cut}], columns),
		...paragraph(help.unknown, columns),
	];
};
