/** An install as it goes, and how to stop it. */
import type {RunView} from '../../store/selectors.ts';
import {useMenu} from '../components/menu.tsx';
import {useWords} from '../context.tsx';
import type {Moves} from '../moves.ts';
import {WorkScreen} from './work-screen.tsx';

export const ProgressScreen = ({view, moves}: {readonly view: RunView; readonly moves: Moves}) => {
	const {progress} = useWords().screens;
	const items = [
		{id: 'log', label: progress.log},
		{id: 'cancel', label: progress.cancel},
	];
	const menu = useMenu(items, (id) => (id === 'log' ? moves.show('log') : moves.ask('cancel')));
	return <WorkScreen title={progress.title} view={view} menu={menu} />;
};
