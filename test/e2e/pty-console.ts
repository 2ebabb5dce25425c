/** The bundled console on a real pseudo-terminal inside a lab host: keys in, the emulated screen out. */
import {setTimeout as delay} from 'node:timers/promises';
import pty from '@lydell/node-pty';
import type {LabHost} from '../../lab/host.ts';
import type {Command} from '../../src/system/types.ts';
import {createEmulator} from '../helpers/emulator.ts';

/** A picture is whole when nothing has followed for so long. */
export const settledMs = 150;

const bundle = new URL('../../dist/ibi-console.js', import.meta.url).pathname;

export type PtyConsole = {
	readonly screen: () => string;
	/** Types texts as they are; `\r` is Enter. */
	readonly type: (text: string) => void;
	/** Resolves with the screen that shows it; rejects with the last screen when the time is over. */
	readonly waitFor: (what: string | RegExp, limitMs?: number) => Promise<string>;
	readonly exited: Promise<number>;
	readonly kill: (signal: 'SIGKILL' | 'SIGHUP') => void;
};

export const openPtyConsole = (
	host: Pick<LabHost, 'inside'>,
	words: readonly string[] = [],
	size: Size = {},
): PtyConsole => openPtyProgram(host.inside(process.execPath, bundle, ...words), size);

type Size = {readonly columns?: number; readonly rows?: number};

export const openPtyProgram = (
	{program, args}: Command,
	{columns = 80, rows = 24}: Size = {},
): PtyConsole => {
	const emulator = createEmulator(columns, rows);
	const child = pty.spawn(program, [...args], {cols: columns, rows, name: 'xterm'});
	emulator.onReply((text) => child.write(text));
	let changed = Promise.withResolvers<void>();
	child.onData((text) => {
		emulator.write(text);
		changed.resolve();
		changed = Promise.withResolvers<void>();
	});
	/** A picture may come in several pieces. */
	const untilQuiet = async (): Promise<void> => {
		while ((await Promise.race([changed.promise, delay(settledMs, 'quiet')])) !== 'quiet') {
			// More of it came.
		}
	};
	return {
		screen: emulator.text,
		type: (text) => child.write(text),
		waitFor: async (what, limitMs = 60_000) => {
			const limit = Promise.withResolvers<'late'>();
			const timer = setTimeout(() => limit.resolve('late'), limitMs);
			try {
				while (!isShown(emulator.text(), what)) {
					if ((await Promise.race([changed.promise, limit.promise])) === 'late') {
						throw new Error(`Waiting for ${what}; the screen shows:\n${emulator.text()}`);
					}
				}
				await untilQuiet();
				return emulator.text();
			} finally {
				clearTimeout(timer);
			}
		},
		exited: new Promise((resolve) => child.onExit(({exitCode}) => resolve(exitCode))),
		kill: (signal) => child.kill(signal),
	};
};

const isShown = (screen: string, what: string | RegExp): boolean =>
	typeof what === 'string' ? screen.includes(what) : what.test(screen);
