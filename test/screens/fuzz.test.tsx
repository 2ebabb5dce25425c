/** The console under random keys, without a terminal: what counts here is what it asks of the engine. */
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Action} from '../../src/engine/actions.ts';
import {App} from '../../src/screens/app.tsx';
import type {Key} from '../../src/screens/terminal/keys.ts';
import {fakeClock, fakeConsole} from './fake-console.ts';
import {answered} from './fixtures/states.ts';
import {anyKey, underKeys} from './random-keys.tsx';

test('ten thousand random keys never start an installation, nor clear a disk', {
	timeout: 300_000,
}, async () => {
	const keys = fc.sample(anyKey, {numRuns: 10_000, seed: 20261121});
	const actions: Action[] = [];
	const seen = new Set<string>();
	let console = openConsole(actions, seen);
	for (const key of keys) {
		await console.press(key);
		if (console.isLeft()) console = openConsole(actions, seen);
	}
	await console.leave();
	expect(actions.filter(destroys)).toEqual([]);
	expect(actions.length).toBeGreaterThan(100);
	// The keys did go through the console, the last question included.
	expect([...seen]).toContain('Confirm');
	expect(seen.size).toBeGreaterThan(8);
});

const destroys = (action: Action): boolean =>
	action.type === 'install.start' || (action.type === 'tool.do' && action.deed === 'disk.clear');

/** A console that asks into `actions` and tells its titles into `seen`. */
const openConsole = (actions: Action[], seen: Set<string>) => {
	const port = fakeConsole(answered, (state, action) => {
		actions.push(action);
		return state;
	});
	const clock = fakeClock();
	const console = underKeys(<App console={port} clock={clock} />, (titles) => {
		for (const title of titles) seen.add(title);
	});
	return {
		...console,
		press: (key: Key) => {
			clock.pass(100);
			return console.press(key);
		},
	};
};
