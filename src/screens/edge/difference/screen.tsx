/** What a changed medium says otherwise than what was imported; it is taken only from here. */
import type {SiteChange} from '../../../engine/edge/events.ts';
import type {Words} from '../../../words/index.ts';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {emptyLine, type Line, sheet, span} from '../../lines.ts';
import type {EdgeDispatch} from '../dispatch.ts';
import type {EdgeMoves} from '../routes.ts';

export type DifferenceScreenProps = {
	readonly change: SiteChange;
	readonly moves: EdgeMoves;
	readonly dispatch: EdgeDispatch;
};

export const DifferenceScreen = ({change, moves, dispatch}: DifferenceScreenProps) => {
	const words = useWords();
	const {difference} = words.screens.edge;
	const items = [
		{id: 'back', label: words.screens.back},
		{id: 'take', label: difference.take},
	];
	const take = (id: string): void => {
		if (id === 'take') dispatch({type: 'site.import', device: change.device});
		moves.back();
	};
	const menu = useMenu(items, take);
	return (
		<SheetScreen
			title={difference.title(change.device)}
			tone="warning"
			menu={menu}
			lines={(columns) => differenceLines(change, words, columns)}
		/>
	);
};

const differenceLines = (
	{differences}: SiteChange,
	{screens}: Words,
	columns: number,
): readonly Line[] => {
	const {before: imported, after: onMedium, absent} = screens.edge.difference;
	return differences.flatMap(({field, before, after}) => [
		[span(field, 'strong')],
		...sheet(
			[
				{label: imported, value: before ?? absent},
				{label: onMedium, value: after ?? absent},
			],
			columns,
		),
		emptyLine,
	]);
};
