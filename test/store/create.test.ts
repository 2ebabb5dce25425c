import {describe, expect, test, vi} from 'vitest';
import type {SessionEvent} from '../../src/engine/session-events.ts';
import {createStore} from '../../src/store/create.ts';
import {manualClock} from '../helpers/clock.ts';

const openStore = () => {
	let tell: (event: SessionEvent) => void = () => {};
	const clock = manualClock();
	const dispatch = vi.fn();
	const store = createStore(
		{
			subscribe: (listener) => {
				tell = listener;
				return () => {};
			},
			dispatch,
		},
		clock,
	);
	return {store, dispatch, clock, tell: (event: SessionEvent) => tell(event)};
};

const at = '2026-01-01T00:00:00.000Z';
const plan = {
	name: 'toy',
	phases: [{id: 'a', steps: [{id: 's', step: 's', params: {}, weight: 1}]}],
};

describe('the store', () => {
	test('tells a result at once and a flood of progress once', async () => {
		const {store, tell, clock} = openStore();
		const listener = vi.fn();
		store.subscribe(listener);
		tell({
			type: 'run.event',
			event: {seq: 1, at, type: 'run.started', version: 1, runId: 'r', plan: plan as never},
		});
		expect(listener).toHaveBeenCalledTimes(1);
		for (let done = 0; done < 100; done += 1) {
			const event = {seq: 2, at, type: 'step.progressed', step: 's', done} as const;
			tell({type: 'run.event', event});
		}
		await clock.advance(100);
		expect(listener).toHaveBeenCalledTimes(2);
		expect(store.getState().run?.steps['s']?.done).toBe(99);
	});

	test('tells every second that a run goes on, and falls silent when it has ended', async () => {
		const {store, tell, clock} = openStore();
		const started = {type: 'run.started', version: 1, runId: 'r', plan: plan as never} as const;
		tell({type: 'run.event', event: {seq: 1, at, ...started}});
		const heard = new Set<unknown>();
		store.subscribe(() => heard.add(store.getState()));
		await clock.advance(1000);
		await clock.advance(1000);
		expect(heard.size).toBe(2);
		const outcome = {kind: 'done'} as const;
		tell({type: 'run.event', event: {seq: 2, at, type: 'run.finished', outcome}});
		await clock.advance(1000);
		const atTheEnd = heard.size;
		await clock.advance(5000);
		expect(heard.size).toBe(atTheEnd);
	});

	test('beats for those who listen only: once the last has left, nothing waits', async () => {
		const {store, tell, clock} = openStore();
		const started = {type: 'run.started', version: 1, runId: 'r', plan: plan as never} as const;
		tell({type: 'run.event', event: {seq: 1, at, ...started}});
		await clock.advance(0);
		expect(clock.waiting()).toBe(0);
		const heard = vi.fn();
		const leave = store.subscribe(heard);
		await clock.advance(1000);
		leave();
		await clock.advance(0);
		expect(clock.waiting()).toBe(0);
		const leaveAgain = store.subscribe(heard);
		await clock.advance(1000);
		expect(heard).toHaveBeenCalledTimes(2);
		leaveAgain();
	});

	test('a refusal stays until the next action', () => {
		const {store, tell} = openStore();
		const problem = {code: 'BUSY', kind: 'input', message: '', causes: [], remedy: []} as const;
		tell({type: 'action.refused', problem});
		expect(store.getState().refusal).toEqual(problem);
		tell({type: 'action.taken'});
		expect(store.getState().refusal).toBeUndefined();
	});

	test('hands actions to the engine as they are', () => {
		const {store, dispatch} = openStore();
		store.dispatch({type: 'run.cancel'});
		expect(dispatch).toHaveBeenCalledWith({type: 'run.cancel'});
	});

	test('a decision without a plan takes the plan of the one before away', () => {
		const {store, tell} = openStore();
		tell({type: 'decided', decision: {findings: [], plan: plan as never, chosenDisk: '/dev/sda'}});
		expect(store.getState().plan).toBeDefined();
		tell({type: 'decided', decision: {findings: []}});
		expect(store.getState()).not.toHaveProperty('plan');
		expect(store.getState()).not.toHaveProperty('chosenDisk');
	});
});
