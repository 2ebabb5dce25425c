/** A document or an ISO from a server, by HTTPS only and bounded in size and time. */
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';

/** @throws InstallError SITE_UNREADABLE, CANCELLED */
export const fetchBounded = async (
	system: System,
	url: string,
	maxBytes: number,
	signal: AbortSignal,
): Promise<Uint8Array> => {
	const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
	const unreadable = (why: string, cause?: unknown): InstallError =>
		new InstallError('SITE_UNREADABLE', {source: shownUrl(url), why}, {cause});
	try {
		const options = {signal: limited, redirect: 'error', headers: authorization(url)} as const;
		const {fetch: request} = system;
		const response = await request(withoutUser(url), options);
		if (!response.ok || response.body === null) {
			throw unreadable(`the server answered ${response.status}`);
		}
		return await collect(response.body, maxBytes, unreadable);
	} catch (cause) {
		if (signal.aborted) {
			throw new InstallError('CANCELLED', undefined, {cause});
		}
		if (cause instanceof InstallError) {
			throw cause;
		}
		throw unreadable(
			limited.aborted ? `no whole answer in ${timeoutMs / 1000} s` : said(cause),
			cause,
		);
	}
};

/** Without user, password and query, which may be secret. */
export const shownUrl = (url: string): string => {
	const {protocol, host, pathname} = new URL(url);
	return `${protocol}//${host}${pathname}`;
};

const timeoutMs = 120_000;

/** A URL with a password in it is refused by fetch itself. */
const withoutUser = (url: string): string => {
	const bare = new URL(url);
	bare.username = '';
	bare.password = '';
	return bare.href;
};

const authorization = (url: string): Readonly<Record<string, string>> => {
	const {username, password} = new URL(url);
	const pair = [username, password].map(decodeURIComponent).join(':');
	return username === '' ? {} : {Authorization: `Basic ${Buffer.from(pair).toString('base64')}`};
};

const collect = async (
	body: AsyncIterable<Uint8Array>,
	maxBytes: number,
	unreadable: (why: string) => InstallError,
): Promise<Uint8Array> => {
	const chunks: Uint8Array[] = [];
	let sizeBytes = 0;
	for await (const chunk of body) {
		sizeBytes += chunk.byteLength;
		if (sizeBytes > maxBytes) {
			throw unreadable(`it has more than the ${maxBytes} bytes that are read`);
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
};

/** Node says `fetch failed`; why is in the cause. */
const said = (error: unknown): string => {
	const {cause} = error as {cause?: unknown};
	return cause instanceof Error ? cause.message : String(error);
};
