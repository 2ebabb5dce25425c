/** The engine and its consoles over a real unix socket: one state for all, one holder, nobody waited for. */
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {noticeMs} from '../../../src/engine/service/baton.ts';
import {attachEngine, type FromEngine, type Link} from '../../../src/engine/service/client.ts';
import {type ServedEvent, serveConsoles} from '../../../src/engine/service/server.ts';
import {Secret} from '../../../src/secret.ts';
import {localSockets} from '../../../src/system/local-socket.ts';
import {realSystem} from '../../../src/system/real.ts';

type State = {readonly count: number};
type Told = ServedEvent & {readonly count?: number; readonly problem?: {readonly message: string}};
type Asked = {readonly type: string; readonly secret?: Secret};

const {clock} = realSystem({});

/** Sleeps end when the test says so. */
const handClock = () => {
	const sleepers: {readonly durationMs: number; readonly wake: () => void}[] = [];
	return {
		clock: {
			monotonicMs: () => 0,
			sleep: (durationMs: number, signal?: AbortSignal) =>
				new Promise<void>((wake, reject) => {
					sleepers.push({durationMs, wake});
					signal?.addEventListener('abort', () => reject(new Error('stopped')));
				}),
		},
		sleepers,
	};
};

let directory: string;
let path: string;
let ending: AbortController;
let closers: (() => Promise<void>)[];

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'service-'));
	path = join(directory, 'run', 'engine.sock');
	ending = new AbortController();
	closers = [];
});

afterEach(async () => {
	ending.abort();
	await Promise.all(closers.map((close) => close()));
	rmSync(directory, {recursive: true});
});

