/** A deployment as it goes; what its steps see is a key away. */

import type {RunView} from '../../../store/selectors.ts';
import type {RunState} from '../../../store/state.ts';
import {useMenu} from '../../components/menu.tsx';
import {useWords} from '../../context.tsx';
import {WorkScreen} from '../../progress/work-screen.tsx';
import type {EdgeMoves} from '../routes.ts';

export type DeployProgressProps = {
	readonly view: RunView;
	readonly observed: RunState['observed'];
	readonly moves: EdgeMoves;
};

export const DeployProgressScreen = ({view, observed, moves}: DeployProgressProps) => {
	const {progress, edge} = useWords().screens;
	const items = [
		{id: 'log', label: progress.log},
		{id: 'cancel', label: progress.cancel},
		...(['recert', 'cluster', 'applied'] as const)
			.filter((kind) => observed[kind] !== undefined)
			.map((kind) => ({id: kind, label: edge.progress[kind]})),
	];
	const take = (id: string): void => {
		if (id === 'cancel') moves.ask('cancel');
		if (id === 'log' || id === 'recert' || id === 'cluster' || id === 'applied') moves.show(id);
	};
	const menu = useMenu(items, take);
	return <WorkScreen title={edge.progress.title} view={view} menu={menu} />;
};
