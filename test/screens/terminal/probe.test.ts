/** Asking a terminal what it draws and how large it is: one that answers, one that does not, one that answers late. */
import {expect, test} from 'vitest';
import {probeTerminal, withLateProof, withUnread} from '../../../src/screens/terminal/probe.ts';
import {timerClock} from '../../helpers/clock.ts';
import {createEmulator} from '../../helpers/emulator.ts';

type Listener = (bytes: Uint8Array) => void;

/** A line with `answer` at its other end. */
const lineTo = (answer: (asked: string) => string) => {
	const listeners = new Set<Listener>();
	const say = (text: string): void => {
		for (const listener of listeners) listener(Buffer.from(text, 'latin1'));
	};
	let asked = '';
	return {
		say,
		asked: () => asked,
		port: {
			write: async (bytes: Uint8Array) => {
				const text = Buffer.from(bytes).toString('latin1');
				asked += text;
				const reply = answer(text);
				if (reply !== '') setImmediate(() => say(reply));
			},
			onData: (listener: Listener) => {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
			setRawMode: () => {},
		},
	};
};

test('a terminal that draws UTF-8 proves it, tells its size, and shows nothing of the question', async () => {
	const emulator = createEmulator(132, 43);
	let reply = '';
	emulator.onReply((text) => {
		reply += text;
	});
	const line = lineTo((asked) => {
		emulator.write(Buffer.from(asked, 'latin1'));
		return reply;
	});
	const found = await probeTerminal(line.port, timerClock, true);
	expect(found).toMatchObject({isUtf8: true, size: {columns: 132, rows: 43}});
	expect(found.unread).toHaveLength(0);
	expect(emulator.text()).toBe('');
	expect(emulator.cursor()).toEqual({x: 0, y: 0});
});

test('one that draws each byte for itself does not', async () => {
	const line = lineTo(() => '\x1b[1;3R');
	expect(await probeTerminal(line.port, timerClock, false)).toMatchObject({isUtf8: false});
	expect(line.asked()).not.toContain('999');
});

test('one that says nothing is waited for 150 ms; what is typed meanwhile is not lost', async () => {
	const line = lineTo(() => '');
	const startedMs = performance.now();
	const asking = probeTerminal(line.port, timerClock, false);
	line.say('1');
	const found = await asking;
	expect(performance.now() - startedMs).toBeGreaterThanOrEqual(140);
	expect(found.isUtf8).toBeUndefined();
	const heard: number[] = [];
	withUnread(line.port, found.unread).onData((bytes) => heard.push(...bytes));
	expect(heard).toEqual([0x31]);
});

test('an answer that comes late still proves it, once', () => {
	const line = lineTo(() => '');
	let proofs = 0;
	withLateProof(line.port, () => proofs++).onData(() => {});
	line.say('x');
	line.say('\x1b[1;2R');
	line.say('\x1b[1;2R');
	expect(proofs).toBe(1);
});
