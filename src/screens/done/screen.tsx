/** The work is complete: the job sheet, and what to do with the host now. */
import {useState} from 'react';
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import {useGuard} from '../guard.ts';
import {paragraph} from '../lines.ts';
import type {Dispatch, Moves} from '../moves.ts';
import {type JobData, jobSheet} from './lines.ts';

export type DoneScreenProps = JobData & {readonly moves: Moves; readonly dispatch: Dispatch};

export const DoneScreen = ({moves, dispatch, ...data}: DoneScreenProps) => {
	const words = useWords();
	const {done} = words.screens;
	const [notice, setNotice] = useState<string>();
	const power = (what: 'reboot' | 'poweroff'): void => {
		setNotice(done.asked[what]);
		dispatch({type: 'host.power', what});
	};
	const take = (id: string): void => {
		if (id === 'stay') setNotice(done.staying);
		if (id === 'reboot' || id === 'poweroff') power(id);
		if (id === 'log') moves.show('log');
	};
	const items = [
		{id: 'stay', label: done.stay},
		{id: 'reboot', label: done.reboot},
		{id: 'poweroff', label: done.powerOff},
		{id: 'log', label: done.log},
	];
	const menu = useMenu(items, take);
	// It appears by itself, perhaps under a key that was meant for the screen before.
	useGuard();
	return (
		<SheetScreen
			title={done.title}
			tone="good"
			menu={menu}
			hints={['move', 'take', 'number', 'page', 'more']}
			lines={(columns) => [
				...(notice === undefined ? [] : paragraph(notice, columns, {tone: 'strong'})),
				...jobSheet(data, words, columns),
			]}
		/>
	);
};
