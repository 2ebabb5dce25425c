/**
 * What can go wrong with one request to the cluster API, and whether it may go away by itself. Meanings of the status
 * codes: https://github.com/kubernetes/community, API conventions, "HTTP status codes".
 */
import {z} from 'zod';
import {parseObject} from './json.ts';

export type KubeFault =
	/** No answer; `code` as `ECONNREFUSED`. */
	| {readonly kind: 'unreachable'; readonly code: string}
	/** An answer in which no certificate of the authorities that we know stands behind the server. */
	| {readonly kind: 'untrusted'; readonly code: string}
	| {readonly kind: 'unauthorized'; readonly status: number; readonly said: string}
	/** 429 and 5xx. */
	| {
			readonly kind: 'unready';
			readonly status: number;
			readonly said: string;
			readonly retryAfterMs?: number;
	  }
	| {readonly kind: 'missing'; readonly said: string}
	| {readonly kind: 'exists'; readonly said: string}
	/** Somebody else wrote it meanwhile. */
	| {readonly kind: 'conflict'; readonly said: string}
	/** The version to watch from is too old. */
	| {readonly kind: 'expired'}
	| {readonly kind: 'refused'; readonly status: number; readonly said: string};

/** Of a connection that did not come to an answer. */
export const connectionFault = (code: string): KubeFault =>
	/^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO)/.test(
		code,
	)
		? {kind: 'untrusted', code}
		: {kind: 'unreachable', code};

/** Of an answer with a status of 400 or more; its body is a Status, or the text of a proxy. */
export const statusFault = (status: number, body: string, retryAfter?: string): KubeFault => {
	const {reason, message} = statusOf(body);
	const said = message === '' ? `HTTP ${status}` : message;
	const retryAfterMs = Number(retryAfter ?? Number.NaN) * 1000;
	if (status === 401 || status === 403) {
		return {kind: 'unauthorized', status, said};
	}
	if (status === 404) {
		return {kind: 'missing', said};
	}
	if (status === 409) {
		return {kind: reason === 'AlreadyExists' ? 'exists' : 'conflict', said};
	}
	if (status === 410) {
		return {kind: 'expired'};
	}
	if (status === 429 || status >= 500) {
		return {kind: 'unready', status, said, ...(retryAfterMs > 0 && {retryAfterMs})};
	}
	return {kind: 'refused', status, said};
};

/** Whether the same request may go well later without anybody doing something. */
export const isPassing = ({kind}: KubeFault): boolean =>
	kind === 'unreachable' || kind === 'unready' || kind === 'conflict' || kind === 'expired';

/** Why, in words for a person who waits. */
export const reasonOf = (fault: KubeFault): string => {
	switch (fault.kind) {
		case 'unreachable':
			return connectionWords[fault.code] ?? `the connection failed (${fault.code})`;
		case 'untrusted':
			return `its certificate is not one of this cluster (${fault.code})`;
		case 'unauthorized':
			return fault.status === 401
				? `it does not know our certificate (401: ${fault.said})`
				: `it does not let us (403: ${fault.said})`;
		case 'unready':
			return `it is not ready (${fault.status}: ${fault.said})`;
		case 'expired':
			return 'what it remembers begins later';
		case 'missing':
		case 'exists':
		case 'conflict':
		case 'refused':
			return fault.said;
	}
};

const connectionWords: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'nothing listens there yet (ECONNREFUSED)',
	ECONNRESET: 'the connection broke off (ECONNRESET)',
	ENOTFOUND: 'its name is not known to the name server of this host (ENOTFOUND)',
	EAI_AGAIN: 'the name server of this host does not answer (EAI_AGAIN)',
	ETIMEDOUT: 'it does not answer (ETIMEDOUT)',
	EHOSTUNREACH: 'no route leads there (EHOSTUNREACH)',
	ENETUNREACH: 'no route leads there (ENETUNREACH)',
};

const statusShape = z.looseObject({reason: z.string().catch(''), message: z.string().catch('')});

const longestSaid = 500;

const statusOf = (body: string): {readonly reason: string; readonly message: string} => {
	const parsed = statusShape.safeParse(parseObject(body));
	const {reason, message} = parsed.success ? parsed.data : {reason: '', message: body.trim()};
	return {reason, message: message.slice(0, longestSaid)};
};
