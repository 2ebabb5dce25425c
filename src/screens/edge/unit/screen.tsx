/** The seed's own unit deploys this host: it is watched, and nothing is asked. */
import type {SeedUnit} from '../../../engine/edge/events.ts';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import type {EdgeMoves} from '../routes.ts';
import {unitLines} from './lines.ts';

export const UnitScreen = ({
	unit,
	moves,
}: {
	readonly unit: SeedUnit;
	readonly moves: Pick<EdgeMoves, 'ask'>;
}) => {
	const words = useWords();
	const {title, leave} = words.screens.edge.unit;
	const menu = useMenu([{id: 'leave', label: leave}], () => moves.ask('leave'));
	return (
		<SheetScreen
			title={title}
			menu={menu}
			hints={['take', 'page', 'more']}
			lines={(columns) => unitLines(unit, words, columns)}
		/>
	);
};
