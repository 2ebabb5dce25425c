/**
 * Puts an Ink element on a terminal: our writer behind Ink, our key decoder in front of the screens. The
 * only place that starts Ink.
 */
import chalk from 'chalk';
import {render} from 'ink';
import type {ReactElement} from 'react';
import type {TerminalPort} from '../../system/terminal.ts';
import type {Clock} from '../../system/types.ts';
import {FrameStream, inertInput, nowhere} from './ink-streams.ts';
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
	// Styles always reach the writer, which knows better than the environment what the line can show.
	chalk.level = 1;

	const writer = createFrameWriter({
		write: terminal.write,
		profile,
		clock,
		onError: (error) => fail(error),
	});
	const stdout = new FrameStream(profile, writer.show);
	const queue = createKeyQueue(async (key) => {
		try {
			handleKey(key);
			// The next key must meet the screen that this one led to.
			await renderSettled();
			writer.flush();
		} catch (error) {
			fail(error);
		}
	});
	const keyboard = createKeyboard(queue.clear);
	const reader = createKeyReader({
		clock,
		escapeTimeoutMs: profile.escapeTimeoutMs,
		onKeys: queue.push,
	});

	// React schedules in a microtask, renders in the next turn of the loop, and effects may ask for one more.
	const renderSettled = async (): Promise<void> => {
		await Promise.resolve();
		await ink.waitUntilRenderFlush();
		await ink.waitUntilRenderFlush();
	};

	const handleKey = (key: Key): void => {
		if (isRepaint(key)) writer.reset();
		else keyboard.dispatch(key);
	};

	let failure: {readonly error: unknown} | undefined;
	const fail = (error: unknown): void => {
		failure ??= {error};
		ink.unmount();
	};

	let isOpen = true;
	let stopListening = (): void => {};
	const attach = (): void => {
		terminal.setRawMode(true);
		stopListening = terminal.onData(reader.push);
	};
	const detach = (): void => {
		stopListening();
		reader.stop();
		terminal.setRawMode(false);
	};

	const suspend: TerminalActions['suspend'] = async (task) => {
		await writer.pause();
		detach();
		try {
			return await task();
		} finally {
			if (isOpen) reclaim();
		}
	};
	const reclaim = (): void => {
		attach();
		resize();
		writer.resume();
	};

	const resize = (): void => {
		const size = usableSize(terminal.size());
		if (size.columns === stdout.columns && size.rows === stdout.rows) return;
		writer.resize(size);
		stdout.resize(size);
	};

	const actions: TerminalActions = {suspend, repaint: writer.reset};
	const ink = render(
		<TerminalProvider actions={actions}>
			<KeyboardProvider keyboard={keyboard}>{element}</KeyboardProvider>
		</TerminalProvider>,
		{
			stdout,
			stderr: nowhere(profile),
			stdin: inertInput(),
			debug: true,
			interactive: true,
			exitOnCtrlC: false,
			patchConsole: false,
			isScreenReaderEnabled: false,
		},
	);
	const stopResizing = terminal.onResize(resize);
	attach();

	const release = async (): Promise<void> => {
		isOpen = false;
		stopResizing();
		await atMost(clock, farewellLimitMs, writer.stop());
		detach();
	};
	const ended = ink
		.waitUntilExit()
		.finally(release)
		.then((value) => {
			if (failure) throw failure.error;
			return value;
		});
	// Whoever waits hears of a failure; nobody has to.
	ended.catch(() => {});

	return {
		...actions,
		waitUntilExit: () => ended,
		whenSettled: async () => {
			await queue.whenEmpty();
			await renderSettled();
			await writer.whenIdle();
		},
		flushKeys: reader.flush,
		close: async () => {
			ink.unmount();
			await ended.catch(() => {});
		},
	};
};

// A line that takes nothing any more must not keep the program from ending.
const farewellLimitMs = 2000;

const isRepaint = (key: Key): boolean => key.name === 'control' && key.letter === 'l';
