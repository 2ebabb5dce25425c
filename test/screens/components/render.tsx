/** One component on its own: 100 columns, no rows, no terminal; for what is smaller than a screen. */
import chalk from 'chalk';
import {render} from 'ink-testing-library';
import type {ReactNode} from 'react';
import {onTestFinished} from 'vitest';
import {SurroundingsContext} from '../../../src/screens/context.tsx';
import {createKeyboard, KeyboardProvider} from '../../../src/screens/terminal/keyboard.tsx';
import type {Key} from '../../../src/screens/terminal/keys.ts';
import {words} from '../../../src/words/index.ts';
import {fakeClock} from '../fake-console.ts';

export const renderComponent = (element: ReactNode) => {
	// Opening a console sets it for the whole process; pictures of components are without styles.
	chalk.level = 0;
	const keyboard = createKeyboard();
	const clock = fakeClock();
	const surroundings = {
		words,
		clock,
		hostName: 'sno-17',
		safeState: 'power-off',
		isLooking: false,
	} as const;
	const {lastFrame, unmount} = render(
		<KeyboardProvider keyboard={keyboard}>
			<SurroundingsContext.Provider value={surroundings}>{element}</SurroundingsContext.Provider>
		</KeyboardProvider>,
	);
	onTestFinished(unmount);
	return {
		clock,
		frame: () => lastFrame() ?? '',
		press: async (...keys: readonly Key[]) => {
			for (const key of keys) {
				keyboard.dispatch(key);
				// React renders in the first turn of the loop, and its effects ask for a second.
				await new Promise((resolve) => setImmediate(resolve));
				await new Promise((resolve) => setImmediate(resolve));
			}
		},
	};
};
