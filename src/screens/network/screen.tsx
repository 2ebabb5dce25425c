/** Network cards, routes and name servers, as they are. */
import type {NetworkFacts} from '../../hardware/facts.ts';
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import type {Dispatch, Moves} from '../moves.ts';
import {networkLines} from './lines.ts';

export const NetworkScreen = ({
	network,
	moves,
	dispatch,
}: {
	readonly network: NetworkFacts | undefined;
	readonly moves: Moves;
	readonly dispatch: Dispatch;
}) => {
	const words = useWords();
	const {screens} = words;
	const items = [
		{id: 'continue', label: screens.goOn},
		{id: 'rescan', label: screens.network.rescan},
		{id: 'back', label: screens.back},
	];
	const take = (id: string): void => {
		if (id === 'continue') moves.forward();
		if (id === 'rescan') dispatch({type: 'facts.refresh'});
		if (id === 'back') moves.back();
	};
	const menu = useMenu(items, take);
	return (
		<SheetScreen
			title={screens.network.title}
			menu={menu}
			lines={(columns) => (network ? networkLines(network, words, columns) : [])}
		/>
	);
};
