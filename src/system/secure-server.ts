/**
 * A server for HTTPS requests that have no body: one request a connection, and nothing of it is stored. Whoever is slow,
 * silent or does not read is hung up on; nobody is waited for.
 */
import {once} from 'node:events';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Server} from 'node:https';
import {InstallError} from '../errors.ts';
import type {Secret} from '../secret.ts';
import type {ByteStream} from './types.ts';

export type ServedRequest = {
	readonly method: string;
	/** Without what follows a question mark. */
	readonly path: string;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
};

export type ServedAnswer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** A stream is left when its reader has gone. */
	readonly body: string | ByteStream;
};

export type SecureListening = {
	/** Empty: every address of this host. */
	readonly host: string;
	/** 0: a free one. */
	readonly port: number;
	/** In PEM. */
	readonly certificate: string;
	readonly key: Secret;
	/** The signal tells that the reader has gone. */
	readonly answer: (request: ServedRequest, gone: AbortSignal) => Promise<ServedAnswer>;
	readonly longestSilenceMs?: number;
};

export type SecureServers = {
	/** @throws InstallError LISTEN_FAILED */
	readonly listen: (
		listening: SecureListening,
	) => Promise<{readonly port: number; readonly close: () => Promise<void>}>;
};

const mostConnections = 32;
const headLimitBytes = 8 * 1024;
const headLimitMs = 10_000;
const silenceLimitMs = 30_000;

export const secureServers: SecureServers = {
	listen: async (listening) => {
		const server = await open(listening);
		const {host, port} = listening;
		try {
			server.listen({port, ...(host !== '' && {host})});
			await once(server, 'listening');
		} catch (cause) {
			throw new InstallError('LISTEN_FAILED', {at: `${host}:${port}`, why: codeOf(cause)}, {cause});
		}
		const address = server.address();
		return {
			port: typeof address === 'object' && address !== null ? address.port : port,
			close: async () => {
				const closed = once(server, 'close');
				server.close();
				server.closeAllConnections();
				await closed;
			},
		};
	},
};

const open = async (listening: SecureListening): Promise<Server> => {
	const {certificate, key, answer, longestSilenceMs = silenceLimitMs} = listening;
	// Loaded when it is needed: with it comes the whole HTTP client of Node, megabytes of memory.
	const {createServer} = await import('node:https');
	const server = createServer(
		{
			cert: certificate,
			key: key.reveal(),
			minVersion: 'TLSv1.2',
			handshakeTimeout: headLimitMs,
			headersTimeout: headLimitMs,
			requestTimeout: headLimitMs,
			connectionsCheckingInterval: 1000,
			maxHeaderSize: headLimitBytes,
		},
		(request, response) => void serve(request, response, answer, longestSilenceMs),
	);
	server.maxConnections = mostConnections;
	// Counts while a reader takes nothing too: what is written to a full line is no sign of life.
	server.timeout = longestSilenceMs;
	server.on('clientError', (_error, socket) => socket.destroy());
	// A connection that could not be taken, for want of descriptors, must not end the engine.
	server.on('error', () => {});
	return server;
};

const serve = async (
	request: IncomingMessage,
	response: ServerResponse,
	answer: SecureListening['answer'],
	longestSilenceMs: number,
): Promise<void> => {
	const going = new AbortController();
	response.once('close', () => going.abort());
	try {
		// What is long in the making is no silence of the reader.
		request.socket.setTimeout(0);
		const {status, headers, body} = await answer(readHead(request), going.signal);
		request.socket.setTimeout(longestSilenceMs);
		response.writeHead(status, {...headers, Connection: 'close'});
		await send(response, body);
		response.end();
	} catch {
		// Its own log says what went wrong; a half answer must not look like a whole one.
		response.destroy();
	}
};

const readHead = ({method = '', url = '', headers}: IncomingMessage): ServedRequest => ({
	method,
	path: url.split('?', 1)[0] ?? '',
	headers: Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
	),
});

const send = async (response: ServerResponse, body: string | ByteStream): Promise<void> => {
	if (typeof body === 'string') {
		response.write(body);
		return;
	}
	response.flushHeaders();
	for await (const piece of body) {
		if (!response.destroyed && !response.write(piece)) {
			await Promise.race([once(response, 'drain'), once(response, 'close')]);
		}
		if (response.destroyed) {
			return;
		}
	}
};

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : String(error);
