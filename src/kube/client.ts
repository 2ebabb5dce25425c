/**
 * The few requests to the cluster API that a deployment needs, over the seam. Faults are answers: which of them may pass
 * is for the caller to say. Not a general client; why not one is in docs/decisions.md.
 */
import {Secret} from '../secret.ts';
import type {ByteStream, SecureAnswer, SecureRequest, System} from '../system/types.ts';
import {connectionFault, type KubeFault, statusFault} from './fault.ts';
import {isObject, type JsonObject, parseObject} from './json.ts';
import type {KubeAccess} from './kubeconfig.ts';

export type KubeAnswer<Value = JsonObject> =
	| {readonly isOk: true; readonly value: Value}
	| {readonly isOk: false; readonly fault: KubeFault};

/** RFC 7386, and the merge by keys of lists that the API's own types define. */
export type PatchKind = 'merge' | 'strategic-merge';

export type WatchEvent =
	| {readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: JsonObject}
	| {readonly type: 'FAULT'; readonly fault: KubeFault};

/** Paths begin with a slash and may carry a query. Every call rejects only when cancelled. */
export type KubeClient = {
	readonly server: string;
	readonly get: (path: string) => Promise<KubeAnswer>;
	readonly create: (path: string, object: JsonObject) => Promise<KubeAnswer>;
	readonly replace: (path: string, object: JsonObject) => Promise<KubeAnswer>;
	readonly patch: (path: string, kind: PatchKind, change: JsonObject) => Promise<KubeAnswer>;
	readonly remove: (path: string, options?: JsonObject) => Promise<KubeAnswer>;
	/** Until the server ends it or something breaks; a fault is the last event. */
	readonly watch: (path: string) => AsyncIterable<WatchEvent>;
};

const answerLimitMs = 30_000;
/** The server ends a watch after `watchSeconds`; silence beyond that is a dead line. */
export const watchSeconds = 240;
const watchLimitMs = (watchSeconds + 30) * 1000;

export const kubeClient = (system: System, access: KubeAccess, signal: AbortSignal): KubeClient => {
	const ask = (
		method: SecureRequest['method'],
		path: string,
		body?: JsonObject,
		type = 'application/json',
		longestSilenceMs = answerLimitMs,
	): Promise<SecureAnswer> =>
		system.request({
			method,
			url: `${access.server}${path}`,
			headers: {
				Accept: 'application/json',
				...(body && {'Content-Type': type}),
				...(access.token && {Authorization: `Bearer ${access.token.reveal()}`}),
			},
			// It may be a Secret of the cluster.
			...(body && {body: new Secret(JSON.stringify(body))}),
			tls: access,
			longestSilenceMs,
			signal,
		});
	return {
		server: access.server,
		get: async (path) => answerOf(await ask('GET', path), signal),
		create: async (path, object) => answerOf(await ask('POST', path, object), signal),
		replace: async (path, object) => answerOf(await ask('PUT', path, object), signal),
		patch: async (path, kind, change) =>
			answerOf(await ask('PATCH', path, change, `application/${kind}-patch+json`), signal),
		remove: async (path, options) => answerOf(await ask('DELETE', path, options), signal),
		watch: (path) => eventsOf(() => ask('GET', path, undefined, undefined, watchLimitMs), signal),
	};
};

const answerOf = async (answer: SecureAnswer, signal: AbortSignal): Promise<KubeAnswer> => {
	if (answer.kind === 'failed') {
		return {isOk: false, fault: connectionFault(answer.code)};
	}
	try {
		const text = await textOf(answer.body);
		if (answer.status >= 400) {
			const retryAfter = answer.headers['retry-after'];
			return {isOk: false, fault: statusFault(answer.status, text, retryAfter)};
		}
		const value = parseObject(text);
		return value === undefined ? broken('EBADMSG') : {isOk: true, value};
	} catch (error) {
		return brokenOff(error, signal);
	}
};

async function* eventsOf(
	open: () => Promise<SecureAnswer>,
	signal: AbortSignal,
): AsyncIterable<WatchEvent> {
	const answer = await open();
	if (answer.kind === 'failed' || answer.status !== 200) {
		const refused = await answerOf(answer, signal);
		yield {type: 'FAULT', fault: refused.isOk ? connectionFault('EBADMSG') : refused.fault};
		return;
	}
	try {
		for await (const line of linesOf(answer.body)) {
			yield eventOf(parseObject(line));
		}
	} catch (error) {
		const {fault} = brokenOff(error, signal);
		yield {type: 'FAULT', fault};
	}
}

const eventOf = (line: JsonObject | undefined): WatchEvent => {
	const {type, object} = line ?? {};
	if (!isObject(object)) {
		return {type: 'FAULT', fault: connectionFault('EBADMSG')};
	}
	switch (type) {
		case 'ADDED':
		case 'MODIFIED':
		case 'DELETED':
		case 'BOOKMARK':
			return {type, object};
		default: {
			const code = Number(object['code']);
			return {type: 'FAULT', fault: statusFault(code || 500, JSON.stringify(object))};
		}
	}
};

const textOf = async (body: ByteStream): Promise<string> => {
	const decoder = new TextDecoder();
	let text = '';
	for await (const chunk of body) {
		text += decoder.decode(chunk, {stream: true});
	}
	return text + decoder.decode();
};

async function* linesOf(body: ByteStream): AsyncIterable<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of body) {
		const lines = (rest + decoder.decode(chunk, {stream: true})).split('\n');
		rest = lines.pop() ?? '';
		yield* lines.filter((line) => line.trim() !== '');
	}
}

type Broken = Extract<KubeAnswer, {isOk: false}>;

const broken = (code: string): Broken => ({isOk: false, fault: connectionFault(code)});

/** The line went dead in the middle of an answer. */
const brokenOff = (error: unknown, signal: AbortSignal): Broken => {
	if (signal.aborted) {
		throw error;
	}
	return broken('ECONNRESET');
};
