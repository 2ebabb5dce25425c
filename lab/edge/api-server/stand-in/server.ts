/**
 * A stand-in for kube-apiserver, in this process: its REST paths over TLS with client certificates, as far as the product
 * uses them, and faults on demand. Unit tests use it; the lab has the real one where it can be built.
 */

import {X509Certificate} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer, type Server} from 'node:https';
import type {AddressInfo} from 'node:net';
import type {TLSSocket} from 'node:tls';
import type {ApiServer, ApiServerOptions} from '../types.ts';
import {keptStore} from './kept-store.ts';
import {
	type Answered,
	answerTo,
	establish,
	failure,
	isSelected,
	listOf,
	targetOf,
} from './requests.ts';
import {collectionOf, definitions} from './resources.ts';
import {type Change, createStore, type Store} from './store.ts';

/** What befalls the requests that it matches; the first one that does counts. */
export type Fault = {
	readonly matches: (method: string, path: string) => boolean;
	readonly how:
		| {readonly kind: 'status'; readonly status: number; readonly reason?: string}
		/** The connection breaks before an answer. */
		| {readonly kind: 'break'}
		/** It is done, and the connection breaks before an answer. */
		| {readonly kind: 'break-after'}
		| {readonly kind: 'slow'; readonly ms: number};
	/** How often; for ever without it. */
	times?: number;
};

export type StandIn = ApiServer & {
	readonly store: Store;
	/** `GET /api/v1/nodes` and so on, in order. */
	readonly asked: string[];
	readonly faults: Fault[];
	/** Breaks off every watch. */
	readonly dropWatches: () => void;
	/** How many are open. */
	readonly watches: () => number;
};

const establishAfterMs = 50;

export type StandInOptions = ApiServerOptions & {
	/** Where it keeps its objects, to be found again by the next one. */
	readonly file?: string;
};

export const startStandIn = async (options: StandInOptions): Promise<StandIn> => {
	const store = options.file === undefined ? createStore() : keptStore(options.file);
	for (const name of ['default', 'kube-system']) {
		const key = {collection: '/v1/namespaces', name};
		if (store.get(key) === undefined) {
			store.put(key, {apiVersion: 'v1', kind: 'Namespace'});
		}
	}
	store.onChange(({collection, type, object}) => {
		if (collection === collectionOf(definitions) && type === 'ADDED') {
			setTimeout(() => establish(object, store), establishAfterMs);
		}
	});
	const asked: string[] = [];
	const faults: Fault[] = [];
	const watches = new Set<ServerResponse>();
	const server = createServer(
		{
			cert: options.serving[0].certificate,
			key: options.serving[0].key,
			ca: options.clientAuthority,
			requestCert: true,
			rejectUnauthorized: false,
		},
		async (request, response) => {
			const body = await bodyOf(request);
			asked.push(`${request.method} ${request.url}`);
			await serve(request, response, body, {store, faults, watches});
		},
	);
	for (const {certificate, key} of options.serving.slice(1)) {
		for (const name of namesOf(certificate)) {
			server.addContext(name, {cert: certificate, key, ca: options.clientAuthority});
		}
	}
	await listen(server, options);
	const {port} = server.address() as AddressInfo;
	const stop = async (): Promise<void> => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return {
		kind: 'stand-in',
		url: `https://127.0.0.1:${port}`,
		port,
		store,
		asked,
		faults,
		dropWatches: () => {
			for (const response of watches) response.destroy();
		},
		watches: () => watches.size,
		stop,
		[Symbol.asyncDispose]: stop,
	};
};

type World = Pick<StandIn, 'store' | 'faults'> & {
	readonly watches: Set<ServerResponse>;
};

const serve = async (
	request: IncomingMessage,
	response: ServerResponse,
	body: string,
	world: World,
): Promise<void> => {
	const {method = 'GET', url: path = '/', headers} = request;
	const url = new URL(path, 'https://stand-in');
	const fault = takeFault(world.faults, method, path);
	if (fault?.kind === 'break') {
		response.destroy();
		return;
	}
	if (fault?.kind === 'slow') {
		await new Promise((resolve) => setTimeout(resolve, fault.ms));
	}
	if (!(request.socket as TLSSocket).authorized) {
		send(response, failure(401, 'Unauthorized', 'Unauthorized'));
		return;
	}
	if (fault?.kind === 'status') {
		send(response, failure(fault.status, fault.reason ?? '', 'a fault that was asked for'));
		return;
	}
	if (url.searchParams.has('watch')) {
		watch(url, response, world);
		return;
	}
	const answer = answerTo(
		{method, url, contentType: headers['content-type'] ?? '', body},
		world.store,
	);
	if (fault?.kind === 'break-after') {
		response.destroy();
		return;
	}
	send(response, answer);
};

const takeFault = (faults: Fault[], method: string, path: string): Fault['how'] | undefined => {
	const fault = faults.find(({matches, times}) => times !== 0 && matches(method, path));
	if (fault?.times !== undefined) {
		fault.times -= 1;
	}
	return fault?.how;
};

const send = (response: ServerResponse, {status, body}: Answered): void => {
	response.writeHead(status, {'Content-Type': 'application/json'});
	response.end(JSON.stringify(body));
};

const watch = (url: URL, response: ServerResponse, {store, watches}: World): void => {
	const target = targetOf(url.pathname, store);
	const since = Number(url.searchParams.get('resourceVersion') ?? 0);
	const changes = store.changesSince(since);
	if (target === undefined) {
		send(response, failure(404, 'NotFound', 'the server could not find the requested resource'));
		return;
	}
	response.writeHead(200, {'Content-Type': 'application/json'});
	const write = (type: string, object: unknown): void => {
		response.write(`${JSON.stringify({type, object})}\n`);
	};
	if (changes === undefined) {
		write('ERROR', failure(410, 'Expired', `too old resource version: ${since}`).body);
		response.end();
		return;
	}
	const collection = collectionOf(target.resource);
	const tell = ({type, object, ...change}: Change): void => {
		if (
			change.collection === collection &&
			isSelected(object, url.searchParams.get('labelSelector'))
		) {
			write(type, object);
		}
	};
	changes.forEach(tell);
	write('BOOKMARK', {
		kind: target.resource.kind,
		metadata: listOf(target, url, store)['metadata'],
	});
	const stopListening = store.onChange(tell);
	watches.add(response);
	const seconds = Number(url.searchParams.get('timeoutSeconds') ?? 300);
	const timer = setTimeout(() => response.end(), seconds * 1000);
	response.on('close', () => {
		clearTimeout(timer);
		stopListening();
		watches.delete(response);
	});
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) {
		text += chunk;
	}
	return text;
};

const namesOf = (certificate: string): readonly string[] =>
	[...(new X509Certificate(certificate).subjectAltName ?? '').matchAll(/DNS:([^,]+)/g)].map(
		([, name = '']) => name,
	);

const listen = (server: Server, {host, port}: ApiServerOptions): Promise<void> =>
	new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
