/** A screen to read, with a menu below: as many pages as the text needs, the menu always in sight. */
import type {Hint} from '../keys.ts';
import type {Line} from '../lines.ts';
import type {Tone} from '../theme.ts';
import {Frame} from './frame.tsx';
import {type Menu, MenuList, menuRows} from './menu.tsx';
import {Pager} from './pager.tsx';

export type SheetScreenProps = {
	readonly title: string;
	readonly mark?: string;
	readonly tone?: Tone;
	readonly menu: Menu;
	readonly hints?: readonly Hint[];
	readonly lines: (columns: number) => readonly Line[];
};

export const sheetHints: readonly Hint[] = ['move', 'take', 'number', 'page', 'back', 'more'];

export const SheetScreen = ({
	title,
	mark = '',
	tone,
	menu,
	hints = sheetHints,
	lines,
}: SheetScreenProps) => (
	<Frame title={title} mark={mark} {...(tone && {tone})} hints={hints}>
		{({columns, rows}) => {
			const menuHeight = Math.min(menuRows(menu.items, columns), Math.max(1, rows - 3));
			return (
				<>
					<Pager lines={lines(columns)} columns={columns} rows={rows - menuHeight} />
					<MenuList menu={menu} columns={columns} rows={menuHeight} />
				</>
			);
		}}
	</Frame>
);
