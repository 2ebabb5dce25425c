/**
 * The dashboard while it has the terminal for itself: what blessed-contrib draws into cells goes through the same writer
 * as every screen, so that a slow line is never flooded and never waited for.
 */
import {commandOf, digitOf} from '../../../keys.ts';
import type {Line} from '../../../lines.ts';
import {createKeyReader} from '../../../terminal/key-reader.ts';
import type {Key} from '../../../terminal/keys.ts';
import {usableSize} from '../../../terminal/profile.ts';
import type {LentTerminal} from '../../../terminal/terminal-context.tsx';
import {atMost} from '../../../terminal/timer.ts';
import {createFrameWriter} from '../../../terminal/writer.ts';
import type {DashboardView} from '../view.ts';
import {type Board, openBoard} from './board.ts';
import {lineText} from './line-text.ts';

/** What is to be seen, for any width. */
export type DashboardPicture = {
	readonly header: (columns: number) => readonly Line[];
	readonly view: DashboardView;
	readonly footer: (columns: number) => readonly Line[];
};

export type Feed = {
	readonly newest: () => DashboardPicture;
	/** Returns the function that ends the subscription. */
	readonly subscribe: (listener: () => void) => () => void;
};

/** Resolves when a person goes back, or the signal ends it; the terminal is then as it was lent. */
export const runDashboard = async (
	lent: LentTerminal,
	feed: Feed,
	signal: AbortSignal,
): Promise<void> => {
	const {clock} = lent;
	const ended = Promise.withResolvers<void>();
	const end = (): void => ended.resolve();
	const writer = createFrameWriter({
		write: lent.write,
		profile: lent.profile,
		clock,
		onError: end,
	});
	let board: (Board & {readonly size: string}) | undefined;

	const draw = (): void => {
		const {columns, rows} = usableSize(lent.size());
		const {header, view, footer} = feed.newest();
		const above = header(columns);
		const below = footer(columns);
		// The bottom row stays empty, as on every screen.
		const area = {columns, rows: Math.max(1, rows - 1 - above.length - below.length)};
		const size = `${area.columns}x${area.rows}`;
		if (board?.size !== size) {
			board?.close();
			board = {...openBoard(area), size};
		}
		writer.show([...above.map(lineText), board.draw(view), ...below.map(lineText)].join('\n'));
	};

	const press = (key: Key): void => {
		const isRepaint = key.name === 'control' && key.letter === 'l';
		if (isRepaint) writer.reset();
		else if (leadsBack(key)) end();
	};

	const reader = createKeyReader({
		clock,
		escapeTimeoutMs: lent.profile.escapeTimeoutMs,
		onKeys: (keys) => keys.forEach(press),
	});
	lent.setRawMode(true);
	const stops = [
		lent.onData(reader.push),
		feed.subscribe(draw),
		lent.onResize(() => {
			writer.resize(usableSize(lent.size()));
			draw();
		}),
	];
	signal.addEventListener('abort', end, {once: true});
	try {
		draw();
		if (!signal.aborted) await ended.promise;
	} finally {
		for (const stop of stops) stop();
		reader.stop();
		signal.removeEventListener('abort', end);
		board?.close();
		await atMost(clock, farewellLimitMs, writer.stop());
		lent.setRawMode(false);
	}
};

// A line that takes nothing any more must not keep the console from ending.
const farewellLimitMs = 2000;

/** Whatever leads back or away elsewhere. */
const leadsBack = (key: Key): boolean => {
	const command = commandOf(key);
	return (
		command === 'take' ||
		command === 'back' ||
		command === 'more' ||
		command === 'leave' ||
		digitOf(key) === 0 ||
		(key.name === 'text' && key.text === 'q')
	);
};
