/** The console under random keys, without a terminal: what counts here is what it asks of the engine. */
import {PassThrough} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';
import fc from 'fast-check';
import {render} from 'ink';
import {expect, test} from 'vitest';
import type {Action} from '../../src/engine/actions.ts';
import {App} from '../../src/screens/app.tsx';
import {createKeyboard, KeyboardProvider} from '../../src/screens/terminal/keyboard.tsx';
import type {Key, KeyName} from '../../src/screens/terminal/keys.ts';
import {fakeClock, fakeConsole} from './fake-console.ts';
import {answered} from './fixtures/states.ts';

const named: readonly KeyName[] = ['up', 'down', 'left', 'right', 'escape', 'backspace', 'tab'];

/** Enter often, keys that move, and the characters of which serial numbers are made. */
const anyKey: fc.Arbitrary<Key> = fc.oneof(
	{weight: 4, arbitrary: fc.constant({name: 'enter'} as const)},
	{weight: 4, arbitrary: fc.constantFrom(...named).map((name) => ({name}))},
	{
		weight: 8,
		arbitrary: fc.constantFrom(...'0123456789abzS?').map((text) => ({name: 'text' as const, text})),
	},
	{weight: 1, arbitrary: fc.constant({name: 'control', letter: 'c'} as const)},
);

test('ten thousand random keys never start an installation', {timeout: 120_000}, async () => {
	const keys = fc.sample(anyKey, {numRuns: 10_000, seed: 20261121});
	const actions: Action[] = [];
	const seen = new Set<string>();
	let console = openConsole(actions, seen);
	for (const key of keys) {
		await console.press(key);
		if (console.isLeft()) console = openConsole(actions, seen);
	}
	await console.leave();
	expect(actions.filter(({type}) => type === 'install.start')).toEqual([]);
	expect(actions.length).toBeGreaterThan(100);
	// The keys did go through the console, the last question included.
	expect([...seen]).toContain('Confirm');
	expect(seen.size).toBeGreaterThan(8);
});

/** A console that asks into `actions` and tells its titles into `seen`. */
const openConsole = (actions: Action[], seen: Set<string>) => {
	const port = fakeConsole(answered, (state, action) => {
		actions.push(action);
		return state;
	});
	const clock = fakeClock();
	const keyboard = createKeyboard();
	const stdout = Object.assign(new PassThrough(), {columns: 80, rows: 24, isTTY: true});
	stdout.on('data', (frame: Buffer) => {
		const text = stripVTControlCharacters(String(frame));
		for (const [, title = ''] of text.matchAll(/^── (.+?) ─/gm)) seen.add(title);
	});
	const ink = render(
		<KeyboardProvider keyboard={keyboard}>
			<App console={port} clock={clock} />
		</KeyboardProvider>,
		{
			stdout: stdout as unknown as NodeJS.WriteStream,
			patchConsole: false,
			exitOnCtrlC: false,
			// Every frame is drawn, whether the tests run in CI or not.
			debug: true,
			interactive: true,
		},
	);
	let isLeft = false;
	void ink.waitUntilExit().then(() => {
		isLeft = true;
	});
	return {
		press: async (key: Key) => {
			clock.pass(100);
			keyboard.dispatch(key);
			await new Promise((resolve) => setImmediate(resolve));
		},
		isLeft: () => isLeft,
		leave: async () => ink.unmount(),
	};
};
