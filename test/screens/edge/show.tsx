/** The console at the edge on an emulated terminal, with a state and a clock that the test holds. */
import type {EdgeAction} from '../../../src/engine/edge/actions.ts';
import {EdgeApp} from '../../../src/screens/edge/app.tsx';
import type {EdgeState} from '../../../src/store/edge/state.ts';
import {words as english, type Words} from '../../../src/words/index.ts';
import {renderScreen} from '../../helpers/terminal.tsx';
import {fakeClock, fakeConsole} from '../fake-console.ts';
import {pictureAfter} from '../show.tsx';

export type ShowOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly words?: Words;
	readonly answer?: (state: EdgeState, action: EdgeAction) => EdgeState;
};

export const showEdge = async (
	state: EdgeState,
	{columns = 80, rows = 24, words = english, answer}: ShowOptions = {},
) => {
	const console = fakeConsole<EdgeState, EdgeAction>(state, answer);
	const clock = fakeClock();
	const screen = await renderScreen(<EdgeApp console={console} clock={clock} words={words} />, {
		columns,
		rows,
	});
	return {...screen, console, clock};
};

/** The picture after these keys, which is at once known to fit and to hold only safe glyphs. */
export const edgePictureOf = async (
	state: EdgeState,
	keys: readonly string[] = [],
	options: ShowOptions = {},
): Promise<string> => pictureAfter(await showEdge(state, options), keys);
