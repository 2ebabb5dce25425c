import {describe, expect, test, vi} from 'vitest';
import type {SessionEvent} from '../../src/engine/session-events.ts';
import {createStore} from '../../src/store/create.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';

const openStore = () => {
	let tell: (event: SessionEvent) => void = () => {};
	const {clock} = memorySystem(memoryMachine());
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
	return {store, dispatch, tell: (event: SessionEvent) => tell(event)};
};

const at = '2026-01-01T00:00:00.000Z';
const plan = {
	name: 'toy',
	phases: [{id: 'a', steps: [{id: 's', step: 's', params: {}, weight: 1}]}],
};

describe('the store', () => {
	test('tells a result at once and a flood of progress once', async () => {
		const {store, tell} = openStore();
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
		await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(2));
		expect(store.getState().run?.steps['s']?.done).toBe(99);
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
