/** An unattended install counts down, stops for anybody, and never begins under somebody's hands. */
import {expect, test, vi} from 'vitest';
import type {Action} from '../../src/engine/actions.ts';
import {withAutopilot} from '../../src/engine/autopilot.ts';
import type {Session} from '../../src/engine/session.ts';
import type {SessionEvent} from '../../src/engine/session-events.ts';
import {InstallError} from '../../src/errors.ts';

const open = () => {
	const asked: Action[] = [];
	const installed: unknown[] = [];
	const told: SessionEvent[] = [];
	let tick: (() => void) | undefined;
	const session: Session = {
		subscribe: () => () => {},
		dispatch: (action) => void asked.push(action),
		load: async () => ({}),
		start: async () => {},
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
	return {autopilot, session, asked, installed, told, left, second};
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
