/** A numbered menu: keys by `useMenu`, lines by `MenuList`. */
import {useState} from 'react';
import {useWords} from '../context.tsx';
import {choiceOf, commandOf, digitOf} from '../keys.ts';
import {type Line, span} from '../lines.ts';
import {cursorOf, type MenuState, menuAt, pressMenu, windowOf} from '../menu.ts';
import {cursorMark} from '../plain/row.ts';
import {useKeys} from '../terminal/keyboard.tsx';
import {usePresentation} from '../terminal/presentation.tsx';
import {padEnd, padStart} from '../text.ts';
import type {Tone} from '../theme.ts';
import {Lines} from './lines.tsx';

export type MenuItem = {
	readonly id: string;
	readonly label: string;
	/** For the whole line, while the cursor is elsewhere. */
	readonly tone?: Tone | undefined;
	/** A number only moves to it; Enter takes it. */
	readonly isHeld?: boolean;
};

export type Menu = {
	readonly items: readonly MenuItem[];
	readonly index: number;
	/** The line that has the cursor. */
	readonly id: string | undefined;
	/** Puts the cursor on a line. */
	readonly moveTo: (id: string) => void;
	/** How many numbered lines stand elsewhere on the screen before these. */
	readonly offset: number;
	/** Its number is typed, and may go on with another digit. */
	readonly isNumberOpen: boolean;
};

export const useMenu = (
	items: readonly MenuItem[],
	take: (id: string) => void,
	{initial, isActive = true}: {readonly initial?: string; readonly isActive?: boolean} = {},
): Menu => {
	const ids = items.map(({id}) => id);
	const held = items.filter(({isHeld}) => isHeld).map(({id}) => id);
	const [state, setState] = useState<MenuState>(() => menuAt(ids, initial));
	const index = cursorOf(state, ids);
	useKeys(
		(key) => {
			const pressed = {command: commandOf(key), digit: digitOf(key), choice: choiceOf(key)};
			const result = pressMenu(state, ids, pressed, held);
			if (!result) return false;
			setState(result.state);
			if (result.taken !== undefined) take(result.taken);
			return true;
		},
		{isActive: isActive && ids.length > 0},
	);
	const moveTo = (id: string): void => setState({...menuAt(ids, id), id});
	return {items, index, id: ids[index], moveTo, offset: 0, isNumberOpen: state.pending > 0};
};

/** The lines of a menu from the n-th on; those before are drawn by the screen itself. */
export const menuAfter = (menu: Menu, count: number): Menu => ({
	...menu,
	items: menu.items.slice(count),
	index: menu.index - count,
	offset: count,
});

/** How many rows a menu wants at this width. */
export const menuRows = (items: readonly MenuItem[], columns: number): number =>
	Math.ceil(items.length / menuColumns(items, columns));

export const MenuList = ({
	menu,
	columns,
	rows,
	isList = false,
}: {
	readonly menu: Menu;
	readonly columns: number;
	readonly rows: number;
	/** One line below the other, however short they are. */
	readonly isList?: boolean;
}) => {
	const words = useWords();
	const {items, index, offset, isNumberOpen} = menu;
	if (usePresentation() === 'lines') return <Lines lines={listedLines(items, index, offset)} />;
	if (!isList && menuRows(items, columns) <= rows) {
		return <Lines lines={gridLines(menu, columns)} />;
	}
	const tellsPlace = items.length > rows && rows > 2;
	const {start, end} = windowOf(items.length, index, tellsPlace ? rows - 1 : rows);
	const look = {index, count: items.length, columns, isNumberOpen};
	const lines = items.slice(start, end).map((item, row) => itemLine(item, start + row, look));
	if (!tellsPlace) return <Lines lines={lines} />;
	const place = isNumberOpen
		? words.screens.numberOpen(index + 1)
		: words.screens.shownLines(start + 1, end, items.length);
	return <Lines lines={[...lines, [span(`     ${place}`, 'muted')]]} />;
};

/** All of them, one below the other, as they are read aloud. */
const listedLines = (items: readonly MenuItem[], index: number, offset: number): readonly Line[] =>
	items.map(({label}, position) => [
		span(position === index ? cursorMark : '  '),
		span(`${position + offset + 1} ${label.trimEnd()}`),
	]);

/** Short lines stand side by side, numbered downwards. */
const menuColumns = (items: readonly MenuItem[], columns: number): number => {
	const widest = Math.max(0, ...items.map(({label}) => label.length)) + prefixColumns(items.length);
	return items.length > 3 && widest <= Math.floor(columns / 2) ? 2 : 1;
};

const gridLines = (
	{items, index, offset, isNumberOpen}: Menu,
	columns: number,
): readonly Line[] => {
	const count = menuColumns(items, columns);
	const rows = Math.ceil(items.length / count);
	const look = {
		index: index + offset,
		count: items.length + offset,
		columns: Math.floor(columns / count),
		isNumberOpen,
	};
	return Array.from({length: rows}, (_, row) =>
		Array.from({length: count}, (_, column) => column * rows + row).flatMap((position) => {
			const item = items[position];
			return item ? itemLine(item, position + offset, look) : [];
		}),
	);
};

type ItemLook = Pick<Menu, 'index' | 'isNumberOpen'> & {
	readonly count: number;
	readonly columns: number;
};

const itemLine = (
	{label, tone}: MenuItem,
	position: number,
	{index, count, columns, isNumberOpen}: ItemLook,
): Line => {
	const isSelected = position === index;
	const number = padStart(String(position + 1), String(count).length);
	const text = padEnd(label, columns - prefixColumns(count) - 1);
	const end = isSelected && isNumberOpen ? '_' : ' ';
	return [
		span(`${isSelected ? '>' : ' '} ${number}${end}`, 'strong'),
		span(` ${text}`, isSelected ? 'selected' : tone),
	];
};

/** `> 1  ` */
const prefixColumns = (count: number): number => String(count).length + 4;
