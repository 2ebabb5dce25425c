/**
 * Lines over a unix socket of this host: the way between the engine and its consoles. Only the user who
 * started the engine may open it. A peer that does not read is told by `send`; nothing here waits for it.
 */
import {chmod, mkdir, rm} from 'node:fs/promises';
import {connect, createServer, type Server, type Socket} from 'node:net';
import {dirname} from 'node:path';
import {createInterface} from 'node:readline';
import {InstallError} from '../errors.ts';

export type LinePeer = {
	/** Without their ends; it ends when the peer goes. */
	readonly lines: AsyncIterable<string>;
	/** False: the peer does not read; wait for `drained` before sending more. Does nothing once it is gone. */
	readonly send: (line: string) => boolean;
	/** Resolves when it reads again, or is gone. */
	readonly drained: () => Promise<void>;
	readonly close: () => void;
};

export type LocalSockets = {
	/** Takes the place of a socket that nobody listens on any more. @throws InstallError ENGINE_RUNNING, FILE_UNWRITABLE */
	readonly listen: (
		path: string,
		onPeer: (peer: LinePeer) => void,
	) => Promise<{readonly close: () => Promise<void>}>;
	/** @throws InstallError ENGINE_UNREACHABLE */
	readonly dial: (path: string) => Promise<LinePeer>;
};

/** A line that is longer was not written by one of ours. */
const lineLimitBytes = 16 * 1024 * 1024;

export const localSockets: LocalSockets = {
	listen: async (path, onPeer) => {
		await requireFree(path);
		const open = new Set<Socket>();
		const server = createServer((socket) => {
			open.add(socket);
			socket.once('close', () => open.delete(socket));
			onPeer(peerOf(socket));
		});
		try {
			await mkdir(dirname(path), {recursive: true, mode: 0o700});
			await listening(server, path);
			await chmod(path, 0o600);
		} catch (cause) {
			throw new InstallError('FILE_UNWRITABLE', {path, why: String(cause)}, {cause});
		}
		return {
			close: async () => {
				for (const socket of open) {
					socket.destroy();
				}
				await new Promise((resolve) => server.close(resolve));
			},
		};
	},
	dial: async (path) => {
		try {
			return peerOf(await dialled(path));
		} catch (cause) {
			throw new InstallError('ENGINE_UNREACHABLE', {path}, {cause});
		}
	},
};

/** A crashed engine leaves its socket behind. */
const requireFree = async (path: string): Promise<void> => {
	const socket = await dialled(path).catch(() => undefined);
	if (socket !== undefined) {
		socket.destroy();
		throw new InstallError('ENGINE_RUNNING', {path});
	}
	await rm(path, {force: true});
};

const listening = (server: Server, path: string): Promise<void> =>
	new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(path, () => resolve());
	});

const dialled = (path: string): Promise<Socket> =>
	new Promise((resolve, reject) => {
		const socket = connect(path);
		socket.once('connect', () => resolve(socket));
		socket.once('error', reject);
	});

const peerOf = (socket: Socket): LinePeer => {
	// Whoever goes in the middle of a line has gone; that is all there is to know.
	socket.on('error', () => {});
	return {
		lines: linesOf(socket),
		send: (line) => socket.destroyed || socket.write(`${line}\n`),
		drained: () =>
			new Promise((resolve) => {
				if (socket.destroyed || !socket.writableNeedDrain) {
					resolve();
					return;
				}
				socket.once('drain', resolve);
				socket.once('close', () => resolve());
			}),
		close: () => socket.destroy(),
	};
};

const linesOf = (socket: Socket): AsyncIterable<string> => {
	let unfinishedBytes = 0;
	socket.on('data', (chunk: Buffer) => {
		const end = chunk.lastIndexOf(0x0a);
		unfinishedBytes = end === -1 ? unfinishedBytes + chunk.byteLength : chunk.byteLength - end;
		if (unfinishedBytes > lineLimitBytes) {
			socket.destroy();
		}
	});
	const lines = createInterface({input: socket, crlfDelay: Number.POSITIVE_INFINITY});
	// A socket that is destroyed has no end, only a close.
	socket.once('close', () => lines.close());
	return lines;
};
