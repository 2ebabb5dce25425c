/** A screen to read, with a menu below: as many pages as the text needs, the menu always in sight. */
import {Box} from 'ink';
import type {Hint} from '../keys.ts';
import type {Line} from '../lines.ts';
import {plainRule} from '../rules.ts';
import type {Tone} from '../theme.ts';
import {Frame} from './frame.tsx';
import {Lines} from './lines.tsx';
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
			const menuHeight = Math.min(menuRows(menu.items, columns), Math.max(1, rows - 4));
			const bodyHeight = Math.max(1, rows - menuHeight - 1);
			return (
				<>
					<Box height={bodyHeight} flexShrink={0} overflow="hidden">
						<Pager lines={lines(columns)} columns={columns} rows={bodyHeight} />
					</Box>
					<Lines lines={[plainRule(columns)]} />
					<MenuList menu={menu} columns={columns} rows={menuHeight} />
				</>
			);
		}}
	</Frame>
);
