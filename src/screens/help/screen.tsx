/** Keys and marks, made of the same table that the keys are read with. */
import type {Words} from '../../words/index.ts';
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useSurroundings} from '../context.tsx';
import {bindings, hintKeys} from '../keys.ts';
import {emptyLine, type Line, paragraph, sheet} from '../lines.ts';
import type {Moves} from '../moves.ts';
import {titledRule} from '../rules.ts';
import type {SafeState} from '../safe-state.ts';
import {serviceLines} from '../status-service.ts';
import {usePresentation} from '../terminal/presentation.tsx';
import {cutMark} from '../text.ts';

export const HelpScreen = ({moves}: {readonly moves: Pick<Moves, 'back'>}) => {
	const {words, api} = useSurroundings();
	const {help} = words.screens;
	const menu = useMenu([{id: 'close', label: help.close}], () => moves.back());
	const keysOf = usePresentation() === 'lines' ? answerLines : keyLines;
	return (
		<SheetScreen
			title={help.title}
			menu={menu}
			lines={(columns) => [
				...keysOf(words, columns),
				...markLines(words, columns),
				...serviceLines(api, words, columns),
			]}
		/>
	);
};

/** Where lines are answers. */
const answerLines = (words: Words, columns: number): readonly Line[] => {
	const {title, entries, field} = words.screens.plain.help;
	const labels = Object.keys(answers) as (keyof typeof answers)[];
	return [
		titledRule(columns, title),
		...sheet(
			labels.map((name) => ({label: answers[name], value: entries[name]})),
			columns,
		),
		...paragraph(field, columns),
	];
};

/** The same in every language, as they are typed. */
const answers = {
	number: '1',
	enter: 'Enter',
	detail: 'd 3',
	page: 'n, p',
	again: 'l',
	back: 'b',
	tools: '0',
	mode: 'Ctrl-T',
} as const;

const keyLines = (words: Words, columns: number): readonly Line[] => {
	const {help} = words.screens;
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
				{label: 'Ctrl-T', value: help.mode},
			],
			columns,
		),
		...paragraph(help.fields, columns),
	];
};

const markLines = (words: Words, columns: number): readonly Line[] => {
	const {help, header} = words.screens;
	const lights = Object.keys(header.safe) as SafeState[];
	return [
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
