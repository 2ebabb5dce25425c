/** The last question: one line that must be gone to and taken; nothing that starts is preselected. */
import {useState} from 'react';
import type {Site} from '../../../engine/site/site.ts';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {useGuard} from '../../guard.ts';
import {emptyLine, paragraph, sheet} from '../../lines.ts';
import type {EdgeDispatch} from '../dispatch.ts';
import {askedEntries} from '../review/lines.ts';
import type {EdgeMoves} from '../routes.ts';

export type StartScreenProps = {
	readonly site: Site;
	readonly moves: EdgeMoves;
	readonly dispatch: EdgeDispatch;
};

export const StartScreen = ({site, moves, dispatch}: StartScreenProps) => {
	const words = useWords();
	const {start} = words.screens.edge;
	const [isAsked, setAsked] = useState(false);
	const items = [
		{id: 'stay', label: start.stay},
		{id: 'start', label: start.start},
	];
	const take = (id: string): void => {
		if (id === 'stay') moves.back();
		if (id === 'start') {
			setAsked(true);
			dispatch({type: 'deploy.start'});
		}
	};
	const menu = useMenu(items, take);
	useGuard();
	const {cluster_name, base_domain} = site.manifest;
	const text = isAsked ? start.started : start.text(`${cluster_name}.${base_domain}`);
	return (
		<SheetScreen
			title={start.title}
			tone="warning"
			menu={menu}
			lines={(columns) => [
				...paragraph(text, columns, {tone: 'strong'}),
				emptyLine,
				...sheet(askedEntries(site, words), columns),
			]}
		/>
	);
};
