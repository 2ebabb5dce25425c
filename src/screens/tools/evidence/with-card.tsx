/** A screen that the photo card can be laid over, by a line of its own menu. */
import {type ReactNode, useState} from 'react';
import {CardScreen} from './card.tsx';
import type {CardData, Moment} from './card-data.ts';

export const WithCard = ({
	cardAt,
	children,
}: {
	readonly cardAt: (moment: Moment) => CardData;
	readonly children: (showCard: () => void) => ReactNode;
}) => {
	const [isOpen, setIsOpen] = useState(false);
	return isOpen ? (
		<CardScreen cardAt={cardAt} close={() => setIsOpen(false)} />
	) : (
		children(() => setIsOpen(true))
	);
};
