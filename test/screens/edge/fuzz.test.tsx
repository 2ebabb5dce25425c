/** The console at the edge under random keys: a deployment starts on its own question, and nowhere else. */
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {EdgeAction} from '../../../src/engine/edge/actions.ts';
import {EdgeApp} from '../../../src/screens/edge/app.tsx';
import type {Key} from '../../../src/screens/terminal/keys.ts';
import type {EdgeState} from '../../../src/store/edge/state.ts';
import {words} from '../../../src/words/index.ts';
import {fakeClock, fakeConsole} from '../fake-console.ts';
import {anyKey, underKeys} from '../random-keys.tsx';
import {deployed, failed} from './fixtures/run.ts';
import {changed, offered, ready} from './fixtures/states.ts';

type Asked = {readonly action: EdgeAction; readonly title: string | undefined};

const {edge, more, leave, help} = words.screens;

test('no random keys start a deployment but on its own question', {timeout: 120_000}, async () => {
	const {asked, seen} = await press(changed, 1500);
	const starts = asked.filter(({action}) => action.type === 'deploy.start');
	expect(starts.map(({title}) => title)).toEqual(starts.map(() => edge.start.title));
	expect(asked.length).toBeGreaterThan(10);
	for (const title of [edge.start.title, edge.entry.title, edge.waiting.title, more.title]) {
		expect([...seen]).toContain(title);
	}
});

test('no random keys change anything from the locked status', {timeout: 120_000}, async () => {
	const {asked, seen} = await press(deployed, 600);
	// What a deed is, the engine refuses; looking is free.
	const changing = asked.filter(({action}) => !harmless.includes(action.type));
	expect(changing).toEqual([]);
	expect([...seen]).toEqual(expect.arrayContaining([leave.title, help.title, edge.cluster.title]));
	expect([...seen]).not.toContain(words.screens.log.title);
});

test('random keys lead neither around the access nor to a start from a failure', {
	timeout: 60_000,
}, async () => {
	const onAccess = await press(offered, 300);
	expect(onAccess.asked.map(({action}) => action.type)).not.toContain('deploy.start');
	const onFailure = await press(failed, 300);
	expect(onFailure.asked.map(({action}) => action.type)).not.toContain('deploy.start');
	expect(ready.plan).toBeDefined();
});

const harmless: readonly EdgeAction['type'][] = [
	'tool.look',
	'tool.do',
	'tool.stop',
	'facts.refresh',
];

const press = async (state: EdgeState, count: number) => {
	const asked: Asked[] = [];
	const seen = new Set<string>();
	let title: string | undefined;
	const open = () => {
		const clock = fakeClock();
		const port = fakeConsole<EdgeState, EdgeAction>(state, (now, action) => {
			asked.push({action, title});
			return now;
		});
		const console = underKeys(<EdgeApp console={port} clock={clock} />, (titles) => {
			for (const one of titles) seen.add(one);
			title = titles[0] ?? title;
		});
		return {
			...console,
			press: (key: Key) => {
				clock.pass(100);
				return console.press(key);
			},
		};
	};
	let console = open();
	for (const key of fc.sample(anyKey, {numRuns: count, seed: 20261121})) {
		await console.press(key);
		if (console.isLeft()) console = open();
	}
	await console.leave();
	return {asked, seen};
};
