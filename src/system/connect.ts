/**
 * One outgoing connection, opened to see whether it can be: TCP, a proxy's CONNECT, TLS, a request and the
 * head of its answer. It tells faults instead of throwing them, and closes what it opened; nothing is kept.
 */
import {readFile} from 'node:fs/promises';
import {isIP, connect as openSocket, type Socket} from 'node:net';
import {
	type Certificate,
	type DetailedPeerCertificate,
	connect as openTls,
	type TLSSocket,
} from 'node:tls';
import {InstallError} from '../errors.ts';
import type {
	Connection,
	ConnectionStage,
	ConnectProxy,
	ConnectRequest,
	PeerCertificate,
	PeerTrust,
} from './types.ts';

/** An address that is slow is not given up for the next one within a blink, as Node does by itself. */
const attemptLimitMs = 2500;
const headLimitBytes = 16 * 1024;

/** @throws InstallError CANCELLED when the signal says so; every other fault is an answer */
export const realConnect = async (request: ConnectRequest): Promise<Connection> => {
	const limit = AbortSignal.timeout(request.timeoutMs);
	const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
	const attempt: Attempt = {stage: 'tcp', sockets: []};
	try {
		return await climb(request, attempt, signal);
	} catch (error) {
		if (request.signal?.aborted) {
			throw new InstallError('CANCELLED', undefined, {cause: error});
		}
		const code = limit.aborted ? 'ETIMEDOUT' : codeOf(error);
		return {kind: 'failed', at: attempt.stage, code};
	} finally {
		// The outer one first: Node 24.21 crashes when the socket below a TLS one goes before it.
		for (const socket of attempt.sockets.toReversed()) {
			socket.destroy();
		}
	}
};

type Attempt = {stage: ConnectionStage; readonly sockets: Socket[]};

const climb = async (
	{host, port, proxy, tls, request}: ConnectRequest,
	attempt: Attempt,
	signal: AbortSignal,
): Promise<Connection> => {
	const plain = await dial(proxy ?? {host, port}, attempt, signal);
	const address = plain.remoteAddress ?? '';
	if (proxy !== undefined) {
		attempt.stage = 'proxy';
		const proxyStatus = await askProxy(plain, proxy, `${bracketed(host)}:${port}`, signal);
		if (proxyStatus !== 200) {
			return {kind: 'failed', at: 'proxy', code: `HTTP ${proxyStatus}`, proxyStatus};
		}
	}
	attempt.stage = 'tls';
	const secure = tls && (await shakeHands(plain, tls, attempt, signal));
	const answer = request && (await ask(secure ?? plain, request, signal).catch(() => undefined));
	return {
		kind: 'open',
		address,
		...(secure && {tls: trustOf(secure)}),
		...(answer !== undefined && {answer}),
	};
};

const dial = async (
	{host, port}: {readonly host: string; readonly port: number},
	attempt: Attempt,
	signal: AbortSignal,
): Promise<Socket> => {
	const socket = openSocket({host, port, autoSelectFamilyAttemptTimeout: attemptLimitMs});
	keep(attempt, socket);
	await until(socket, 'connect', signal);
	return socket;
};

/** To be closed at the end; what goes wrong with it after its answer is nobody's business. */
const keep = (attempt: Attempt, socket: Socket): void => {
	socket.on('error', () => {});
	attempt.sockets.push(socket);
};

/** RFC 9110 9.3.6. The status of the answer, 0 where it is none. */
const askProxy = async (
	socket: Socket,
	{authorization}: ConnectProxy,
	target: string,
	signal: AbortSignal,
): Promise<number> => {
	const credentials = authorization ? `Proxy-Authorization: ${authorization.reveal()}\r\n` : '';
	const head = await ask(
		socket,
		`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${credentials}\r\n`,
		signal,
	);
	return Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
};

const shakeHands = async (
	socket: Socket,
	{serverName, caFiles}: NonNullable<ConnectRequest['tls']>,
	attempt: Attempt,
	signal: AbortSignal,
): Promise<TLSSocket> => {
	const ca = await Promise.all(caFiles.map((path) => readFile(path, 'utf8').catch(() => '')));
	const secure = openTls({
		socket,
		host: serverName,
		...(isIP(serverName) === 0 && {servername: serverName}),
		ca: ca.filter((text) => text !== ''),
		// It is told, not obeyed: a certificate that is refused is what the caller wants to hear about.
		rejectUnauthorized: false,
		ALPNProtocols: ['http/1.1'],
	});
	keep(attempt, secure);
	await until(secure, 'secureConnect', signal);
	return secure;
};

/** The head of the answer: up to the first empty line, the end, or the limit. */
const ask = (socket: Socket, text: string, signal: AbortSignal): Promise<string> =>
	new Promise((resolve, reject) => {
		let head = '';
		const settle = (): void => {
			socket.off('data', onData);
			resolve(head);
		};
		const onData = (chunk: Buffer): void => {
			head += chunk.toString('latin1');
			if (head.includes('\r\n\r\n') || head.length >= headLimitBytes) settle();
		};
		socket.on('data', onData);
		socket.once('end', settle);
		socket.once('error', reject);
		signal.addEventListener('abort', () => reject(signal.reason), {once: true});
		socket.write(text);
	});

const until = (socket: Socket, event: string, signal: AbortSignal): Promise<void> =>
	new Promise((resolve, reject) => {
		signal.throwIfAborted();
		socket.once(event, () => resolve());
		socket.once('error', reject);
		socket.once('close', () => reject(Object.assign(new Error('closed'), {code: 'ECONNRESET'})));
		signal.addEventListener('abort', () => reject(signal.reason), {once: true});
	});

const trustOf = (socket: TLSSocket): PeerTrust => {
	const certificates = chainOf(socket.getPeerCertificate(true));
	return socket.authorized
		? {isTrusted: true, certificates}
		: {isTrusted: false, fault: String(faultOf(socket.authorizationError)), certificates};
};

/** Node's types call it an Error; it is the code itself, as CERT_NOT_YET_VALID. */
const faultOf = (error: unknown): string =>
	error instanceof Error ? codeOf(error) : String(error ?? 'UNKNOWN');

/** The last one is signed by itself and then is its own issuer. */
const chainOf = (own: DetailedPeerCertificate): readonly PeerCertificate[] => {
	const chain: PeerCertificate[] = [];
	let [next, last]: readonly (DetailedPeerCertificate | undefined)[] = [own, undefined];
	while (next?.valid_from !== undefined && next !== last) {
		chain.push({
			subject: nameOf(next.subject),
			issuer: nameOf(next.issuer),
			validFrom: new Date(next.valid_from).toISOString(),
			validTo: new Date(next.valid_to).toISOString(),
		});
		[next, last] = [next.issuerCertificate, next];
	}
	return chain;
};

const nameOf = ({CN, O}: Certificate): string => String(CN ?? O ?? 'unnamed');

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : 'EUNKNOWN';

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);
