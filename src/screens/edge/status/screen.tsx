/** The deployed host, locked: it is read from across the room, and no key changes anything. */
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import type {EdgeMoves} from '../routes.ts';
import {type StatusData, statusLines} from './lines.ts';

export type StatusScreenProps = StatusData & {readonly moves: EdgeMoves};

export const StatusScreen = ({moves, ...data}: StatusScreenProps) => {
	const words = useWords();
	const {status, progress} = words.screens.edge;
	const items = [
		{id: 'cluster', label: progress.cluster},
		{id: 'applied', label: progress.applied},
	];
	const menu = useMenu(items, (id) => {
		if (id === 'cluster' || id === 'applied') moves.show(id);
	});
	return (
		<SheetScreen
			title={status.title}
			tone="good"
			menu={menu}
			hints={['move', 'take', 'number', 'page', 'more']}
			lines={(columns) => statusLines(data, words, columns)}
		/>
	);
};
