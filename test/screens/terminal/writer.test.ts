import {describe, expect, test} from 'vitest';
import {chooseProfile, type TerminalProfile} from '../../../src/screens/terminal/profile.ts';
import {createFrameWriter} from '../../../src/screens/terminal/writer.ts';
import {manualClock} from '../../helpers/clock.ts';
import {createEmulator} from '../../helpers/emulator.ts';

const serial: TerminalProfile = chooseProfile({
	TERM: 'vt220',
	isTty: true,
	size: {columns: 0, rows: 0},
	ttyName: '/dev/ttyS0',
	lineSpeedBaud: 115_200,
});

/** A line that takes bytes only when told to. */
const stallingLine = () => {
	const emulator = createEmulator(80, 24);
	const taken: string[] = [];
	let release: (() => void) | undefined;
	return {
		emulator,
		taken,
		isBusy: () => release !== undefined,
		write: (bytes: Uint8Array) =>
			new Promise<void>((resolve) => {
				expect(release, 'a second write while one is in flight').toBe(undefined);
				taken.push(new TextDecoder().decode(bytes));
				release = () => {
					emulator.write(bytes);
					resolve();
				};
			}),
		take: async () => {
			const taking = release;
			release = undefined;
			taking?.();
			await nextTurn();
		},
	};
};

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

const open = () => {
	const line = stallingLine();
	const clock = manualClock();
	const errors: unknown[] = [];
	const writer = createFrameWriter({
		write: line.write,
		profile: serial,
		clock,
		onError: (error) => errors.push(error),
	});
	return {line, clock, writer, errors};
};

describe('a line that takes nothing', () => {
	test('gets one write, and then only the newest frame', async () => {
		const {line, clock, writer} = open();
		for (let count = 0; count < 100; count++) writer.show(`count ${count}`);
		expect(line.taken).toHaveLength(1);
		await line.take();
		await clock.advance(serial.frameIntervalMs);
		expect(line.taken).toHaveLength(2);
		await line.take();
		expect(line.emulator.text()).toBe('count 99');
		expect(line.isBusy()).toBe(false);
	});

	test('does not make showing a frame wait', async () => {
		const {line, writer} = open();
		writer.show('first');
		writer.show('second');
		expect(line.isBusy()).toBe(true);
		expect(line.emulator.text()).toBe('');
	});
});

describe('the frame interval', () => {
	test('holds a frame back until it is over', async () => {
		const {line, clock, writer} = open();
		writer.show('one');
		await line.take();
		writer.show('two');
		await clock.advance(serial.frameIntervalMs - 1);
		expect(line.isBusy()).toBe(false);
		await clock.advance(1);
		await line.take();
		expect(line.emulator.text()).toBe('two');
	});

	test('does not delay the echo of a key', async () => {
		const {line, writer} = open();
		writer.show('one');
		await line.take();
		writer.show('two');
		writer.flush();
		await line.take();
		expect(line.emulator.text()).toBe('two');
	});

	test('does not delay it either when a write was in flight and another frame came', async () => {
		const {line, writer} = open();
		writer.show('one');
		writer.show('two');
		writer.flush();
		writer.show('three');
		await line.take();
		await line.take();
		expect(line.emulator.text()).toBe('three');
	});

	test('is that of the line', () => {
		const at = (lineSpeedBaud: number) =>
			chooseProfile({
				TERM: 'vt220',
				isTty: true,
				size: {columns: 80, rows: 24},
				ttyName: '/dev/ttyS0',
				lineSpeedBaud,
			}).frameIntervalMs;
		expect([at(115_200), at(9600)]).toEqual([200, 500]);
	});
});

describe('a writer that hands the terminal over', () => {
	test('finishes the write in flight, shows the cursor, then keeps silent', async () => {
		const {line, clock, writer} = open();
		writer.show('menu');
		const paused = writer.pause();
		await line.take();
		await line.take();
		await paused;
		expect(line.emulator.isCursorVisible()).toBe(true);
		const {length} = line.taken;
		writer.show('menu, later');
		await clock.advance(10_000);
		expect(line.taken).toHaveLength(length);
	});

	test('draws everything again afterwards', async () => {
		const {line, writer} = open();
		writer.show('menu\nfoot');
		const paused = writer.pause();
		await line.take();
		await line.take();
		await paused;
		line.emulator.write('\x1b[2J\x1b[5;5Hroot@host #');
		writer.show('menu, later\nfoot');
		writer.resume();
		await line.take();
		expect(line.emulator.text()).toBe('menu, later\nfoot');
		expect(line.emulator.isCursorVisible()).toBe(false);
	});

	test('writes the newest frame before it stops, and nothing after', async () => {
		const {line, writer} = open();
		writer.show('working');
		writer.show('done');
		const stopped = writer.stop();
		await line.take();
		await line.take();
		await line.take();
		await stopped;
		expect(line.emulator.text()).toBe('done');
		expect(line.emulator.isCursorVisible()).toBe(true);
		writer.show('too late');
		writer.reset();
		expect(line.isBusy()).toBe(false);
	});
});

test('a screen that others wrote on is drawn again at once', async () => {
	const {line, writer} = open();
	writer.show('menu');
	await line.take();
	line.emulator.write('\r\n\n\nkernel: something broke');
	writer.reset();
	await line.take();
	expect(line.emulator.text()).toBe('menu');
});

test('a line that is gone is reported once and left alone', async () => {
	const errors: unknown[] = [];
	let writes = 0;
	const writer = createFrameWriter({
		write: async () => {
			writes++;
			throw new Error('EIO');
		},
		profile: serial,
		clock: manualClock(),
		onError: (error) => errors.push(error),
	});
	writer.show('one');
	await nextTurn();
	writer.show('two');
	writer.flush();
	await writer.stop();
	await writer.whenIdle();
	expect([writes, errors.length]).toEqual([1, 1]);
});
