/** The whole console on an emulated terminal, with a state and a clock that the test holds. */
import {expect} from 'vitest';
import type {Action} from '../../src/engine/actions.ts';
import {App} from '../../src/screens/app.tsx';
import type {LinkPort} from '../../src/store/attached.ts';
import type {ConsoleState} from '../../src/store/state.ts';
import {words as english, type Words} from '../../src/words/index.ts';
import {
	expectFits,
	expectSafeGlyphs,
	type RenderedScreen,
	type RenderOptions,
	renderScreen,
} from '../helpers/terminal.tsx';
import {fakeClock, fakeConsole} from './fake-console.ts';

export type ShowOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly words?: Words;
	readonly answer?: (state: ConsoleState, action: Action) => ConsoleState;
	readonly openShell?: () => void;
	readonly profile?: RenderOptions['profile'];
	readonly link?: LinkPort;
};

export const show = async (
	state: ConsoleState,
	{columns = 80, rows = 24, words = english, answer, openShell, profile, link}: ShowOptions = {},
) => {
	const console = fakeConsole(state, answer);
	const clock = fakeClock();
	const screen = await renderScreen(
		<App
			console={console}
			clock={clock}
			words={words}
			journalPath="/run/ibi-console/journal.jsonl"
			{...(link && {link})}
			{...(openShell && {openShell})}
		/>,
		{columns, rows, ...(profile && {profile})},
	);
	return {...screen, console, clock};
};

export type Shown = Awaited<ReturnType<typeof show>>;

/** The picture after these keys, which is at once known to fit and to hold only safe glyphs. */
export const pictureOf = async (
	state: ConsoleState,
	keys: readonly string[] = [],
	options: ShowOptions = {},
): Promise<string> => pictureAfter(await show(state, options), keys);

export const pictureAfter = async (
	shown: RenderedScreen,
	keys: readonly string[],
): Promise<string> => {
	await shown.press(...keys);
	const picture = shown.screen();
	// Ink draws this instead of a screen that threw.
	expect(picture).not.toMatch(/^ +ERROR /m);
	expectSafeGlyphs(picture);
	expectFits(shown);
	return `\n${picture}\n`;
};
