/** Everything that was answered and from where, before the confirmation; any of it can be changed from here. */
import {useState} from 'react';
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import {paragraph} from '../lines.ts';
import type {Moves} from '../moves.ts';
import {type Section, sections} from '../routes.ts';
import {type ReviewData, reviewLines} from './lines.ts';

export type ReviewScreenProps = ReviewData & {
	readonly canConfirm: boolean;
	/** Sections that are still unanswered. */
	readonly unanswered: readonly Section[];
	readonly moves: Moves;
};

export const ReviewScreen = ({canConfirm, unanswered, moves, ...data}: ReviewScreenProps) => {
	const words = useWords();
	const {review, back} = words.screens;
	const [isRefused, setRefused] = useState(false);
	const revisits = sections.filter((section) => section !== 'review');
	const titleOf = (section: Section): string => words.screens[section].title;
	const items = [
		{id: 'confirm', label: review.confirm},
		...revisits.map((section) => ({id: section, label: titleOf(section)})),
		{id: 'back', label: back},
	];
	const take = (id: string): void => {
		setRefused(id === 'confirm' && !canConfirm);
		const section = revisits.find((one) => one === id);
		if (section) moves.open(section);
		if (id === 'confirm' && canConfirm) moves.open('confirm');
		if (id === 'back') moves.back();
	};
	const menu = useMenu(items, take);
	const reason =
		unanswered.length === 0
			? review.notReadyWithoutReason
			: review.notReady(unanswered.map(titleOf).join(', '));
	return (
		<SheetScreen
			title={review.title}
			menu={menu}
			lines={(columns) => [
				...(isRefused && !canConfirm ? paragraph(reason, columns, {tone: 'warning'}) : []),
				...reviewLines(data, words, columns),
			]}
		/>
	);
};
