/** A program that attaches: what it is told, over a real socket. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {runAttached} from '../../src/cli/attach.ts';
import {serveConsoles} from '../../src/engine/service/server.ts';
import {localSockets} from '../../src/system/local-socket.ts';
import {realSystem} from '../../src/system/real.ts';

let stateDirectory: string;

beforeEach(() => {
	stateDirectory = mkdtempSync(join(tmpdir(), 'ibi-attach-'));
});

afterEach(() => rmSync(stateDirectory, {recursive: true}));

test('one JSON object a line: how it stands to the engine, the whole state, then each event; it never has the keys', async () => {
	const system = realSystem({});
	let tell = (_event: {readonly type: string}): void => {};
	const engine = await serveConsoles({
		engine: {
			subscribe: (listener) => {
				tell = listener;
				return () => {};
			},
			dispatch: () => {},
			getState: () => ({findings: []}),
			readAction: () => ({}),
			isFreeForAll: () => false,
		},
		serves: 'install',
		version: '0',
		path: join(stateDirectory, 'engine.sock'),
		sockets: localSockets,
		clock: system.clock,
	});
	const ending = new AbortController();
	const printed: string[] = [];
	const setting = {
		system,
		remember: () => {},
		print: (text: string) => void printed.push(text),
		signal: ending.signal,
	};
	const attached = runAttached(setting, {
		name: 'recorder',
		stateDirectory,
		format: 'json',
	} as Parameters<typeof runAttached>[1]);
	const told = () => printed.map((line) => JSON.parse(line) as {readonly type: string});
	await vi.waitFor(() => expect(told().map(({type}) => type)).toContain('link.state'));
	tell({type: 'facts.loading'});
	await vi.waitFor(() => expect(told().at(-1)).toEqual({type: 'facts.loading'}));
	expect(told().slice(0, 2)).toEqual([
		{type: 'link.changed', link: {isConnected: true, isLost: false, you: 'c1', baton: {}}},
		{type: 'link.state', state: {findings: []}},
	]);
	expect(printed.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(
		true,
	);
	expect(JSON.stringify(told())).not.toContain('"holder"');
	ending.abort();
	expect(await attached).toBe(0);
	await engine.close();
});
