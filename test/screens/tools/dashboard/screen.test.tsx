import {expect, test, vi} from 'vitest';
import {toolIds} from '../../../../src/screens/tools/rows.tsx';
import {words} from '../../../../src/words/index.ts';
import {expectSafeGlyphs} from '../../../helpers/terminal.tsx';
import {runningRun} from '../../fixtures/run.ts';
import {answered} from '../../fixtures/states.ts';
import {laterLoad, load, loadSeen} from '../../fixtures/tools.ts';
import {type Shown, type ShowOptions, show} from '../../show.tsx';

const digit = String(toolIds.indexOf('dashboard') + 1);
const working = {...answered, run: runningRun};

/** Twice looked at, so that there are rates. */
const open = async (options: ShowOptions = {}): Promise<Shown> => {
	const shown = await show({...working, tools: loadSeen(load)}, options);
	await shown.press('0', digit);
	shown.console.set({...working, tools: loadSeen(laterLoad)});
	return shown;
};

test('it has the terminal for itself, with glyphs that every console has', async () => {
	const shown = await open({profile: {kind: 'basic', colour: false}});
	await shown.waitFor('CPU -75 %');
	expectSafeGlyphs(shown.screen());
	expect(`\n${shown.screen()}\n`).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com          WRITING - DO NOT POWER OFF
		── Dashboard ───────────────────────────────────────────────────────────────────
		┌─CPU -75 % memory o38 %─┐┌─Disk MB/s -0 o150──────┐┌─Net MB/s -100 o0.1───────┐
		│ 100│                   ││ 150│                   ││ 100│                     │
		│    │                   ││    │                   ││    │                     │
		│ 50 │                   ││ 75 │                   ││ 50 │                     │
		│ 0  │_________          ││ 0  │_________          ││ 0  │__________           │
		│    └───────────────    ││    └───────────────    ││    └─────────────────    │
		│     1       0          ││     1       0          ││     1        0           │
		│                        ││                        ││                          │
		└────────────────────────┘└────────────────────────┘└──────────────────────────┘
		┌─Target 42 % 232 GB free┐┌─Steps, seconds─────────┐┌─Log──────────────────────┐
		│                        ││                        ││line 52 of the program    │
		│                        ││ █████  █████  █████    ││line 53 of the program    │
		│ █████████              ││ █████  █████  █████    ││line 54 of the program    │
		└────────────────────────┘│ █████  █████  █████    ││line 55 of the program    │
		┌─Images not mounted─────┐│ █████  █████  █████    ││line 56 of the program    │
		│                        ││ █████  █████  █████    ││line 57 of the program    │
		│                        ││ █21.4  █21.4  █21.4    ││line 58 of the program    │
		│                        ││  prepa~ clean  write~  ││Copying blob sha256:9d1af~│
		└────────────────────────┘└────────────────────────┘└──────────────────────────┘
		────────────────────────────────────────────────────────────────────────────────
		 Curves: - CPU, read, received; o memory, written, sent. Enter, 0 or b: back
		"
	`);
});

test('on a terminal without more than ASCII it is drawn in ASCII', async () => {
	const shown = await open({profile: {kind: 'basic', colour: false, glyphs: 'ascii'}});
	await shown.waitFor('CPU -75 %');
	expect(shown.screen()).toMatch(/^[ -~\n]*$/);
	expect(shown.screen()).toContain('#####');
});

test.for(['enter', 'b', '0', 'escape', 'q', 'ctrl-c'])('%s leads back to the hub', async (key) => {
	const shown = await open();
	await shown.waitFor('CPU -75 %');
	await shown.press(key);
	await shown.waitFor('── Tools ─');
	await shown.press('b');
	await shown.waitFor('── Installing ─');
});

test('another size is drawn anew', async () => {
	const shown = await open();
	await shown.waitFor('CPU -75 %');
	await shown.resize({columns: 132, rows: 43});
	await shown.waitFor(/^.{131}┐$/m);
	expect(shown.screen()).toContain('Copying blob sha256:9d1af8ac3b6249c41b');
});

test.for([
	['is too small', {columns: 70, rows: 24}],
	['is too low', {columns: 80, rows: 22}],
] as const)('a terminal that %s has the figures', async ([, size]) => {
	const shown = await open(size);
	await shown.waitFor('Memory in use');
	expect(shown.screen()).toContain('38 %');
	expect(shown.screen()).toContain('no room for the graphs');
	await shown.press('1');
	expect(shown.screen()).toContain('── Tools ─');
});

test('what must be seen now takes the terminal back', async () => {
	const shown = await open();
	await shown.waitFor('CPU -75 %');
	shown.console.set({
		...answered,
		countdown: {remainingSeconds: 7, isPaused: false, configDigest: 'd'},
	});
	await shown.waitFor('It begins in 7 seconds');
});

test('when nobody touches the console it locks, and the terminal is given back for that', async () => {
	const shown = await show({...answered, tools: loadSeen(load)});
	await shown.press('0', digit);
	await shown.waitFor('Curves:');
	shown.clock.pass(10 * 60_000);
	await shown.waitFor(words.screens.lock.title);
});

test.for([
	['a fast line', {}, 1000],
	['a line of 9600 baud', {lineBytesPerSecond: 960}, 4000],
] as const)(
	'on %s the host is looked at as often as it can be drawn',
	async ([, line, everyMs]) => {
		const shown = await open({profile: line});
		await shown.waitFor('CPU -75 %');
		const looks = () =>
			shown.console.actions.filter((one) => one.type === 'tool.look' && one.subject === 'load')
				.length;
		const before = looks();
		shown.clock.pass(everyMs - 1);
		await new Promise((resolve) => setImmediate(resolve));
		expect(looks()).toBe(before);
		shown.clock.pass(1);
		await vi.waitFor(() => expect(looks()).toBe(before + 1));
	},
);
