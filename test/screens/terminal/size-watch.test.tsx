/** A line that cannot tell its size: when its terminal is asked, what the answer leads to, and what no answer leads to. */
import {Text, useWindowSize} from 'ink';
import {useState} from 'react';
import {expect, onTestFinished, test} from 'vitest';
import {useKeys} from '../../../src/screens/terminal/keyboard.tsx';
import {openConsole} from '../../../src/screens/terminal/open-console.tsx';
import {withToldSize} from '../../../src/screens/terminal/probe.ts';
import {chooseProfile, type TerminalSize} from '../../../src/screens/terminal/profile.ts';
import {manualClock} from '../../helpers/clock.ts';
import {emulatedPort} from '../../helpers/port.ts';

/** Its size, and every key that it got. */
const Ruler = () => {
	const {columns, rows} = useWindowSize();
	const [keys, setKeys] = useState('');
	useKeys((key) => {
		setKeys(`${keys} ${key.name === 'text' ? key.text : key.name}`);
		return true;
	});
	return <Text>{`${columns}x${rows}${keys}`}</Text>;
};

const question = '\x1b[6n';

/** A console on a line of 80x24 whose terminal has another size by now. */
const open = async ({
	answers = true,
	size = {columns: 100, rows: 30},
}: {
	readonly answers?: boolean;
	readonly size?: TerminalSize;
} = {}) => {
	const clock = manualClock();
	const port = emulatedPort(80, 24);
	port.emulator.resize(size.columns, size.rows);
	port.emulator.onReply((text) => {
		if (answers) port.send(text);
	});
	let asked = 0;
	const told: TerminalSize[] = [];
	const line = withToldSize(
		{
			...port,
			size: () => ({columns: 80, rows: 24}),
			write: async (bytes: Uint8Array) => {
				asked += Buffer.from(bytes).toString().split(question).length - 1;
				await port.write(bytes);
			},
		},
		async (newest) => void told.push(newest),
	);
	const profile = chooseProfile({TERM: 'vt220', isTty: true, size: line.size()});
	const opened = openConsole(<Ruler />, line, {...profile, frameIntervalMs: 0}, clock);
	onTestFinished(async () => {
		const closed = opened.close();
		await clock.advance(5000);
		await closed;
	});
	await opened.whenSettled();
	const type = async (text: string): Promise<void> => {
		port.send(text);
		await opened.whenSettled();
	};
	return {clock, port, opened, told, type, asked: () => asked, text: port.emulator.text};
};

test('Ctrl-L asks it, tells the line, and draws at the size that it has', async () => {
	const {type, opened, asked, told, text} = await open();
	expect([asked(), text()]).toEqual([0, '80x24']);
	await type('\x0c');
	await opened.whenSettled();
	expect([asked(), told, text()]).toEqual([1, [{columns: 100, rows: 30}], '100x30']);
});

test('so does the return of the engine, and a minute in which nobody types', async () => {
	const {clock, opened, asked, text, type} = await open();
	opened.askSize();
	await opened.whenSettled();
	expect([asked(), text()]).toEqual([1, '100x30']);
	await clock.advance(50_000);
	await type('x');
	await clock.advance(50_000);
	expect(asked()).toBe(1);
	await clock.advance(10_000);
	expect(asked()).toBe(2);
	await clock.advance(60_000);
	expect(asked()).toBe(3);
});

test('an answer is never typing, and what is typed around it is not lost', async () => {
	const {port, type, opened, text} = await open({answers: false});
	await type('\x0c');
	port.send('a\x1b[4');
	port.send('0;120R');
	await type('b');
	expect(text()).toBe('120x40 a b');
	opened.askSize();
	port.send('\x1b[24;80Rc');
	await opened.whenSettled();
	expect(text()).toBe('80x24 a b c');
});

test('the beginning of an answer that stalls is not taken for Escape', async () => {
	const {port, clock, opened, text} = await open({answers: false});
	opened.askSize();
	port.send('\x1b');
	await clock.advance(900);
	port.send('[40;120R');
	await opened.whenSettled();
	expect(text()).toBe('120x40');
});

test('one that does not answer stays as it is, and its keys are keys', async () => {
	const {clock, type, opened, asked, told, text} = await open({answers: false});
	await type('\x0c');
	await clock.advance(1000);
	await type('x');
	opened.askSize();
	await clock.advance(1000);
	expect([asked(), told, text()]).toEqual([2, [], '80x24 x']);
});

test('an answer that nobody waits for any more changes nothing', async () => {
	const {clock, type, told, text} = await open({answers: false});
	await type('\x0c');
	await clock.advance(1000);
	await type('\x1b[40;120R');
	expect([told, text()]).toEqual([[], '80x24']);
});

test('it is not asked while a key is half received, nor where only lines are written', async () => {
	const {port, type, opened, asked} = await open();
	port.send('\x1b');
	opened.askSize();
	expect(asked()).toBe(0);
	opened.flushKeys();
	await type('\x14');
	opened.askSize();
	await opened.whenSettled();
	expect(asked()).toBe(0);
});

test('nobody asks while a shell has the terminal', async () => {
	const {opened, asked} = await open();
	const {promise, resolve: leave} = Promise.withResolvers<void>();
	const lent = opened.suspend(() => promise);
	await opened.whenSettled();
	opened.askSize();
	expect(asked()).toBe(0);
	leave();
	await lent;
});
