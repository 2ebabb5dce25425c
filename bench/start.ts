/**
 * How fast the bundled console shows its first frame, and how much memory it then holds: a real process on a
 * real pseudo-terminal of 80x24 that answers as terminals do, warm, as a person would start it.
 */
import {readFileSync} from 'node:fs';
import {spawn} from '@lydell/node-pty';
import {createEmulator} from '../test/helpers/emulator.ts';
import {atMost, type Figure, median} from './figure.ts';

const runs = 11;
const settleMs = 1500;
const command = 'make bench';

type Start = {readonly firstFrameMs: number; readonly residentBytes: number};

export const measureStart = async (bundle: string): Promise<readonly Figure[]> => {
	const starts: Start[] = [];
	for (let run = 0; run <= runs; run += 1) {
		starts.push(await startOnce(bundle));
	}
	const warm = starts.slice(1);
	return [
		atMost('first frame', median(warm.map((start) => start.firstFrameMs)), 'ms', 250, command),
		atMost(
			'resident memory',
			median(warm.map((start) => start.residentBytes)) / 1e6,
			'MB',
			100,
			command,
		),
	];
};

/** The first frame is whole when its last line, the keys, has been drawn. */
const lastLineOfAFrame = /Enter/;

const startOnce = (bundle: string): Promise<Start> =>
	new Promise((resolve) => {
		const startedMs = performance.now();
		const terminal = spawn(bundle, ['--state', '/tmp/ibi-bench'], {
			cols: 80,
			rows: 24,
			name: 'xterm',
			env: {PATH: process.env['PATH'] ?? '', TERM: 'xterm', HOME: '/root'},
		});
		const emulator = createEmulator(80, 24);
		emulator.onReply((reply) => terminal.write(reply));
		let output = '';
		let isSeen = false;
		terminal.onData((data) => {
			output += data;
			emulator.write(data);
			if (!isSeen && lastLineOfAFrame.test(output)) {
				isSeen = true;
				const firstFrameMs = performance.now() - startedMs;
				setTimeout(() => {
					const residentBytes = residentOf(terminal.pid);
					terminal.onExit(() => resolve({firstFrameMs, residentBytes}));
					// Killed, it would leave mounted what it looks into: disks with an earlier install.
					terminal.kill('SIGTERM');
				}, settleMs);
			}
		});
	});

const residentOf = (pid: number): number => {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
};
