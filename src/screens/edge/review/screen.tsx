/** The whole configuration before it is applied: what is asked, from where, and whether it fits this host. */
import {useState} from 'react';
import {isBlocking} from '../../../engine/check.ts';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {paragraph} from '../../lines.ts';
import type {EdgeDispatch} from '../dispatch.ts';
import type {EdgeMoves} from '../routes.ts';
import {type SiteReviewData, siteReviewLines} from './lines.ts';

export type SiteReviewScreenProps = SiteReviewData & {
	readonly moves: EdgeMoves;
	readonly dispatch: EdgeDispatch;
};

export const SiteReviewScreen = ({site, state, moves, dispatch}: SiteReviewScreenProps) => {
	const words = useWords();
	const {review} = words.screens.edge;
	const [isRefused, setRefused] = useState(false);
	const canStart = state.plan !== undefined;
	const items = [
		{id: 'start', label: review.start},
		{id: 'findings', label: review.checks},
		{id: 'recheck', label: review.recheck},
		{id: 'entry', label: review.retype},
		{id: 'waiting', label: review.media},
		...(state.change ? [{id: 'difference', label: review.change}] : []),
	];
	const take = (id: string): void => {
		setRefused(id === 'start' && !canStart);
		if (id === 'start' && canStart) moves.open('start');
		if (id === 'findings' || id === 'entry' || id === 'waiting') moves.open(id);
		if (id === 'difference') moves.show('difference');
		if (id === 'recheck') dispatch({type: 'facts.refresh'});
	};
	const menu = useMenu(items, take);
	const blockers = state.findings.filter(isBlocking).length;
	const refusal = blockers > 0 ? review.notReady(blockers) : review.notExamined;
	return (
		<SheetScreen
			title={review.title}
			menu={menu}
			lines={(columns) => [
				...(isRefused && !canStart ? paragraph(refusal, columns, {tone: 'warning'}) : []),
				...siteReviewLines({site, state}, words, columns),
			]}
		/>
	);
};
