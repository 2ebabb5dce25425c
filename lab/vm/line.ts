/** The other end of a serial line of a virtual machine: bytes out, keys in. All that was said on it is kept. */
import {once} from 'node:events';
import {createWriteStream} from 'node:fs';
import {createConnection} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';

export type SerialLine = {
	readonly type: (text: string) => void;
	/** Called with what is said from now on. */
	readonly onData: (listener: (bytes: Buffer) => void) => void;
	/** Everything since the machine was started. */
	readonly said: () => string;
	/** @throws Error with the end of what was said, when the time is over. */
	readonly waitFor: (what: string | RegExp, options?: WaitOptions) => Promise<string>;
};

export type WaitOptions = {
	readonly limitMs?: number;
	/** Only what was said behind this place counts. */
	readonly from?: number;
};

const defaultLimitMs = 300_000;
const pollMs = 50;

/** @param log where it is kept as well: QEMU's own would tell a byte twice that had to wait for its reader. */
export const openLine = async (path: string, log: string): Promise<SerialLine> => {
	const socket = createConnection(path);
	await once(socket, 'connect');
	let said = '';
	const listeners: ((bytes: Buffer) => void)[] = [];
	socket.on('error', () => {});
	socket.pipe(createWriteStream(log));
	socket.on('data', (bytes: Buffer) => {
		said += bytes.toString('latin1');
		for (const listener of listeners) {
			listener(bytes);
		}
	});
	return {
		type: (text) => socket.write(text),
		onData: (listener) => listeners.push(listener),
		said: () => said,
		waitFor: async (what, {limitMs = defaultLimitMs, from = 0} = {}) => {
			const deadlineMs = performance.now() + limitMs;
			while (!isIn(said.slice(from), what)) {
				if (socket.destroyed || performance.now() > deadlineMs) {
					throw new Error(`Waiting for ${what}; the line ends with:\n${said.slice(-2000)}`);
				}
				await delay(pollMs);
			}
			return said.slice(from);
		},
	};
};

const isIn = (text: string, what: string | RegExp): boolean =>
	typeof what === 'string' ? text.includes(what) : what.test(text);
