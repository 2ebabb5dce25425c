/** The other end of a serial line of a virtual machine: bytes out, keys in. All that was said on it is kept. */
import {once} from 'node:events';
import {createWriteStream} from 'node:fs';
import {createConnection, type Socket} from 'node:net';
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

/**
 * @param log where it is kept as well: QEMU's own would tell a byte twice that had to wait for its reader.
 * @param bytesPerSecond how fast the line is.
 */
export const openLine = async (
	path: string,
	log: string,
	bytesPerSecond?: number,
): Promise<SerialLine> => {
	const socket = createConnection(path);
	await once(socket, 'connect');
	let said = '';
	const listeners: ((bytes: Buffer) => void)[] = [];
	socket.on('error', () => {});
	const file = createWriteStream(log);
	const hear = (bytes: Buffer): void => {
		file.write(bytes);
		said += bytes.toString('latin1');
		for (const listener of listeners) {
			listener(bytes);
		}
	};
	if (bytesPerSecond === undefined) {
		socket.on('data', hear);
	} else {
		hearSlowly(socket, bytesPerSecond, hear);
	}
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

/** In pieces, as many a second as the line carries; what is not heard yet waits. */
const hearSlowly = (
	socket: Socket,
	bytesPerSecond: number,
	hear: (bytes: Buffer) => void,
): void => {
	const timer = setInterval(() => {
		const most = Math.round((bytesPerSecond * pollMs) / 1000);
		const bytes = socket.read(Math.min(most, socket.readableLength)) as Buffer | null;
		if (bytes !== null) {
			hear(bytes);
		}
	}, pollMs);
	socket.on('readable', () => {});
	socket.on('close', () => clearInterval(timer));
};

const isIn = (text: string, what: string | RegExp): boolean =>
	typeof what === 'string' ? text.includes(what) : what.test(text);
