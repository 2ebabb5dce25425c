/**
 * Puts an Ink element on a terminal: a face behind Ink, our key decoder in front of the screens. The only place that
 * starts Ink.
 */
import type {ReactElement} from 'react';
import type {TerminalPort} from '../../system/terminal.ts';
import type {Clock} from '../../system/types.ts';
import {words} from '../../words/index.ts';
import {guardMs} from '../guard.ts';
import {createLinesFace} from '../plain/lines-face.ts';
import {type Face, screenFace} from './face.ts';
import {startInk} from './ink-app.tsx';
import {FrameStream} from './ink-streams.ts';
import {createKeyQueue} from './key-queue.ts';
import {createKeyReader} from './key-reader.ts';
import {createKeyboard, KeyboardProvider} from './keyboard.tsx';
import type {Key} from './keys.ts';
import {createPresentation, PresentationProvider} from './presentation.tsx';
import {
	profileAs,
	type TerminalKind,
	type TerminalProfile,
	type TerminalSize,
	usableSize,
} from './profile.ts';
import {createSizeWatch} from './size-watch.ts';
import {type TerminalActions, TerminalProvider} from './terminal-context.tsx';
import {atMost} from './timer.ts';
import {createFrameWriter} from './writer.ts';

export type OpenConsole = Pick<TerminalActions, 'suspend' | 'repaint'> & {
	/** The value given to `exit`, once the terminal is restored. Rejects when the line or a screen failed. */
	readonly waitUntilExit: () => Promise<unknown>;
	/** When every key received so far was handled and its picture written. */
	readonly whenSettled: () => Promise<void>;
	/** Treats a lone Escape as complete, as if its time had passed. */
	readonly flushKeys: () => void;
	/** Another terminal may be there: one that its line cannot tell the size of is asked again. */
	readonly askSize: () => void;
	/** The terminal can do more than was known; what a person chose meanwhile stays. */
	readonly improve: (profile: TerminalProfile) => void;
	readonly close: () => Promise<void>;
};

