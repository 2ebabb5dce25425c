/**
 * One HTTPS request with a certificate of our own, judged by given authorities only, whose answer may go on for hours:
 * a watch. Global fetch can do neither without a further library. No proxy, no redirect, no connection kept.
 */
import type {ClientRequest, IncomingHttpHeaders, IncomingMessage} from 'node:http';
import {request as openRequest} from 'node:https';
import {InstallError} from '../errors.ts';
import type {ByteStream, SecureAnswer, SecureRequest} from './types.ts';

/** @throws InstallError CANCELLED when the signal says so; every other fault is an answer */
export const realRequest = async (request: SecureRequest): Promise<SecureAnswer> => {
	try {
		request.signal?.throwIfAborted();
		const response = await headOf(open(request));
		return {
			kind: 'answered',
			status: response.statusCode ?? 0,
			headers: plainHeaders(response.headers),
			body: bodyOf(response, request.signal),
		};
	} catch (error) {
		requireNotCancelled(request.signal, error);
		return {kind: 'failed', code: codeOf(error)};
	}
};

const open = (asked: SecureRequest): ClientRequest => {
	const {method, url, headers, body, tls, longestSilenceMs, signal} = asked;
	const request = openRequest(url, {
		method,
		headers: {...headers, ...(body && {'Content-Length': Buffer.byteLength(body.reveal())})},
		ca: tls.authorities,
		...(tls.certificate !== undefined && {cert: tls.certificate}),
		...(tls.key && {key: tls.key.reveal()}),
		...(tls.serverName !== undefined && {servername: tls.serverName}),
		agent: false,
		timeout: longestSilenceMs,
		...(signal && {signal}),
	});
	request.on('timeout', () => request.destroy(withCode('ETIMEDOUT')));
	request.end(body?.reveal());
	return request;
};

const headOf = (request: ClientRequest): Promise<IncomingMessage> =>
	new Promise((resolve, reject) => {
		request.once('response', resolve);
		// For good: what goes wrong after the head is told by the body.
		request.on('error', reject);
	});

async function* bodyOf(response: IncomingMessage, signal: AbortSignal | undefined): ByteStream {
	try {
		yield* response;
	} catch (error) {
		requireNotCancelled(signal, error);
		throw error;
	} finally {
		response.destroy();
	}
}

const plainHeaders = (headers: IncomingHttpHeaders): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
	);

const requireNotCancelled = (signal: AbortSignal | undefined, cause: unknown): void => {
	if (signal?.aborted) {
		throw new InstallError('CANCELLED', undefined, {cause});
	}
};

const withCode = (code: string): Error => Object.assign(new Error(code), {code});

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : 'EUNKNOWN';
