/** Looks and deeds of consoles that share an engine over a real socket; programs of the host are scripted. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import type {Action} from '../../../src/engine/actions.ts';
import {isFreeForAll} from '../../../src/engine/autopilot.ts';
import {readAction} from '../../../src/engine/service/read-action.ts';
import {serveConsoles} from '../../../src/engine/service/server.ts';
import type {SessionEvent} from '../../../src/engine/session-events.ts';
import {withTools} from '../../../src/engine/tools/tools.ts';
import {attachedEngine, attachedReduction} from '../../../src/store/attached.ts';
import {createStore, openStore} from '../../../src/store/create.ts';
import {reduce} from '../../../src/store/reduce.ts';
import {type ConsoleState, initialState} from '../../../src/store/state.ts';
import {localSockets} from '../../../src/system/local-socket.ts';
import {realSystem} from '../../../src/system/real.ts';
import type {Command, System} from '../../../src/system/types.ts';

const real = realSystem({});

const chronyd = [
	'Id=chronyd.service',
	'Description=NTP client/server',
	'LoadState=loaded',
	'ActiveState=active',
	'SubState=running',
	'StateChangeTimestamp=@1795250584',
	'NRestarts=0',
	'Result=success',
].join('\n');

let directory: string;
let closers: (() => Promise<void>)[];
let ending: AbortController;

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'tools-'));
	closers = [];
	ending = new AbortController();
});

afterEach(async () => {
	ending.abort();
	for (const close of closers.toReversed()) await close();
	rmSync(directory, {recursive: true});
});

/** A session that only writes down what reaches it, and an engine around it. */
const serve = async (
	answer: (command: Command, signal?: AbortSignal) => Promise<string>,
	serves: 'install' | 'deploy' = 'install',
) => {
	const asked: string[] = [];
	const reached: Action[] = [];
	const listeners = new Set<(event: SessionEvent) => void>();
	const system: System = {
		...real,
		run: async (command, options = {}) => {
			asked.push([command.program, ...command.args].join(' '));
			const stdout = await answer(command, options.signal);
			for (const line of stdout.split('\n')) options.onStdoutLine?.(line);
			return {stdout, stderr: '', exitCode: 0};
		},
	};
	const inner = {
		subscribe: (listener: (event: SessionEvent) => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		dispatch: (action: Action) => void reached.push(action),
		close: async () => {},
	};
	const session = withTools(inner, {
		system,
		working: system,
		serves,
		stateDirectory: directory,
		remember: () => {},
	});
	const {subscribe, dispatch} = session;
	const {getState} = createStore(session, real.clock);
	const path = join(directory, 'engine.sock');
	const service = await serveConsoles({
		engine: {subscribe, dispatch, getState, readAction, isFreeForAll},
		serves: 'install',
		version: '1',
		path,
		sockets: localSockets,
		clock: real.clock,
	});
	closers.push(service.close, session.close);
	const tell = (event: SessionEvent): void => {
		for (const listener of listeners) listener(event);
	};
	return {asked, reached, tell, session, attach: (name: string) => attach(path, name)};
};

const attach = (path: string, name: string) => {
	const {engine, link} = attachedEngine<ConsoleState, SessionEvent, Action>({
		sockets: localSockets,
		path,
		name,
		mayAct: true,
		clock: real.clock,
		signal: ending.signal,
	});
	const store = openStore(engine, real.clock, attachedReduction({initial: initialState, reduce}));
	const whenJoined = () => vi.waitFor(() => expect(link.getLink().you).toBeDefined());
	return {...store, link, whenJoined};
};

const look = {type: 'tool.look', subject: 'services', params: {}} as const;
const restart = {
	type: 'tool.do',
	deed: 'service.restart',
	params: {kind: 'unit', name: 'chronyd.service'},
} as const;

const wellAnswering = async ({program}: Command): Promise<string> => {
	switch (program) {
		case 'systemctl':
			return chronyd;
		case 'podman':
			return '[]';
		default:
			return '';
	}
};

test('whoever watches may look, and every console has the answer', async () => {
	const engine = await serve(wellAnswering);
	const holder = engine.attach('tty1');
	await holder.whenJoined();
	const watcher = engine.attach('ttyS0');
	await watcher.whenJoined();
	watcher.dispatch(look);
	await vi.waitFor(() => expect(holder.getState().tools.seen.services?.kind).toBe('loaded'));
	const {services} = watcher.getState().tools.seen;
	expect(services?.kind === 'loaded' && services.value.units).toEqual({
		known: true,
		value: [
			expect.objectContaining({
				name: 'chronyd.service',
				state: 'active',
				since: '2026-11-21T08:43:04.000Z',
				mayRestart: true,
			}),
		],
	});
	expect(engine.reached).toEqual([]);
});

test('what two consoles ask at once is read once', async () => {
	const gate = Promise.withResolvers<void>();
	const engine = await serve(async (command) => {
		await gate.promise;
		return wellAnswering(command);
	});
	for (let turn = 0; turn < 5; turn++) engine.session.dispatch(look);
	const console = engine.attach('tty1');
	await console.whenJoined();
	gate.resolve();
	await vi.waitFor(() => expect(console.getState().tools.seen.services?.kind).toBe('loaded'));
	expect(engine.asked.filter((line) => line.startsWith('systemctl'))).toHaveLength(1);
});

test('another question to the same subject waits its turn, and only the newest', async () => {
	const gate = Promise.withResolvers<void>();
	const engine = await serve(async (command) => {
		await gate.promise;
		return wellAnswering(command);
	});
	engine.session.dispatch(look);
	for (const name of ['a.service', 'b.service']) {
		engine.session.dispatch({...look, params: {of: {kind: 'unit', name}}});
	}
	gate.resolve();
	await vi.waitFor(() =>
		expect(engine.asked.filter((line) => line.startsWith('journalctl'))).toHaveLength(1),
	);
	expect(engine.asked.find((line) => line.startsWith('journalctl'))).toContain('--unit=b.service');
});

test('a deed needs the keys, and every console hears of its start and its end', async () => {
	const engine = await serve(wellAnswering);
	const holder = engine.attach('tty1');
	await holder.whenJoined();
	const watcher = engine.attach('ttyS0');
	await watcher.whenJoined();
	watcher.dispatch(restart);
	await vi.waitFor(() => expect(watcher.getState().refusal?.code).toBe('NOT_THE_HOLDER'));
	holder.dispatch(restart);
	await vi.waitFor(() =>
		expect(watcher.getState().tools.deed).toMatchObject({
			about: 'chronyd.service',
			outcome: {kind: 'done'},
		}),
	);
	expect(engine.asked).toEqual(['systemctl restart chronyd.service']);
});

test('one deed at a time; nothing begins beside it; it can be stopped', async () => {
	const engine = await serve(
		(_, signal) =>
			new Promise((_resolve, reject) => {
				signal?.addEventListener('abort', () => reject(new Error('stopped')));
			}),
	);
	const console = engine.attach('tty1');
	await console.whenJoined();
	console.dispatch(restart);
	await vi.waitFor(() => expect(console.getState().tools.deed).toBeDefined());
	console.dispatch(restart);
	await vi.waitFor(() => expect(console.getState().refusal?.code).toBe('DEED_RUNNING'));
	console.dispatch({type: 'install.start', typed: 'x'});
	console.dispatch({type: 'facts.refresh'});
	await vi.waitFor(() => expect(engine.reached.map(({type}) => type)).toEqual(['facts.refresh']));
	console.dispatch({type: 'tool.stop'});
	await vi.waitFor(() =>
		expect(console.getState().tools.deed?.outcome).toEqual({kind: 'cancelled'}),
	);
});

test('nothing is restarted while the disk is written', async () => {
	const engine = await serve(wellAnswering);
	const console = engine.attach('tty1');
	await console.whenJoined();
	engine.tell({
		type: 'run.event',
		event: {
			seq: 1,
			at: '2026-11-21T09:00:00.000Z',
			type: 'run.started',
			version: 1,
			runId: 'r',
			plan: {version: 1, name: 'install', phases: []} as never,
		},
	});
	console.dispatch(restart);
	await vi.waitFor(() => expect(console.getState().refusal?.code).toBe('DEED_WAITS'));
	expect(engine.asked).toEqual([]);
});

test('nothing is restarted on a deployed host', async () => {
	const engine = await serve(wellAnswering, 'deploy');
	const console = engine.attach('tty1');
	await console.whenJoined();
	const at = '2026-11-21T09:00:00.000Z';
	const plan = {version: 1, name: 'deploy', phases: []} as never;
	engine.tell({
		type: 'run.event',
		event: {seq: 1, at, type: 'run.started', version: 1, runId: 'r', plan},
	});
	engine.tell({
		type: 'run.event',
		event: {seq: 2, at, type: 'run.finished', outcome: {kind: 'done'}},
	});
	console.dispatch(restart);
	await vi.waitFor(() => expect(console.getState().refusal?.code).toBe('HOST_DEPLOYED'));
	expect(engine.asked).toEqual([]);
});

test.for([
	['cups.service', 'SERVICE_UNKNOWN'],
	['sshd.service; reboot', 'PROTOCOL_BROKEN'],
	['ibi-console-live-engine.service', 'SERVICE_UNKNOWN'],
	['--now', 'PROTOCOL_BROKEN'],
])('what is none of the services is not restarted: %s', async ([name = '', code]) => {
	const engine = await serve(wellAnswering);
	const console = engine.attach('tty1');
	await console.whenJoined();
	console.dispatch({...restart, params: {kind: 'unit', name}});
	await vi.waitFor(() => expect(console.getState().refusal?.code).toBe(code));
	expect(engine.asked).toEqual([]);
});

test('params that a look does not know are answered by a problem', async () => {
	const engine = await serve(wellAnswering);
	const console = engine.attach('tty1');
	await console.whenJoined();
	console.dispatch({...look, params: {of: 'everything'}} as never);
	await vi.waitFor(() => expect(console.getState().tools.seen.services?.kind).toBe('failed'));
});