export const openConsole = (
	element: ReactElement,
	terminal: TerminalPort,
	initial: TerminalProfile,
	clock: Pick<Clock, 'sleep' | 'monotonicMs'>,
	/** Why it speaks in lines, said once. */
	notice?: string,
): OpenConsole => {
	let profile = initial;
	const onError = (error: unknown): void => app.fail(error);
	const dispatch = async (key: Key): Promise<boolean> => {
		const isTaken = keyboard.dispatch(key);
		// The next key must meet the screen that this one led to.
		await app.settled();
		return isTaken;
	};
	const faces: Readonly<Record<'screen' | 'lines', Face>> = {
		screen: screenFace(
			createFrameWriter({write: terminal.write, profile, clock, onError}),
			dispatch,
		),
		lines: createLinesFace({
			write: terminal.write,
			clock,
			words: words.screens.plain,
			...(notice !== undefined && {notice}),
			dispatch,
			accepted: () => keyboard.accepted(),
			onError,
		}),
	};
	const faceOf = (kind: TerminalKind): Face => (kind === 'plain' ? faces.lines : faces.screen);
	let face = faceOf(profile.kind);
	const presentation = createPresentation(face.presentation);
	let isChanging = false;
	const stdout = new FrameStream(face.area(profile), (frame) => {
		if (!isChanging) face.show(frame);
	});
	const queue = createKeyQueue(async (key) => {
		try {
			if (isRepaint(key)) repaint();
			else if (isModeChange(key)) await change(nextKind[profile.kind]);
			else await face.press(key);
			face.flush();
		} catch (error) {
			app.fail(error);
		}
	});
	const keyboard = createKeyboard(() => {
		queue.clear();
		face.hold(guardMs);
	});
	const reader = createKeyReader({
		clock,
		escapeTimeoutMs: profile.escapeTimeoutMs,
		isReplyAwaited: () => sizeWatch?.isAwaited() ?? false,
		onKeys: (keys) => {
			sizeWatch?.touch();
			queue.push(keys);
		},
	});
	const input = inputOf(terminal, (bytes) => {
		sizeWatch?.hear(bytes);
		reader.push(bytes);
	});

	/** The screens stay where they are: only how they show changes. */
	const change = async (kind: TerminalKind): Promise<void> => {
		const next = faceOf(kind);
		profile = profileAs(profile, kind);
		if (next === face) {
			face.adapt(profile);
			return;
		}
		await face.pause();
		isChanging = true;
		face = next;
		face.adapt(profile);
		presentation.set(face.presentation);
		stdout.resize(face.area(usableSize(terminal.size())));
		await app.settled();
		isChanging = false;
		face.show(stdout.newest);
		face.resume();
	};

	const resize = (): void => {
		const size = usableSize(terminal.size());
		if (size.columns === profile.columns && size.rows === profile.rows) return;
		profile = {...profile, ...size};
		faces.screen.resize(size);
		stdout.resize(face.area(size));
	};

	const learnSize = (size: TerminalSize): void => {
		if (size.columns === profile.columns && size.rows === profile.rows) return;
		// Without it the console still draws at that size; only what is started from it would not.
		void terminal.setSize?.(size).catch(() => {});
		resize();
	};

	const sizeWatch =
		terminal.setSize &&
		createSizeWatch({
			clock,
			put: (question) => face.aside?.(question),
			isKeyPending: reader.isPending,
			onSize: learnSize,
		});

	const repaint = (): void => {
		face.reset();
		sizeWatch?.ask();
	};

	let isOpen = true;
	const suspend: TerminalActions['suspend'] = async (task) => {
		await face.pause();
		input.release();
		reader.stop();
		try {
			return await task();
		} finally {
			if (isOpen) {
				input.take();
				resize();
				// Where the screens have moved on meanwhile, only the last one is drawn.
				await app.settled();
				face.resume();
			}
		}
	};

	let lending: {readonly ending: AbortController; readonly ended: Promise<unknown>} | undefined;
	const lend: TerminalActions['lend'] = (task) => {
		const ending = new AbortController();
		const ended = suspend(() => task({...terminal, profile, clock, signal: ending.signal}));
		lending = {ending, ended: ended.catch(() => {})};
		return ended;
	};

	const actions: TerminalActions = {
		suspend,
		lend,
		repaint,
		kind: () => profile.kind,
		changeKind: () => queue.push([modeChange]),
	};
	const app = startInk(
		<TerminalProvider actions={actions}>
			<PresentationProvider port={presentation}>
				<KeyboardProvider keyboard={keyboard}>{element}</KeyboardProvider>
			</PresentationProvider>
		</TerminalProvider>,
		stdout,
	);
	const stopResizing = terminal.onResize(resize);
	input.take();
	if (face === faces.lines) face.resume();

	const ended = app.ended.finally(async () => {
		isOpen = false;
		sizeWatch?.stop();
		stopResizing();
		lending?.ending.abort();
		await atMost(clock, farewellLimitMs, lending?.ended);
		await atMost(clock, farewellLimitMs, face.stop());
		input.release();
		reader.stop();
	});
	// Whoever waits hears of a failure; nobody has to.
	ended.catch(() => {});

	return {
		suspend,
		repaint: actions.repaint,
		waitUntilExit: () => ended,
		whenSettled: async () => {
			await queue.whenEmpty();
			await app.settled();
			await face.whenIdle();
		},
		flushKeys: reader.flush,
		askSize: () => sizeWatch?.ask(),
		improve: ({columns: _columns, rows: _rows, ...known}) => {
			const isChosen = profile.kind !== initial.kind;
			profile = profileAs({...profile, ...known}, isChosen ? profile.kind : known.kind);
			face.adapt(profile);
		},
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

const nextKind: Readonly<Record<TerminalKind, TerminalKind>> = {
	rich: 'basic',
	basic: 'plain',
	plain: 'rich',
};

const modeChange: Key = {name: 'control', letter: 't'};

const isRepaint = (key: Key): boolean => key.name === 'control' && key.letter === 'l';

const isModeChange = (key: Key): boolean => key.name === 'control' && key.letter === 't';
