/** A program on a real pseudo-terminal as expect(1) drives one: words are waited for in what came, lines are sent. */
import pty from '@lydell/node-pty';
import type {Command} from '../../src/system/types.ts';

export type PtyDialogue = {
	/** Resolves with all up to the words; what comes next is looked for after them. */
	readonly expect: (words: RegExp, limitMs?: number) => Promise<string>;
	readonly send: (line: string) => void;
	/** All that came, as it came. */
	readonly transcript: () => string;
	readonly exited: Promise<number>;
	readonly kill: (signal: 'SIGKILL') => void;
	/** The other end of the line goes. */
	readonly hangUp: () => void;
};

export const openPtyDialogue = ({program, args}: Command, TERM: string): PtyDialogue => {
	const child = pty.spawn(program, [...args], {cols: 80, rows: 24, name: TERM});
	let transcript = '';
	let unread = '';
	let changed = Promise.withResolvers<void>();
	child.onData((text) => {
		transcript += text;
		unread += text;
		changed.resolve();
		changed = Promise.withResolvers<void>();
	});
	return {
		expect: async (words, limitMs = 60_000) => {
			const limit = Promise.withResolvers<'late'>();
			const timer = setTimeout(() => limit.resolve('late'), limitMs);
			try {
				for (;;) {
					const found = words.exec(unread);
					if (found) {
						const end = found.index + found[0].length;
						const text = unread.slice(0, end);
						unread = unread.slice(end);
						return text;
					}
					if ((await Promise.race([changed.promise, limit.promise])) === 'late') {
						throw new Error(`Waiting for ${words}; since the last words came:\n${unread}`);
					}
				}
			} finally {
				clearTimeout(timer);
			}
		},
		send: (line) => child.write(`${line}\r`),
		transcript: () => transcript,
		exited: new Promise((resolve) => child.onExit(({exitCode}) => resolve(exitCode))),
		kill: (signal) => child.kill(signal),
		hangUp: () => (child as unknown as {readonly destroy: () => void}).destroy(),
	};
};
