/**
 * A screen of blessed that is drawn into cells and nowhere else. Its own way to a terminal is not used: it writes
 * without regard to how fast the line is, asks a database for how the terminal is driven, and listens for the signals
 * that end this process. What it draws goes the way of every other picture of the console.
 */
import {EventEmitter} from 'node:events';
import blessed, {type Screen} from 'blessed';
import type {BoardSize} from './places.ts';

export type VirtualScreen = {readonly screen: Screen; readonly close: () => void};

export const openVirtualScreen = (size: BoardSize): VirtualScreen => {
	const {Screen} = blessed;
	// As if it had bound its handlers to this process already.
	Screen._bound = true;
	const screen = blessed.screen({program: programOf(size)});
	screen.draw = () => {};
	screen.alloc();
	return {
		screen,
		close: () => {
			Screen.instances = Screen.instances.filter((one) => one !== screen);
			Screen.total = Screen.instances.length;
			Screen.global = Screen.instances[0] ?? null;
		},
	};
};

/** What a screen asks of its terminal, answered by one that exists in memory only. */
const programOf = ({columns, rows}: BoardSize): object =>
	Object.assign(new EventEmitter(), {
		cols: columns,
		rows,
		options: {},
		// It is entered already.
		isAlt: true,
		tput: {unicode: true, colors: 8, numbers: {}, strings: {}, bools: {}, features: {}, acscr: {}},
		setupTput: () => {},
		clear: () => {},
		flush: () => {},
	});
