/** A program behind a serial line of which a terminal program keeps a recording: a real pseudo-terminal, as slow as the line. */
import {setTimeout as sleep} from 'node:timers/promises';
import pty from '@lydell/node-pty';
import {carryAt} from './serial-line.ts';

export type RecordedLine = {
	/** All that came over the line. */
	readonly recording: () => string;
	readonly waitFor: (words: RegExp, limitMs?: number) => Promise<void>;
	readonly type: (text: string) => void;
	/** Resolves when the program has ended and the line has carried what it said. */
	readonly ended: () => Promise<void>;
	/** The cable is pulled. */
	readonly hangUp: () => void;
};

const lookEveryMs = 10;

/** The prompt comes back behind what the program said, and keeps the line open. */
const asLoggedIn = 'trap : INT; "$@"; printf "# "; exec sleep 600';

/** @param spoil what the line makes of a part on its way */
export const openRecordedLine = (
	script: string,
	words: readonly string[],
	baud: number,
	spoil: (part: Buffer) => Buffer = (part) => part,
): RecordedLine => {
	const child = pty.spawn('sh', ['-c', asLoggedIn, 'sh', process.execPath, script, ...words], {
		cols: 80,
		rows: 24,
		name: 'vt220',
		encoding: null,
	});
	const parts: Buffer[] = [];
	const stop = carryAt(child, baud, (part) => void parts.push(spoil(part)));
	const recording = (): string => Buffer.concat(parts).toString('latin1');
	const waitFor = async (what: RegExp, limitMs = 60_000): Promise<void> => {
		const startedMs = performance.now();
		while (!what.test(recording())) {
			if (performance.now() - startedMs > limitMs) {
				throw new Error(`Waiting for ${what}; the line carried:\n${recording().slice(-400)}`);
			}
			await sleep(lookEveryMs);
		}
	};
	return {
		recording,
		waitFor,
		type: (text) => child.write(text),
		ended: () => waitFor(/# $/),
		hangUp: () => {
			stop();
			child.kill('SIGHUP');
		},
	};
};
