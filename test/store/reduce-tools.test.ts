import {expect, test} from 'vitest';
import type {DeedName} from '../../src/engine/tools/deeds/index.ts';
import type {ToolEvent} from '../../src/engine/tools/events.ts';
import {reduce} from '../../src/store/reduce.ts';
import {initialState} from '../../src/store/state.ts';
import {services} from '../screens/fixtures/tools.ts';

const at = '2026-11-21T09:17:58.000Z';

test('the newest answer of a subject counts, also when it is that there is none', () => {
	const seen = reduce(initialState, {
		type: 'tool.seen',
		subject: 'services',
		params: {},
		at,
		reading: services,
	});
	expect(seen.tools.seen.services).toEqual({kind: 'loaded', at, params: {}, value: services});
	const problem = {
		code: 'PROBE_TIMED_OUT',
		kind: 'environment',
		message: 'no answer',
		causes: [],
		remedy: [],
	} as const;
	const unseen = reduce(seen, {
		type: 'tool.unseen',
		subject: 'services',
		params: {},
		at,
		problem,
	});
	expect(unseen.tools.seen.services).toEqual({kind: 'failed', at, params: {}, problem});
});

test('a deed is known from its start to its end; what it told holds until it is told anew', () => {
	const started = reduce(initialState, {
		type: 'deed.started',
		deed: 'service.restart',
		about: 'sshd.service',
		at,
	});
	expect(started.tools.deed).toEqual({
		deed: 'service.restart',
		about: 'sshd.service',
		startedAt: at,
		progress: {},
	});
	const working = [{done: 1, total: 4}, {line: 'stopping'}, {done: 2}].reduce(
		(state, progress) => reduce(state, {type: 'deed.progressed', progress}),
		started,
	);
	expect(working.tools.deed?.progress).toEqual({done: 2, total: 4, line: 'stopping'});
	const ended = reduce(working, {
		type: 'deed.ended',
		deed: 'service.restart',
		at,
		outcome: {kind: 'cancelled'},
	});
	expect(ended.tools.deed?.outcome).toEqual({kind: 'cancelled'});
});

test('a trial is known behind other deeds, and until it is ended', () => {
	const ended = (state: typeof initialState, deed: DeedName, result: object | undefined) =>
		[
			{type: 'deed.started', deed, about: 'eno1', at},
			{type: 'deed.ended', deed, at, outcome: {kind: 'done', result}},
		].reduce((before, event) => reduce(before, event as ToolEvent), state);
	const tried = ended(initialState, 'network.try', {until: at});
	expect(tried.tools.trial).toMatchObject({deed: 'network.try', outcome: {result: {until: at}}});
	const restarted = ended(tried, 'service.restart', undefined);
	expect(restarted.tools.deed?.deed).toBe('service.restart');
	expect(restarted.tools.trial).toBe(tried.tools.trial);
	expect(ended(restarted, 'network.end', undefined).tools.trial).toBeUndefined();
});
