/**
 * The seconds before an unattended install, on every console: what will be wiped and written, and that any key
 * stops it. The first key does nothing else.
 */
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import type {Dispatch} from '../moves.ts';
import {useKeys} from '../terminal/keyboard.tsx';
import {type CountdownData, countdownLines} from './lines.ts';

export type CountdownScreenProps = CountdownData & {readonly dispatch: Dispatch};

export const CountdownScreen = ({dispatch, ...data}: CountdownScreenProps) => {
	const words = useWords();
	const {countdown: texts} = words.screens;
	const {isPaused} = data.countdown;
	const menu = useMenu(
		isPaused
			? [
					{id: 'end', label: texts.byHand},
					{id: 'resume', label: texts.goOn},
				]
			: [],
		(id) => dispatch({type: id === 'resume' ? 'countdown.resume' : 'countdown.end'}),
	);
	// Asked before the menu and before the keys that mean the same everywhere.
	useKeys(
		() => {
			if (!isPaused) dispatch({type: 'countdown.pause'});
			return !isPaused;
		},
		isPaused ? {} : {accepts: 'key'},
	);
	return (
		<SheetScreen
			title={texts.title}
			tone="bad"
			hints={isPaused ? ['move', 'take', 'number', 'page'] : []}
			menu={menu}
			lines={(columns) => countdownLines(data, words, columns)}
		/>
	);
};
