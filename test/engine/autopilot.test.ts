/** An unattended install counts down, stops for anybody, and never begins under somebody's hands. */
import {expect, test, vi} from 'vitest';
import type {Action} from '../../src/engine/actions.ts';
import {withAutopilot} from '../../src/engine/autopilot.ts';
import type {Finding} from '../../src/engine/check.ts';
import type {Session} from '../../src/engine/session.ts';
import type {SessionEvent} from '../../src/engine/session-events.ts';
import {runOrders} from '../../src/engine/unattended.ts';
import {InstallError} from '../../src/errors.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';

const open = () => {
	const asked: Action[] = [];
	const installed: unknown[] = [];
	const told: SessionEvent[] = [];
	let tick: (() => void) | undefined;
	const listeners: ((event: SessionEvent) => void)[] = [];
	const decide = (findings: readonly Finding[]): void => {
		for (const listener of listeners) listener({type: 'decided', decision: {findings}});
	};
	const session: Session = {
		subscribe: (listener) => {
			listeners.push(listener);
			return () => {};
		},
		dispatch: (action) => void asked.push(action),
		load: async () => ({}),
		start: async () => {},
		requireReady: () => {},
		requireUnattended: () => {},
		installUnattended: async (words) => {
			installed.push(words);
			return {kind: 'done'};
		},
		resume: async () => ({kind: 'done'}),
		close: async () => {},
	};
	const autopilot = withAutopilot(session, {
		sleep: (_, signal) =>
			new Promise((resolve, reject) => {
				tick = resolve;
				signal?.addEventListener('abort', () => reject(new Error('ended')));
			}),
	});
	autopilot.subscribe((event) => told.push(event));
	const left = () =>
		told.flatMap((event) =>
			event.type === 'countdown.told'
				? [`${event.countdown.remainingSeconds}${event.countdown.isPaused ? ' paused' : ''}`]
				: [],
		);
	const second = async (): Promise<void> => {
		const wake = await vi.waitUntil(() => tick);
		tick = undefined;
		wake();
		await new Promise((resolve) => setImmediate(resolve));
	};
	return {autopilot, session, asked, installed, told, left, second, decide};
};

const words = {mode: 'auto', wipe: 'yes'} as const;
const done = {kind: 'ended', outcome: {kind: 'done'}};
const never = new AbortController().signal;

test('it counts each second and then installs with the words that were given', async () => {
	const {autopilot, installed, left, second, told} = open();
	const flown = autopilot.fly({...words, countdownSeconds: 2}, never);
	await second();
	expect(installed).toEqual([]);
	await second();
	expect(await flown).toEqual(done);
	expect([left(), installed, told.at(-1)?.type]).toEqual([
		['2', '1'],
		[expect.objectContaining(words)],
		'countdown.over',
	]);
});

test('paused, no second passes; going on, the rest does', async () => {
	const {autopilot, left, second} = open();
	const flown = autopilot.fly({...words, countdownSeconds: 2}, never);
	autopilot.dispatch({type: 'countdown.pause'});
	await second();
	expect(left().at(-1)).toBe('2 paused');
	autopilot.dispatch({type: 'countdown.resume'});
	await second();
	await second();
	expect(await flown).toEqual(done);
});

test('anything that somebody does stops it first, and is done', async () => {
	const {autopilot, asked, left} = open();
	void autopilot.fly({...words, countdownSeconds: 5}, never);
	autopilot.dispatch({type: 'disk.choose', path: '/dev/sdb'});
	expect([asked, left().at(-1)]).toEqual([[{type: 'disk.choose', path: '/dev/sdb'}], '5 paused']);
	autopilot.dispatch({type: 'countdown.end'});
});

test('ended by hand, or with the engine, nothing is installed', async () => {
	const {autopilot, installed} = open();
	const byHand = autopilot.fly({...words, countdownSeconds: 5}, never);
	autopilot.dispatch({type: 'countdown.pause'});
	autopilot.dispatch({type: 'countdown.end'});
	expect(await byHand).toEqual({kind: 'by hand'});
	const ending = new AbortController();
	const withEngine = autopilot.fly({...words, countdownSeconds: 5}, ending.signal);
	ending.abort();
	expect(await withEngine).toEqual({kind: 'by hand'});
	expect(installed).toEqual([]);
});

test('no seconds at all begin at once, without a countdown', async () => {
	const {autopilot, left, installed} = open();
	expect(await autopilot.fly({...words, countdownSeconds: 0}, never)).toEqual(done);
	expect([left(), installed]).toEqual([[], [expect.objectContaining(words)]]);
});

test('what is not allowed is told to every console, and nothing counts', async () => {
	const {autopilot, session, told} = open();
	Object.assign(session, {
		requireUnattended: () => {
			throw new InstallError('CONSENT_MISSING', undefined);
		},
	});
	const flight = await autopilot.fly({mode: 'auto'}, never);
	expect(flight).toMatchObject({kind: 'refused', problem: {code: 'CONSENT_MISSING'}});
	expect(told.map(({type}) => type)).toEqual(['action.refused']);
});

const finding = (
	id: string,
	severity: Finding['severity'],
	kind: 'passed' | 'failed',
): Finding => ({
	id,
	severity,
	verdict:
		kind === 'passed'
			? {kind, found: 'as it should be'}
			: {kind, found: 'something', needed: 'another', remedy: 'Change it.'},
});

test('with one human to confirm, warnings pass by policy, but not that of an earlier install', () => {
	const {autopilot, asked, told, decide} = open();
	decide([
		finding('memory', 'warning', 'failed'),
		finding('cpu', 'warning', 'passed'),
		finding('disk-size', 'blocker', 'failed'),
		finding('disk-earlier-install', 'warning', 'failed'),
	]);
	autopilot.leaveToConfirm({mode: 'confirm'});
	expect(asked).toEqual([{type: 'finding.accept', id: 'memory'}]);
	autopilot.leaveToConfirm({mode: 'confirm', reinstall: 'yes'});
	expect(asked.slice(1)).toEqual([
		{type: 'finding.accept', id: 'memory'},
		{type: 'finding.accept', id: 'disk-earlier-install'},
	]);
	expect(told.filter(({type}) => type === 'action.refused')).toEqual([]);
});

test('what is in the way of the confirmation is told to every console', () => {
	const {autopilot, session, told, installed} = open();
	Object.assign(session, {
		requireReady: () => {
			throw new InstallError('NOT_READY', {missing: ['seedImage is not answered']});
		},
	});
	autopilot.leaveToConfirm({mode: 'confirm'});
	expect(told.at(-1)).toMatchObject({
		type: 'action.refused',
		problem: {code: 'NOT_READY', message: expect.stringContaining('seedImage is not answered')},
	});
	expect(installed).toEqual([]);
});

test('runOrders with confirm tells the mode, asks for nothing but a person, and starts nothing', async () => {
	const {autopilot, told, asked, installed} = open();
	const {signal} = new AbortController();
	const options = {stateDirectory: '/run/x', signal, reportSignal: signal, log: () => {}};
	const system = memorySystem(memoryMachine());
	expect(await runOrders(autopilot, system, {mode: 'confirm', wipe: 'yes'}, options)).toBe(
		undefined,
	);
	expect([told, asked, installed]).toEqual([[{type: 'mode.ordered', mode: 'confirm'}], [], []]);
});
