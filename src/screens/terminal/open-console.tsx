/**
 * Puts an Ink element on a terminal: our writer behind Ink, our key decoder in front of the screens. The
 * only place that starts Ink.
 */
import type {ReactElement} from 'react';
import type {TerminalPort} from '../../system/terminal.ts';
import type {Clock} from '../../system/types.ts';
import {startInk} from './ink-app.tsx';
import {FrameStream} from './ink-streams.ts';
import {createKeyQueue} from './key-queue.ts';
import {createKeyReader} from './key-reader.ts';
import {createKeyboard, KeyboardProvider} from './keyboard.tsx';
import type {Key} from './keys.ts';
import {type TerminalProfile, usableSize} from './profile.ts';
import {type TerminalActions, TerminalProvider} from './terminal-context.tsx';
import {atMost} from './timer.ts';
import {createFrameWriter} from './writer.ts';

export type OpenConsole = TerminalActions & {
	/** The value given to `exit`, once the terminal is restored. Rejects when the line or a screen failed. */
	readonly waitUntilExit: () => Promise<unknown>;
	/** When every key received so far was handled and its picture written. */
	readonly whenSettled: () => Promise<void>;
	/** Treats a lone Escape as complete, as if its time had passed. */
	readonly flushKeys: () => void;
	readonly close: () => Promise<void>;
};

export const openConsole = (
	element: ReactElement,
	terminal: TerminalPort,
	profile: TerminalProfile,
	clock: Pick<Clock, 'sleep' | 'monotonicMs'>,
): OpenConsole => {
	const writer = createFrameWriter({
		write: terminal.write,
		profile,
		clock,
		onError: (error) => app.fail(error),
	});
	const stdout = new FrameStream(profile, writer.show);
	const queue = createKeyQueue(async (key) => {
		try {
			if (isRepaint(key)) writer.reset();
			else keyboard.dispatch(key);
			// The next key must meet the screen that this one led to.
			await app.settled();
			writer.flush();
		} catch (error) {
			app.fail(error);
		}
	});
	const keyboard = createKeyboard(queue.clear);
	const reader = createKeyReader({
		clock,
		escapeTimeoutMs: profile.escapeTimeoutMs,
		onKeys: queue.push,
	});
	const input = inputOf(terminal, reader.push);

	const resize = (): void => {
		const size = usableSize(terminal.size());
		if (size.columns === stdout.columns && size.rows === stdout.rows) return;
		writer.resize(size);
		stdout.resize(size);
	};

	let isOpen = true;
	const suspend: TerminalActions['suspend'] = async (task) => {
		await writer.pause();
		input.release();
		reader.stop();
		try {
			return await task();
		} finally {
			if (isOpen) {
				input.take();
				resize();
				writer.resume();
			}
		}
	};

	const actions: TerminalActions = {suspend, repaint: writer.reset};
	const app = startInk(
		<TerminalProvider actions={actions}>
			<KeyboardProvider keyboard={keyboard}>{element}</KeyboardProvider>
		</TerminalProvider>,
		stdout,
	);
	const stopResizing = terminal.onResize(resize);
	input.take();

	const ended = app.ended.finally(async () => {
		isOpen = false;
		stopResizing();
		await atMost(clock, farewellLimitMs, writer.stop());
		input.release();
		reader.stop();
	});
	// Whoever waits hears of a failure; nobody has to.
	ended.catch(() => {});

	return {
		...actions,
		waitUntilExit: () => ended,
		whenSettled: async () => {
			await queue.whenEmpty();
			await app.settled();
			await writer.whenIdle();
		},
		flushKeys: reader.flush,
		close: async () => {
			app.end();
			await ended.catch(() => {});
		},
	};
};

/** The terminal's keys, while they are ours. */
const inputOf = (terminal: TerminalPort, onBytes: (bytes: Uint8Array) => void) => {
	let stopListening = (): void => {};
	return {
		take: (): void => {
			terminal.setRawMode(true);
			stopListening = terminal.onData(onBytes);
		},
		release: (): void => {
			stopListening();
			terminal.setRawMode(false);
		},
	};
};

// A line that takes nothing any more must not keep the program from ending.
const farewellLimitMs = 2000;

const isRepaint = (key: Key): boolean => key.name === 'control' && key.letter === 'l';
