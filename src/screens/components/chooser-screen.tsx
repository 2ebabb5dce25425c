/** A screen with a list and, below it, the details of the line that has the cursor. */
import {Box} from 'ink';
import type {Hint} from '../keys.ts';
import type {Line} from '../lines.ts';
import {rowColumns} from '../plain/row.ts';
import {usePresentation} from '../terminal/presentation.tsx';
import type {Tone} from '../theme.ts';
import {Frame} from './frame.tsx';
import {Lines} from './lines.tsx';
import {type Menu, MenuList} from './menu.tsx';
import {Pager} from './pager.tsx';

/** Rows that the details keep when the list is long. */
const detailRows = (rows: number): number => Math.min(7, Math.ceil(rows / 3));

export type Detail = {
	readonly title: string;
	readonly tone?: Tone | undefined;
	readonly lines: readonly Line[];
};

export const ChooserScreen = ({
	title,
	mark = '',
	hints,
	heading,
	menu,
	detail,
}: {
	readonly title: string;
	readonly mark?: string;
	readonly hints: readonly Hint[];
	/** Above the list: the names of its columns. */
	readonly heading: (columns: number) => readonly Line[];
	/** Labels are made for the width that there is. */
	readonly menu: (columns: number) => Menu;
	readonly detail: (columns: number) => Detail;
}) => {
	const isPlain = usePresentation() === 'lines';
	return (
		<Frame title={title} mark={mark} hints={hints}>
			{({columns, rows}) => {
				const listColumns = isPlain ? rowColumns : columns;
				const top = heading(listColumns);
				const list = menu(listColumns);
				const listHeight = Math.max(
					1,
					Math.min(list.items.length, rows - top.length - detailRows(rows)),
				);
				const {title: detailTitle, tone, lines} = detail(columns);
				return (
					<>
						<Lines lines={top} />
						<Box height={listHeight} flexShrink={0} overflow="hidden">
							<MenuList menu={list} columns={columns} rows={listHeight} isList />
						</Box>
						<Pager
							key={list.id ?? ''}
							title={detailTitle}
							{...(tone && {tone})}
							lines={lines}
							columns={columns}
							rows={rows - top.length - listHeight}
						/>
					</>
				);
			}}
		</Frame>
	);
};
