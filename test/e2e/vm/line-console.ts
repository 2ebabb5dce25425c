/** A serial line of a virtual machine with a terminal at its other end: keys in, the emulated screen out. */
import {setTimeout as delay} from 'node:timers/promises';
import type {SerialLine} from '../../../lab/vm/line.ts';
import {createEmulator} from '../../helpers/emulator.ts';

export type LineConsole = {
	readonly screen: () => string;
	readonly type: (text: string) => void;
	/** Resolves with the screen that shows it. @throws Error with the last screen. */
	readonly waitFor: (what: string | RegExp, limitMs?: number) => Promise<string>;
	/** Bytes that came so far. */
	readonly receivedBytes: () => number;
};

const pollMs = 50;
/** By emulation, with a busy processor. */
const defaultLimitMs = 600_000;
const quietMs = 1000;

export const openLineConsole = (line: SerialLine): LineConsole => {
	const emulator = createEmulator(80, 24);
	let receivedBytes = 0;
	emulator.write(Buffer.from(line.said(), 'latin1'));
	line.onData((bytes) => {
		receivedBytes += bytes.length;
		emulator.write(bytes);
	});
	return {
		screen: emulator.text,
		type: line.type,
		receivedBytes: () => receivedBytes,
		waitFor: async (what, limitMs = defaultLimitMs) => {
			const deadlineMs = performance.now() + limitMs;
			while (!isShown(emulator.text(), what)) {
				if (performance.now() > deadlineMs) {
					throw new Error(`Waiting for ${what}; the screen shows:\n${emulator.text()}`);
				}
				await delay(pollMs);
			}
			await untilQuiet(() => receivedBytes);
			return emulator.text();
		},
	};
};

/** A picture comes in several pieces; one that never rests is taken as it is. */
const untilQuiet = async (count: () => number): Promise<void> => {
	for (let rounds = 0, before = -1; rounds < 5 && before !== count(); rounds += 1) {
		before = count();
		await delay(quietMs / 4);
	}
};

const isShown = (screen: string, what: string | RegExp): boolean =>
	typeof what === 'string' ? screen.includes(what) : what.test(screen);
