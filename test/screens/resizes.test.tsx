/** Windows of any size, and that change while somebody works: nothing crashes, and no key is lost. */
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Action} from '../../src/engine/actions.ts';
import {App} from '../../src/screens/app.tsx';
import {guardMs} from '../../src/screens/guard.ts';
import {openConsole} from '../../src/screens/terminal/open-console.tsx';
import {chooseProfile} from '../../src/screens/terminal/profile.ts';
import {timerClock} from '../helpers/clock.ts';
import {emulatedPort} from '../helpers/port.ts';
import {fakeClock, fakeConsole} from './fake-console.ts';
import {answered, diskAnswered, unanswered, withFindings} from './fixtures/states.ts';

type Size = {readonly columns: number; readonly rows: number};

const named: readonly Size[] = [
	{columns: 0, rows: 0},
	{columns: 1, rows: 1},
	{columns: 40, rows: 12},
	{columns: 80, rows: 24},
	{columns: 500, rows: 200},
];

const random = fc.sample(
	fc.record({columns: fc.integer({min: 1, max: 260}), rows: fc.integer({min: 1, max: 90})}),
	{numRuns: 95, seed: 20261121},
);

const {seedImage, seedVersion, authFile} = withFindings.config;

/** From the host to the confirmation of the disk, with every kind of screen that asks on the way. */
const walk = [
	...['1', '\x1b[B', '\x1b[A', '2', '1', seedImage?.value ?? '', '\r'],
	...[seedVersion?.value ?? '', '\r', authFile?.value ?? '', '\r', '\r', '\r', '?', 'b'],
	...['2', '1'],
	...['0', '0', '1', '1', '\x03', '1', '9', '9', '\r', '8523', '\r'],
];

const walkThrough = async (sizes: readonly Size[]): Promise<readonly Action[]> => {
	let size: Size = {columns: 80, rows: 24};
	const port = emulatedPort(80, 24);
	const console = fakeConsole(unanswered, answerOf);
	const clock = fakeClock();
	const opened = openConsole(
		<App console={console} clock={clock} />,
		{...port, size: () => size},
		chooseProfile({TERM: 'xterm', isTty: true, size, isUtf8: true}),
		timerClock,
	);
	const resizeTo = async (next: Size): Promise<void> => {
		size = next;
		port.resizeTo(Math.max(2, next.columns), Math.max(1, next.rows));
		await opened.whenSettled();
	};
	let turn = 0;
	for (const keys of walk) {
		for (let count = 0; count < 4 && sizes.length > 0; count++) {
			await resizeTo(sizes[turn++ % sizes.length] ?? size);
		}
		clock.pass(guardMs);
		port.send(keys);
		opened.flushKeys();
		await opened.whenSettled();
		expect(port.emulator.text()).not.toContain(' ERROR ');
	}
	await opened.close();
	return console.actions;
};

/** The engine comes along: what was answered is answered. */
const answerOf = (state: typeof unanswered, {type}: Action): typeof unanswered => {
	switch (type) {
		case 'disk.choose':
			return diskAnswered;
		case 'seed.read':
			return withFindings;
		case 'facts.refresh':
			return answered;
		default:
			return state;
	}
};

test('the same keys ask for the same, whether the window keeps its size or has a hundred others', async () => {
	const calm = await walkThrough([]);
	expect(calm.map(({type}) => type)).toContain('install.start');
	expect(await walkThrough([...named, ...random])).toEqual(calm);
});
