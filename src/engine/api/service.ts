/**
 * What the status service answers: the state, the events as they come, the support bundle. It only tells: there is no
 * request that changes anything. `docs/status-service.md` describes it.
 */
import {createHash, timingSafeEqual} from 'node:crypto';
import {redactedText, type Secret} from '../../secret.ts';
import type {ServedAnswer, ServedRequest} from '../../system/secure-server.ts';
import type {ByteStream, Clock} from '../../system/types.ts';
import {statusServiceWords as words} from '../../words/status-service.ts';
import {type StreamedEngine, type StreamMessage, streamOf} from './event-stream.ts';

export type ApiSources = {
	readonly engine: StreamedEngine;
	readonly serves: 'install' | 'deploy';
	readonly version: string;
	/** The support bundle, as tar.gz; absent where this engine makes none. */
	readonly bundle?: (gone: AbortSignal) => Promise<ApiBundle>;
};

export type ApiBundle = {readonly name: string; readonly body: ByteStream};

export type Answer = (request: ServedRequest, gone: AbortSignal) => Promise<ServedAnswer>;

export const answerFor = (
	sources: ApiSources,
	token: Secret,
	clock: Pick<Clock, 'sleep'>,
): Answer => {
	let isBundling = false;
	const bundle: Answer = async (_request, gone) => {
		if (sources.bundle === undefined) {
			return fault(404, words.noBundle);
		}
		if (isBundling) {
			return fault(503, words.bundling);
		}
		isBundling = true;
		try {
			return bundleAnswer(await sources.bundle(gone));
		} finally {
			isBundling = false;
		}
	};
	const mask = (text: string): string => text.replaceAll(token.reveal(), redactedText);
	const routes: Readonly<Record<string, Answer>> = {
		'/v1/state': async () => json(200, mask(stateText(sources))),
		'/v1/events': async ({headers}, gone) => {
			const isLines = /\bapplication\/(jsonl|x-ndjson)\b/.test(headers['accept'] ?? '');
			const messages = streamOf(sources.engine, clock, gone);
			return {
				status: 200,
				headers: {
					...common,
					'Content-Type': isLines ? 'application/jsonl' : 'text/event-stream',
				},
				body: written(messages, (message) => mask((isLines ? jsonLine : sentEvent)(message))),
			};
		},
		'/v1/bundle': bundle,
	};
	return async (request, gone) => {
		if (!isAllowed(request.headers['authorization'], token)) {
			const refused = fault(401, words.noToken);
			return {...refused, headers: {...refused.headers, 'WWW-Authenticate': 'Bearer'}};
		}
		const route = Object.hasOwn(routes, request.path) ? routes[request.path] : undefined;
		if (route === undefined) {
			return fault(404, words.noSuchPath(Object.keys(routes)));
		}
		return request.method === 'GET' ? route(request, gone) : fault(405, words.readOnly);
	};
};

const common = {'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff'} as const;

const json = (status: number, body: string): ServedAnswer => ({
	status,
	headers: {...common, 'Content-Type': 'application/json'},
	body: `${body}\n`,
});

const fault = (status: number, error: string): ServedAnswer =>
	json(status, JSON.stringify({error}));

/** Digests have one length, whatever was sent. */
const isAllowed = (authorization: string | undefined, token: Secret): boolean => {
	const [, given = ''] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
	return timingSafeEqual(digestOf(given), digestOf(token.reveal()));
};

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

const stateText = ({engine, serves, version}: ApiSources): string =>
	JSON.stringify({schema: 'ibi-console.state/1', version, serves, state: engine.getState()});

const bundleAnswer = ({name, body}: ApiBundle): ServedAnswer => ({
	status: 200,
	headers: {
		...common,
		'Content-Type': 'application/gzip',
		'Content-Disposition': `attachment; filename="${name}"`,
	},
	body,
});

async function* written(
	messages: AsyncIterable<StreamMessage>,
	textOf: (message: StreamMessage) => string,
): ByteStream {
	for await (const message of messages) {
		yield Buffer.from(textOf(message));
	}
}

const jsonLine = (message: StreamMessage): string =>
	message === 'beat' ? '\n' : `${JSON.stringify(message)}\n`;

/** https://html.spec.whatwg.org/multipage/server-sent-events.html: a line that begins with a colon means nothing. */
const sentEvent = (message: StreamMessage): string => {
	if (message === 'beat') {
		return ':\n\n';
	}
	const [name, data] = 'state' in message ? ['state', message.state] : ['event', message.event];
	return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
};
