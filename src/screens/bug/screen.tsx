/** An error of ours, told apart from an error of the world: the stack, and where the journal is. */
import type {Problem} from '../../errors.ts';
import type {Words} from '../../words/index.ts';
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import {problemLines} from '../facts.ts';
import {doingEntry, type FailureData, idLine} from '../failure/lines.ts';
import {useGuard} from '../guard.ts';
import {type Line, paragraph} from '../lines.ts';
import type {Dispatch, Moves} from '../moves.ts';
import {titledRule} from '../rules.ts';

export type BugScreenProps = Omit<FailureData, 'failure'> & {
	readonly problem: Problem;
	readonly journalPath: string | undefined;
	readonly showCard: () => void;
	readonly moves: Moves;
	readonly dispatch: Dispatch;
};

export const BugScreen = (props: BugScreenProps) => {
	const {moves, dispatch, showCard} = props;
	const words = useWords();
	const {bug, failure} = words.screens;
	const take = (id: string): void => {
		if (id === 'log') moves.show('log');
		if (id === 'card') showCard();
		if (id === 'retry') dispatch({type: 'run.retry'});
		if (id === 'acknowledge') {
			dispatch({type: 'failure.acknowledge'});
			moves.open('review');
		}
	};
	const items = [
		{id: 'retry', label: failure.retry},
		{id: 'log', label: failure.log},
		{id: 'acknowledge', label: failure.acknowledge},
		{id: 'card', label: words.screens.tools.evidence.photo.item},
	];
	const menu = useMenu(items, take, {initial: 'log'});
	useGuard();
	return (
		<SheetScreen
			title={bug.title}
			tone="bad"
			menu={menu}
			hints={['move', 'take', 'number', 'page', 'more']}
			lines={(columns) => bugLines(props, words, columns)}
		/>
	);
};

const bugLines = (data: BugScreenProps, words: Words, columns: number): readonly Line[] => {
	const {problem, view, journalPath} = data;
	const {bug} = words.screens;
	const journal = journalPath === undefined ? bug.noJournal : bug.journal(journalPath);
	return [
		...idLine(data, words, columns),
		...paragraph(bug.text, columns),
		...paragraph(journal, columns, {tone: 'strong'}),
		...problemLines(problem, words, columns, [doingEntry(view, words)], true),
		titledRule(columns, bug.stack),
		...(problem.stack ?? '').split('\n').flatMap((line) => paragraph(line, columns, {indent: 4})),
	];
};
