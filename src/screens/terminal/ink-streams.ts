/**
 * The three streams that Ink is given instead of the real ones. It writes complete frames (its `debug`
 * mode), reads nothing, and never sees a size of zero, which would make it leak a descriptor per frame.
 */
import {EventEmitter} from 'node:events';
import {Readable} from 'node:stream';
import type {TerminalSize} from './profile.ts';

type WriteCallback = (error?: Error | null) => void;

/** Not a tty in Ink's eyes, so that Ink leaves cursor, paste mode and synchronised output alone. */
export class FrameStream extends EventEmitter implements NodeJS.WritableStream {
	readonly isTTY = false;
	readonly writable = true;
	columns: number;
	rows: number;
	frameCount = 0;
	newest = '';
	readonly #onFrame: (frame: string) => void;

	constructor({columns, rows}: TerminalSize, onFrame: (frame: string) => void) {
		super();
		// Every component that watches the size listens.
		this.setMaxListeners(0);
		this.columns = columns;
		this.rows = rows;
		this.#onFrame = onFrame;
	}

	/** Ink draws again at once. */
	resize({columns, rows}: TerminalSize): void {
		this.columns = columns;
		this.rows = rows;
		this.emit('resize');
	}

	write(
		chunk: Uint8Array | string,
		encodingOrCallback?: BufferEncoding | WriteCallback,
		callback?: WriteCallback,
	): boolean {
		const done = typeof encodingOrCallback === 'function' ? encodingOrCallback : callback;
		const text = chunk.toString();
		// An empty write with a callback is Ink waiting for the earlier ones.
		const isBarrier = text === '' && done !== undefined;
		if (!isBarrier && !isControl(text)) {
			this.frameCount++;
			this.newest = text;
			this.#onFrame(text);
		}
		done?.();
		return true;
	}

	end(): this {
		return this;
	}
}

/** What is written here is dropped: stray output must not reach the screen. */
export const nowhere = (size: TerminalSize): FrameStream => new FrameStream(size, () => {});

/** Keys come through the keyboard context; Ink must never read the real input. */
export const inertInput = (): NodeJS.ReadableStream & {readonly isTTY: true} =>
	Object.assign(new Readable({read() {}}), {
		isTTY: true as const,
		setRawMode: () => {},
		ref: () => {},
		unref: () => {},
	});

/** Cursor and mode changes, erasures, and the lone newline at the end. */
const isControl = (text: string): boolean =>
	// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
	text === '\n' || /^(?:\x1b\[[?>0-9;]*[A-Za-ln-z])+$/.test(text);
