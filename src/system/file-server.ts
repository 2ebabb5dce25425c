/**
 * One file for whoever knows its address, over plain HTTP: nothing else is served, listed or told. The address is what
 * keeps it from others, so it is made of random bytes.
 */
import {createReadStream} from 'node:fs';
import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {finished} from 'node:stream/promises';

export type FileServer = {
	readonly port: number;
	readonly close: () => Promise<void>;
};

export type ServedFile = {
	readonly path: string;
	readonly sizeBytes: number;
	/** As `/a1b2c3/evidence.tar.gz`. */
	readonly urlPath: string;
	/** Whole, to its last byte. */
	readonly onFetched: (from: string) => void;
};

/** A port of its own choice, or the given one. */
export const openFileServer = async (file: ServedFile, port = 0): Promise<FileServer> => {
	// Loaded when it is needed: with it comes the whole HTTP client of Node, megabytes of memory.
	const {createServer} = await import('node:http');
	const server = createServer((request, response) => {
		answer(file, request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, () => resolve());
	});
	return {port: (server.address() as AddressInfo).port, close: () => closed(server)};
};

const answer = async (
	{path, sizeBytes, urlPath, onFetched}: ServedFile,
	{method, url, socket}: IncomingMessage,
	response: ServerResponse,
): Promise<void> => {
	if (url !== urlPath || (method !== 'GET' && method !== 'HEAD')) {
		response.writeHead(404).end();
		return;
	}
	response.writeHead(200, {
		'Content-Type': 'application/gzip',
		'Content-Length': sizeBytes,
		'Content-Disposition': `attachment; filename="${urlPath.slice(urlPath.lastIndexOf('/') + 1)}"`,
		'Cache-Control': 'no-store',
	});
	if (method === 'HEAD') {
		response.end();
		return;
	}
	const file = createReadStream(path);
	await finished(file.pipe(response)).catch((error: unknown) => {
		// A client that has all its bytes may hang up before the end of the file is noticed here.
		const isHandedOver = file.bytesRead === sizeBytes && response.writableLength === 0;
		file.destroy();
		if (!isHandedOver) throw error;
	});
	onFetched(socket.remoteAddress ?? '?');
};

const closed = (server: Server): Promise<void> =>
	new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
