/** The work did not finish. It stays until somebody acknowledges it. */
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import {useGuard} from '../guard.ts';
import type {Dispatch, Moves} from '../moves.ts';
import {type FailureData, failureLines} from './lines.ts';

export type FailureScreenProps = FailureData & {
	readonly moves: Moves;
	readonly dispatch: Dispatch;
	/** Absent: no shell is allowed here. */
	readonly openShell: (() => void) | undefined;
	readonly showCard: () => void;
};

export const FailureScreen = (props: FailureScreenProps) => {
	const {moves, dispatch, openShell, showCard, ...data} = props;
	const words = useWords();
	const {failure} = words.screens;
	const take = (id: string): void => {
		if (id === 'retry') dispatch({type: 'run.retry'});
		if (id === 'log') moves.show('log');
		if (id === 'shell') openShell?.();
		if (id === 'card') showCard();
		if (id === 'acknowledge') {
			dispatch({type: 'failure.acknowledge'});
			moves.open('review');
		}
	};
	const items = [
		{id: 'retry', label: failure.retry},
		{id: 'log', label: failure.log},
		...(openShell ? [{id: 'shell', label: failure.shell}] : []),
		{id: 'acknowledge', label: failure.acknowledge},
		{id: 'card', label: words.screens.tools.evidence.photo.item},
	];
	// It begins on the log, which does nothing: Enter was perhaps meant for the screen before.
	const menu = useMenu(items, take, {initial: 'log'});
	useGuard();
	return (
		<SheetScreen
			title={failure.titles[data.failure.kind]}
			tone="bad"
			menu={menu}
			hints={['move', 'take', 'number', 'page', 'more']}
			lines={(columns) => failureLines(data, words, columns)}
		/>
	);
};
