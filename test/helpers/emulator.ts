/** An emulated terminal: bytes in, cells out, at once. */
import headless from '@xterm/headless';

export type EmulatedCell = {
	readonly text: string;
	readonly columns: number;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly underline: boolean;
	readonly inverse: boolean;
	/** Palette index; -1 is the default. */
	readonly foreground: number;
	readonly background: number;
};

export type Emulator = {
	readonly write: (bytes: Uint8Array | string) => void;
	readonly cell: (x: number, y: number) => EmulatedCell;
	readonly row: (y: number) => string;
	/** Rows joined by newlines, trailing blanks and trailing empty rows removed. */
	readonly text: () => string;
	readonly size: () => {readonly columns: number; readonly rows: number};
	readonly resize: (columns: number, rows: number) => void;
	/** What the terminal says by itself, as where its cursor is. */
	readonly onReply: (listener: (text: string) => void) => void;
	readonly isCursorVisible: () => boolean;
	readonly cursor: () => {readonly x: number; readonly y: number};
	/** Lines that have left the screen at the top. */
	readonly historyLength: () => number;
};

// The public `write` parses later, on a timer; tests want the cells now.
type Synchronous = {
	readonly _core: {
		readonly writeSync: (data: Uint8Array | string) => void;
		readonly coreService: {readonly isCursorHidden: boolean};
	};
};

export const createEmulator = (columns: number, rows: number): Emulator => {
	const terminal = new headless.Terminal({
		cols: columns,
		rows,
		allowProposedApi: true,
		logLevel: 'off',
	});
	const {_core: core} = terminal as unknown as Synchronous;
	const lineAt = (y: number) => {
		const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + y);
		if (!line) throw new Error(`row ${y} is not on the screen`);
		return line;
	};
	const row = (y: number): string => lineAt(y).translateToString(true).trimEnd();
	return {
		write: (bytes) => core.writeSync(bytes),
		row,
		text: () =>
			Array.from({length: terminal.rows}, (_, y) => row(y))
				.join('\n')
				.trimEnd(),
		cell: (x, y) => {
			const cell = lineAt(y).getCell(x);
			if (!cell) throw new Error(`column ${x} is not on the screen`);
			return {
				text: cell.getChars() || (cell.getWidth() === 0 ? '' : ' '),
				columns: cell.getWidth(),
				bold: cell.isBold() !== 0,
				dim: cell.isDim() !== 0,
				underline: cell.isUnderline() !== 0,
				inverse: cell.isInverse() !== 0,
				foreground: cell.isFgDefault() ? -1 : cell.getFgColor(),
				background: cell.isBgDefault() ? -1 : cell.getBgColor(),
			};
		},
		size: () => ({columns: terminal.cols, rows: terminal.rows}),
		resize: (newColumns, newRows) => terminal.resize(newColumns, newRows),
		onReply: (listener) => {
			terminal.onData(listener);
		},
		isCursorVisible: () => !core.coreService.isCursorHidden,
		cursor: () => ({x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY}),
		historyLength: () => terminal.buffer.active.baseY,
	};
};
