import {expect, test} from 'vitest';
import type {Interactive} from '../../src/cli/joined.ts';
import {succeeded, watchForLoss} from '../../src/cli/succession.ts';
import type {LinkPort} from '../../src/store/attached.ts';

const linkOf = () => {
	let isConnected = false;
	const listeners = new Set<() => void>();
	const link: LinkPort = {
		getLink: () => ({isConnected, baton: {}}),
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		baton: () => {},
	};
	const set = (next: boolean): void => {
		isConnected = next;
		for (const listener of listeners) listener();
	};
	return {link, set};
};

/** Each sleep ends when the test says so. */
const steppedClock = () => {
	const waiting: (() => void)[] = [];
	return {
		sleep: () => new Promise<void>((resolve) => waiting.push(resolve)),
		pass: async () => {
			for (const resolve of waiting.splice(0)) resolve();
			await new Promise((resolve) => setImmediate(resolve));
		},
	};
};

test('an engine that goes and stays away is lost; one that comes back is not', async () => {
	const clock = steppedClock();
	const loss = watchForLoss(clock);
	const {link, set} = linkOf();
	let ends = 0;
	loss.watch(link, () => {
		ends += 1;
	});
	set(false);
	await clock.pass();
	expect(loss.isLost()).toBe(false);
	set(true);
	set(false);
	set(true);
	await clock.pass();
	expect(loss.isLost()).toBe(false);
	set(false);
	await clock.pass();
	expect([loss.isLost(), ends]).toEqual([true, 1]);
});

const consoleThat = (closed: string[], name: string): Interactive & {readonly end: () => void} => {
	const {promise, resolve} = Promise.withResolvers<void>();
	return {ended: promise, close: async () => void closed.push(name), end: resolve};
};

test('the next console follows only when the engine was lost, and it is the one that is closed', async () => {
	const closed: string[] = [];
	const first = consoleThat(closed, 'first');
	const next = consoleThat(closed, 'next');
	const both = succeeded(first, {isLost: () => true}, async () => next);
	first.end();
	await new Promise((resolve) => setImmediate(resolve));
	await both.close();
	expect(closed).toEqual(['next']);
	next.end();
	await both.ended;
});

test('a console that a person has left is followed by none', async () => {
	const left = consoleThat([], 'first');
	left.end();
	await succeeded(left, {isLost: () => false}, async () => {
		throw new Error('nobody asked for another console');
	}).ended;
});