const countingEngine = () => {
	const listeners = new Set<(event: Told) => void>();
	const asked: Asked[] = [];
	let count = 0;
	const tell = (event: Told): void => {
		count = event.count ?? count;
		for (const listener of listeners) listener(event);
	};
	return {
		asked,
		tell,
		subscribe: (listener: (event: Told) => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		dispatch: (action: Asked) => void asked.push(action),
		getState: (): State => ({count}),
		readAction: (action: unknown) => action as Asked,
		isFreeForAll: ({type}: Asked) => type === 'pause',
	};
};

const serve = async (
	engine: ReturnType<typeof countingEngine>,
	batonClock: Parameters<typeof serveConsoles>[0]['clock'] = clock,
) => {
	const service = await serveConsoles<Told, Asked>({
		engine,
		serves: 'install',
		version: '1',
		path,
		sockets: localSockets,
		clock: batonClock,
	});
	closers.push(service.close);
	return service;
};

const attach = (name: string, mayAct = true) => {
	const seen: FromEngine<State, Told>[] = [];
	let state: State | undefined;
	let link: Link | undefined;
	const attachment = attachEngine<State, Told, Asked>({
		sockets: localSockets,
		path,
		name,
		mayAct,
		clock,
		signal: ending.signal,
		listener: (event) => {
			seen.push(event);
			if (event.type === 'link.state' && 'state' in event) state = event.state;
			if (event.type === 'link.changed' && 'link' in event) link = event.link;
			if ('count' in event && event.count !== undefined) state = {count: event.count};
		},
	});
	return {...attachment, seen, state: () => state, link: () => link};
};

const isHolder = ({link}: ReturnType<typeof attach>): boolean =>
	link()?.you !== undefined && link()?.baton.holder?.id === link()?.you;

const refusals = ({seen}: ReturnType<typeof attach>): readonly string[] =>
	seen.flatMap((event) => ('problem' in event && event.problem ? [event.problem.message] : []));

test('a late console has the whole state at once, and then each event', async () => {
	const engine = countingEngine();
	engine.tell({type: 'counted', count: 7});
	await serve(engine);
	const console = attach('tty1');
	await vi.waitFor(() => expect(console.state()).toEqual({count: 7}));
	engine.tell({type: 'counted', count: 8});
	await vi.waitFor(() => expect(console.state()).toEqual({count: 8}));
});

test('only the holder acts; another console is told who holds the keys; anybody may pause', async () => {
	const engine = countingEngine();
	await serve(engine);
	const first = attach('tty1');
	await vi.waitFor(() => expect(isHolder(first)).toBe(true));
	const second = attach('ttyS0');
	await vi.waitFor(() => expect(second.link()?.baton.holder?.name).toBe('tty1'));
	second.dispatch({type: 'wipe'});
	await vi.waitFor(() => expect(refusals(second)[0]).toContain('tty1 holds the keys'));
	second.dispatch({type: 'pause'});
	first.dispatch({type: 'start', secret: new Secret('typed-secret')});
	await vi.waitFor(() =>
		expect(engine.asked.map(({type}) => type).sort()).toEqual(['pause', 'start']),
	);
	expect(engine.asked.find(({type}) => type === 'start')?.secret?.reveal()).toBe('typed-secret');
	expect(refusals(first)).toEqual([]);
});

test('the keys change hands after a notice that the holder sees, and not when the holder keeps them', async () => {
	const engine = countingEngine();
	const {clock: byHand, sleepers} = handClock();
	await serve(engine, byHand);
	const first = attach('tty1');
	await vi.waitFor(() => expect(isHolder(first)).toBe(true));
	const second = attach('ttyS0');
	await vi.waitFor(() => expect(second.link()?.you).toBeDefined());
	second.baton('take');
	await vi.waitFor(() => expect(first.link()?.baton.taking?.by.name).toBe('ttyS0'));
	expect(isHolder(first)).toBe(true);
	first.baton('keep');
	await vi.waitFor(() => expect(second.link()?.baton.taking).toBeUndefined());
	expect(isHolder(first)).toBe(true);
	second.baton('take');
	await vi.waitFor(() => expect(first.link()?.baton.taking).toBeDefined());
	expect(sleepers.at(-1)?.durationMs).toBe(noticeMs);
	sleepers.at(-1)?.wake();
	await vi.waitFor(() => expect([isHolder(first), isHolder(second)]).toEqual([false, true]));
});

test('when the holder goes, the next one has the keys; one that only watches never has', async () => {
	await serve(countingEngine());
	const watcher = attach('recorder', false);
	const first = new AbortController();
	const gone = attachEngine<State, Told, Asked>({
		sockets: localSockets,
		path,
		name: 'tty1',
		mayAct: true,
		clock,
		signal: first.signal,
		listener: () => {},
	});
	await vi.waitFor(() => expect(watcher.link()?.baton.holder?.name).toBe('tty1'));
	const second = attach('ttyS0');
	await vi.waitFor(() => expect(second.link()?.you).toBeDefined());
	first.abort();
	await gone.ended;
	await vi.waitFor(() => expect(isHolder(second)).toBe(true));
	expect(isHolder(watcher)).toBe(false);
});

test('a console that does not read loses progress but no result, and the engine waits for nobody', async () => {
	const engine = countingEngine();
	await serve(engine);
	const stuck = connect(path);
	await new Promise((resolve) => stuck.once('connect', resolve));
	stuck.write('{"hello":{"protocol":1,"name":"ttyS0","mayAct":false}}\n');
	await new Promise((resolve) => stuck.once('data', resolve));
	stuck.pause();
	const progress = {
		type: 'run.event',
		event: {
			seq: 1,
			at: '2026-01-01T00:00:00.000Z',
			type: 'step.logged',
			step: 's',
			line: 'x'.repeat(1000),
		},
	} as const;
	const beforeBytes = process.memoryUsage().rss;
	for (let turn = 0; turn < 100_000; turn++) engine.tell(progress);
	engine.tell({type: 'counted', count: 99});
	expect(process.memoryUsage().rss - beforeBytes).toBeLessThan(64 * 1024 ** 2);
	let text = '';
	stuck.on('data', (chunk: Buffer) => {
		text += chunk.toString();
	});
	stuck.resume();
	await vi.waitFor(() => expect(text).toContain('{"state":{"count":99}}'));
	expect(text.length).toBeLessThan(16 * 1024 ** 2);
	stuck.destroy();
});

test('what is no message of ours ends that connection and no other', async () => {
	const engine = countingEngine();
	await serve(engine);
	const console = attach('tty1');
	await vi.waitFor(() => expect(console.state()).toBeDefined());
	const stranger = connect(path);
	let said = '';
	stranger.on('data', (chunk: Buffer) => {
		said += chunk.toString();
	});
	stranger.write('GET / HTTP/1.1\n');
	await new Promise((resolve) => stranger.once('close', resolve));
	expect(said).toContain('PROTOCOL_BROKEN');
	engine.tell({type: 'counted', count: 3});
	await vi.waitFor(() => expect(console.state()).toEqual({count: 3}));
});

test.each([
	['of another protocol', '{"hello":{"protocol":2,"version":"9","serves":"install","you":"c1"}}'],
	['that says what no engine says', '{"state":{"count":1},"more":true}'],
	['that speaks no JSON', 'Connection refused'],
])('an engine %s ends the console, which says why', async (_, line) => {
	const heard: string[] = [];
	const listening = await localSockets.listen(path, (peer) => {
		peer.send(line);
		void (async () => {
			for await (const asked of peer.lines) heard.push(asked);
		})();
	});
	closers.push(listening.close);
	const console = attach('tty1');
	await expect(console.ended).rejects.toMatchObject({code: 'PROTOCOL_BROKEN'});
	expect(console.state()).toBeUndefined();
	expect(console.link()?.isConnected).toBe(false);
	console.dispatch({type: 'act'});
	expect(heard.filter((asked) => asked.includes('act"'))).toEqual([]);
});

test('a console dials again until the engine is back, and then has the new state', async () => {
	const before = await serve(countingEngine());
	const console = attach('tty1');
	await vi.waitFor(() => expect(console.link()?.isConnected).toBe(true));
	closers.length = 0;
	await before.close();
	await vi.waitFor(() => expect(console.link()?.isConnected).toBe(false));
	const engine = countingEngine();
	engine.tell({type: 'counted', count: 41});
	await serve(engine);
	await vi.waitFor(() => expect(console.state()).toEqual({count: 41}), {timeout: 3000});
});

test('an engine that stays away for two minutes is told as lost, until it is back', async () => {
	let nowMs = 0;
	const links: Link[] = [];
	const {ended} = attachEngine<State, Told, Asked>({
		sockets: localSockets,
		path,
		name: 'tty1',
		mayAct: true,
		clock: {
			monotonicMs: () => nowMs,
			sleep: async () => {
				nowMs += 10_000;
				await new Promise((resolve) => setImmediate(resolve));
			},
		},
		signal: ending.signal,
		listener: (event) => {
			if (event.type === 'link.changed') links.push((event as {readonly link: Link}).link);
		},
	});
	await vi.waitFor(() => expect(links.at(-1)?.isLost).toBe(true));
	expect([links.length, nowMs >= 120_000]).toEqual([1, true]);
	await serve(countingEngine());
	await vi.waitFor(() => expect(links.at(-1)).toMatchObject({isConnected: true, isLost: false}));
	ending.abort();
	await ended;
});

test('the socket is open to its owner only; a second engine is refused, a dead one replaced', async () => {
	const before = await serve(countingEngine());
	expect(statSync(path).mode & 0o777).toBe(0o600);
	await expect(serve(countingEngine())).rejects.toMatchObject({code: 'ENGINE_RUNNING'});
	closers.length = 0;
	await before.close();
	await serve(countingEngine());
});
