/**
 * A console behind a serial line: a real process on a real pseudo-terminal, whose bytes reach the screen no faster than a
 * line of that speed carries them. The terminal's own buffer is 4 KB, as that of a serial driver.
 */
import {mkdtemp, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import pty from '@lydell/node-pty';
import {build} from 'esbuild';
import {createEmulator} from './emulator.ts';

export type SerialLine = {
	readonly screen: () => string;
	readonly type: (text: string) => void;
	/** How long after now the screen showed it, on the far side of the line. */
	readonly waitFor: (words: RegExp, limitMs?: number) => Promise<number>;
	/** Since this was called last. */
	readonly bytesCarried: () => number;
	readonly close: () => void;
};

const bufferBytes = 4096;
const tickMs = 2;

export const openSerialLine = (script: string, baud: number): SerialLine => {
	const emulator = createEmulator(80, 24);
	const child = pty.spawn(process.execPath, [script, String(baud)], {
		cols: 80,
		rows: 24,
		name: 'vt220',
		encoding: null,
	});
	let carried = 0;
	const hangUp = carryAt(child, baud, (part) => {
		emulator.write(part);
		carried += part.length;
	});
	return {
		screen: emulator.text,
		type: (text) => child.write(text),
		waitFor: async (words, limitMs = 20_000) => {
			const startedMs = performance.now();
			while (!words.test(emulator.text())) {
				if (performance.now() - startedMs > limitMs) {
					throw new Error(`Waiting for ${words}; the screen shows:\n${emulator.text()}`);
				}
				await sleep(tickMs);
			}
			return performance.now() - startedMs;
		},
		bytesCarried: () => {
			const bytes = carried;
			carried = 0;
			return bytes;
		},
		close: () => {
			hangUp();
			child.kill('SIGKILL');
		},
	};
};

/** Delivers what a program prints no faster than the line carries it; returns what ends that. */
export const carryAt = (
	child: pty.IPty,
	baud: number,
	deliver: (part: Buffer) => void,
): (() => void) => {
	let waiting: readonly Buffer[] = [];
	let waitingBytes = 0;
	let credit = 0;
	let latestMs = performance.now();
	child.onData((data) => {
		const bytes = data as unknown as Buffer;
		waiting = [...waiting, bytes];
		waitingBytes += bytes.length;
		if (waitingBytes > bufferBytes) child.pause();
	});
	const carry = (): void => {
		const nowMs = performance.now();
		credit = waitingBytes === 0 ? 0 : credit + ((nowMs - latestMs) * baud) / 10_000;
		latestMs = nowMs;
		const all = Buffer.concat(waiting);
		const part = all.subarray(0, Math.floor(credit));
		deliver(part);
		credit -= part.length;
		waiting = [all.subarray(part.length)];
		waitingBytes = all.length - part.length;
		if (waitingBytes < bufferBytes) child.resume();
	};
	const timer = setInterval(carry, tickMs);
	return () => clearInterval(timer);
};

export type LineFigures = {
	readonly bytesPerSecond: number;
	/** Slowest last. */
	readonly echoMs: readonly number[];
	/** What the line carried from each key to its echo, which no other work of the machine changes. Most last. */
	readonly echoBytes: readonly number[];
};

const savedSeconds = 9;
const measuredSeconds = 12;
const keys = 15;

/** An install that changes five times a second: what it costs in the long run, and how fast keys are meanwhile. */
export const measureLine = async (script: string, baud: number): Promise<LineFigures> => {
	const line = openSerialLine(script, baud);
	try {
		await line.waitFor(/> 1 .*Log/);
		await sleep(savedSeconds * 1000);
		line.bytesCarried();
		await sleep(measuredSeconds * 1000);
		const bytesPerSecond = line.bytesCarried() / measuredSeconds;
		const echoMs: number[] = [];
		const echoBytes: number[] = [];
		for (let count = 0; count < keys; count += 1) {
			const isDown = count % 2 === 0;
			line.bytesCarried();
			line.type(isDown ? '\x1b[B' : '\x1b[A');
			echoMs.push(await line.waitFor(isDown ? /> 2 .*Cancel/ : /> 1 .*Log/));
			echoBytes.push(line.bytesCarried());
			await sleep(230 + count * 17);
		}
		return {bytesPerSecond, echoMs: sorted(echoMs), echoBytes: sorted(echoBytes)};
	} finally {
		line.close();
	}
};

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/** The console of an install at work, as one script that Node runs. */
export const withBusyConsole = async <Result>(
	use: (script: string) => Promise<Result>,
): Promise<Result> => {
	const root = join(import.meta.dirname, '../..');
	// Beside the libraries, which are looked up from here.
	const directory = await mkdtemp(join(root, 'node_modules/.busy-console-'));
	const script = join(directory, 'busy-console.mjs');
	try {
		await build({
			entryPoints: [join(root, 'test/fixtures/terminal/busy-console.tsx')],
			outfile: script,
			bundle: true,
			packages: 'external',
			format: 'esm',
			platform: 'node',
			jsx: 'automatic',
			define: {'process.env.NODE_ENV': '"production"'},
			logLevel: 'error',
		});
		return await use(script);
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
};
