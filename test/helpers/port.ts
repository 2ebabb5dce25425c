/** An emulated terminal as the port of a console, with what it was told besides. */
import type {TerminalPort} from '../../src/system/terminal.ts';
import {createEmulator, type Emulator} from './emulator.ts';

export type EmulatedPort = TerminalPort & {
	readonly emulator: Emulator;
	readonly send: (text: string) => void;
	readonly resizeTo: (columns: number, rows: number) => void;
	readonly bytesWritten: () => number;
	/** Called after each write. Returns what ends that. */
	readonly onWritten: (listener: () => void) => () => void;
	readonly isRaw: () => boolean;
	readonly isRead: () => boolean;
};

export const emulatedPort = (columns: number, rows: number): EmulatedPort => {
	const emulator = createEmulator(columns, rows);
	const written = new Set<() => void>();
	let bytesWritten = 0;
	let isRaw = false;
	let onData: ((bytes: Uint8Array) => void) | undefined;
	let onResize = () => {};
	return {
		emulator,
		size: emulator.size,
		write: async (bytes) => {
			bytesWritten += bytes.length;
			emulator.write(bytes);
			for (const listener of [...written]) listener();
		},
		onData: (listener) => {
			onData = listener;
			return () => {
				onData = undefined;
			};
		},
		setRawMode: (raw) => {
			isRaw = raw;
		},
		onResize: (listener) => {
			onResize = listener;
			return () => {
				onResize = () => {};
			};
		},
		send: (text) => onData?.(new TextEncoder().encode(text)),
		resizeTo: (newColumns, newRows) => {
			emulator.resize(newColumns, newRows);
			onResize();
		},
		bytesWritten: () => bytesWritten,
		onWritten: (listener) => {
			written.add(listener);
			return () => written.delete(listener);
		},
		isRaw: () => isRaw,
		isRead: () => onData !== undefined,
	};
};
