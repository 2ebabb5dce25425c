/** Network cards, routes and name servers, as they are, and how far the way to the seed image holds. */
import type {NetworkFacts} from '../../hardware/facts.ts';
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useSurroundings} from '../context.tsx';
import type {Dispatch, Moves} from '../moves.ts';
import {type LadderView, ladderEntries} from './ladder.ts';
import {networkLines} from './lines.ts';

export const NetworkScreen = ({
	network,
	ladder,
	moves,
	dispatch,
}: {
	readonly network: NetworkFacts | undefined;
	readonly ladder: LadderView;
	readonly moves: Moves;
	readonly dispatch: Dispatch;
}) => {
	const {words, clock} = useSurroundings();
	const {screens} = words;
	const items = [
		{id: 'continue', label: screens.goOn},
		{id: 'rescan', label: screens.network.rescan},
		{id: 'check', label: screens.network.ladder.check},
		{id: 'back', label: screens.back},
	];
	const take = (id: string): void => {
		if (id === 'continue') moves.forward();
		if (id === 'rescan') dispatch({type: 'facts.refresh'});
		if (id === 'check') dispatch({type: 'network.check'});
		if (id === 'back') moves.back();
	};
	const menu = useMenu(items, take);
	return (
		<SheetScreen
			title={screens.network.title}
			menu={menu}
			lines={(columns) =>
				network
					? networkLines(network, ladderEntries(ladder, clock.now(), words), words, columns)
					: []
			}
		/>
	);
};
