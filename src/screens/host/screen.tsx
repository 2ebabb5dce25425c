/** The first screen: which host is this, in words that can be read out on the phone. */

import type {Facts} from '../../hardware/facts.ts';
import type {Loaded} from '../../store/state.ts';
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useSurroundings} from '../context.tsx';
import type {Dispatch, Moves} from '../moves.ts';
import {serviceLines} from '../status-service.ts';
import {hostLines} from './lines.ts';

export const HostScreen = ({
	facts,
	eligibleDisks,
	moves,
	dispatch,
}: {
	readonly facts: Loaded<Facts>;
	/** How many disks can be installed on. */
	readonly eligibleDisks: number;
	readonly moves: Moves;
	readonly dispatch: Dispatch;
}) => {
	const {words, api} = useSurroundings();
	const {host, goOn} = words.screens;
	const items = [
		...(facts.kind === 'loaded' ? [{id: 'continue', label: goOn}] : []),
		{id: 'rescan', label: host.rescan},
		{id: 'leave', label: host.leave},
	];
	const take = (id: string): void => {
		if (id === 'continue') moves.forward();
		if (id === 'rescan') dispatch({type: 'facts.refresh'});
		if (id === 'leave') moves.ask('leave');
	};
	const menu = useMenu(items, take);
	return (
		<SheetScreen
			title={host.title}
			menu={menu}
			hints={['move', 'take', 'number', 'page', 'more']}
			lines={(columns) => [
				...hostLines(facts, eligibleDisks, words, columns),
				...serviceLines(api, words, columns),
			]}
		/>
	);
};
