/** A console without a terminal, for thousands of keys: what counts is what it asks of the engine. */
import {PassThrough} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';
import fc from 'fast-check';
import {render} from 'ink';
import type {ReactElement} from 'react';
import {createKeyboard, KeyboardProvider} from '../../src/screens/terminal/keyboard.tsx';
import type {Key, KeyName} from '../../src/screens/terminal/keys.ts';
import {loadToolbox} from '../../src/screens/tools/late-toolbox.tsx';

// Random keys are too fast for tools that must be loaded first.
await loadToolbox();

const named: readonly KeyName[] = ['up', 'down', 'left', 'right', 'escape', 'backspace', 'tab'];

/** Enter often, keys that move, and the characters of which serial numbers are made. */
export const anyKey: fc.Arbitrary<Key> = fc.oneof(
	{weight: 4, arbitrary: fc.constant({name: 'enter'} as const)},
	{weight: 4, arbitrary: fc.constantFrom(...named).map((name) => ({name}))},
	{
		weight: 8,
		arbitrary: fc.constantFrom(...'0123456789abzS?').map((text) => ({name: 'text' as const, text})),
	},
	{weight: 1, arbitrary: fc.constant({name: 'control', letter: 'c'} as const)},
);

/** @param drawn told the titles of each frame */
export const underKeys = (element: ReactElement, drawn: (titles: readonly string[]) => void) => {
	const keyboard = createKeyboard();
	const stdout = Object.assign(new PassThrough(), {columns: 80, rows: 24, isTTY: true});
	stdout.on('data', (frame: Buffer) => {
		const text = stripVTControlCharacters(String(frame));
		drawn([...text.matchAll(/^── (.+?) ─/gm)].map(([, title = '']) => title));
	});
	const ink = render(<KeyboardProvider keyboard={keyboard}>{element}</KeyboardProvider>, {
		stdout: stdout as unknown as NodeJS.WriteStream,
		patchConsole: false,
		exitOnCtrlC: false,
		// Every frame is drawn, whether the tests run in CI or not.
		debug: true,
		interactive: true,
	});
	let isLeft = false;
	void ink.waitUntilExit().then(() => {
		isLeft = true;
	});
	return {
		press: async (key: Key) => {
			keyboard.dispatch(key);
			await new Promise((resolve) => setImmediate(resolve));
		},
		isLeft: () => isLeft,
		leave: async () => ink.unmount(),
	};
};
