/** The deployment did not finish. It stays until somebody acknowledges it, or the next attempt begins. */
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {useGuard} from '../../guard.ts';
import type {EdgeDispatch} from '../dispatch.ts';
import type {EdgeMoves} from '../routes.ts';
import {type DeployFailureData, deployFailureLines} from './lines.ts';

export type DeployFailureScreenProps = DeployFailureData & {
	/** There is a snapshot that recert's changes can be put back from. */
	readonly canRollBack: boolean;
	readonly showCard: () => void;
	readonly moves: EdgeMoves;
	readonly dispatch: EdgeDispatch;
};

export const DeployFailureScreen = (props: DeployFailureScreenProps) => {
	const {canRollBack, moves, dispatch, showCard, ...data} = props;
	const words = useWords();
	const {failure} = words.screens.edge;
	const take = (id: string): void => {
		if (id === 'retry') dispatch({type: 'run.retry'});
		if (id === 'rollback') dispatch({type: 'recert.rollback'});
		if (id === 'log') moves.show('log');
		if (id === 'card') showCard();
		if (id === 'acknowledge') {
			dispatch({type: 'failure.acknowledge'});
			moves.open('review');
		}
	};
	const items = [
		{id: 'retry', label: failure.retry},
		{id: 'log', label: failure.log},
		{id: 'acknowledge', label: failure.acknowledge},
		...(canRollBack ? [{id: 'rollback', label: failure.rollBack}] : []),
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
			lines={(columns) => deployFailureLines(data, words, columns)}
		/>
	);
};
