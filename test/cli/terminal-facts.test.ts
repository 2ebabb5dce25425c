/** What is found out of a terminal before anything is drawn: on lines that say much, little or nothing. */
import {expect, test} from 'vitest';
import {lookAtTerminal, type TerminalWords} from '../../src/cli/terminal-facts.ts';
import type {RealTerminal} from '../../src/system/terminal.ts';
import type {System} from '../../src/system/types.ts';
import {timerClock} from '../helpers/clock.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';

type Line = {
	readonly ttyName?: string;
	readonly TERM?: string;
	readonly size?: {readonly columns: number; readonly rows: number};
	/** What the terminal says when it is asked. */
	readonly reply?: string;
	readonly kernelArguments?: string;
	readonly words?: TerminalWords;
	readonly crashes?: number;
};

const lookAt = async ({
	ttyName = '/dev/ttyS0',
	TERM = 'vt220',
	size = {columns: 0, rows: 0},
	reply = '',
	kernelArguments = '',
	words = {},
	crashes = 0,
}: Line) => {
	const machine = memoryMachine();
	machine.files.set('/proc/cmdline', kernelArguments);
	const memory = memorySystem(machine);
	const ran: string[] = [];
	const system: System = {
		...memory,
		clock: {...memory.clock, ...timerClock},
		files: {...memory.files, resolve: async () => ttyName},
		run: async ({program, args}) => {
			ran.push([program, ...args].join(' '));
			return {stdout: 'speed 9600 baud; rows 0; columns 0;', stderr: '', exitCode: 0};
		},
	};
	let hear = (_bytes: Uint8Array): void => {};
	let asked = '';
	const terminal: RealTerminal = {
		write: async (bytes) => {
			asked += Buffer.from(bytes).toString();
			if (reply !== '') setImmediate(() => hear(Buffer.from(reply)));
		},
		onData: (listener) => {
			hear = listener;
			return () => {};
		},
		setRawMode: () => {},
		size: () => size,
		onResize: () => () => {},
		onHangUp: () => {},
		close: async () => {},
	};
	const {facts, terminal: line} = await lookAtTerminal(system, terminal, TERM, words, crashes);
	return {facts, ran, asked, line};
};

test('a serial line says its speed and its terminal its size, which is set on the line', async () => {
	const {facts, ran} = await lookAt({reply: '\x1b[1;2R\x1b[43;132R'});
	expect(facts).toMatchObject({
		isUtf8: true,
		lineSpeedBaud: 9600,
		size: {columns: 132, rows: 43},
	});
	expect(ran).toEqual([
		'stty --file=/dev/ttyS0 --all',
		'stty --file=/dev/ttyS0 rows 43 columns 132',
	]);
});

test('where nothing answers, the usual size is set, so that nothing that is started there has none', async () => {
	const {facts, ran} = await lookAt({});
	expect(facts.isUtf8).toBeUndefined();
	expect(ran.at(-1)).toBe('stty --file=/dev/ttyS0 rows 24 columns 80');
});

test('a window that has a size is not asked for it, and is no line with a speed', async () => {
	const line = {ttyName: '/dev/pts/3', TERM: 'xterm', size: {columns: 100, rows: 30}};
	const {facts, ran, asked} = await lookAt({...line, reply: '\x1b[1;2R'});
	expect(facts).toMatchObject({isUtf8: true, size: line.size, lineSpeedBaud: undefined});
	expect([ran, asked.includes('999')]).toEqual([[], false]);
});

test('only a line that cannot tell its size is told a new one, and then reports that', async () => {
	const size = {columns: 80, rows: 24};
	const {line, ran} = await lookAt({size, reply: '\x1b[1;2R'});
	await line.setSize?.({columns: 132, rows: 43});
	expect(ran.at(-1)).toBe('stty --file=/dev/ttyS0 rows 43 columns 132');
	expect(line.size()).toEqual({columns: 132, rows: 43});
	const window = await lookAt({ttyName: '/dev/pts/3', TERM: 'xterm', size, reply: '\x1b[1;2R'});
	expect(window.line.setSize).toBeUndefined();
});

test('a terminal that moves no cursor is asked nothing at all', async () => {
	const {asked, facts} = await lookAt({TERM: 'dumb'});
	expect([asked, facts.isUtf8]).toEqual(['', undefined]);
});

test('the kernel command line says the mode, and the command line of the console more', async () => {
	const kernelArguments = 'ibi.ui=basic';
	expect((await lookAt({kernelArguments})).facts.requested).toBe('basic');
	const words = {ui: 'plain', lineSpeedBaud: 115_200} as const;
	expect((await lookAt({kernelArguments, words})).facts).toMatchObject({
		requested: 'plain',
		lineSpeedBaud: 115_200,
	});
});

test('after three crashes of its console a line is not drawn on, whatever the kernel arguments say', async () => {
	const kernelArguments = 'ibi.ui=rich';
	const {facts, asked} = await lookAt({kernelArguments, crashes: 3});
	expect([facts.requested, facts.crashes, asked]).toEqual(['plain', 3, '']);
	expect((await lookAt({kernelArguments, crashes: 2})).facts.requested).toBe('rich');
	const words = {ui: 'basic'} as const;
	expect((await lookAt({kernelArguments, crashes: 3, words})).facts).toMatchObject({
		requested: 'basic',
	});
});
