/** Transfers that stand still, by a clock that only sleeping moves. */
import {expect, test} from 'vitest';
import {unlessStalled} from '../../../src/engine/steps/stall.ts';
import type {System} from '../../../src/system/types.ts';
import {contextOn, scriptedSystem} from './scripted-system.ts';

const minuteMs = 60_000;

const patientClock = (): {readonly system: System; readonly nowMs: () => number} => {
	let nowMs = 0;
	const {system} = scriptedSystem(() => undefined);
	const sleep = async (durationMs: number, signal?: AbortSignal): Promise<void> => {
		await new Promise((resolve) => setImmediate(resolve));
		signal?.throwIfAborted();
		nowMs += durationMs;
	};
	const clock = {...system.clock, sleep, monotonicMs: () => nowMs};
	return {system: {...system, clock}, nowMs: () => nowMs};
};

/** Ends only when it is told to. */
const hangs = (signal: AbortSignal): Promise<never> =>
	new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(new Error('ended')));
	});

test('a transfer of which nothing comes is ended and told', async () => {
	const {system, nowMs} = patientClock();
	const transfer = {what: 'the image', measure: async () => 7};
	await expect(unlessStalled(contextOn(system), transfer, hangs)).rejects.toMatchObject({
		code: 'TRANSFER_STALLED',
		message: 'Fetching the image: nothing has come for 10 minutes.',
	});
	expect(nowMs()).toBeLessThan(11 * minuteMs);
});

test('a transfer that crawls is left alone for hours', async () => {
	const {system, nowMs} = patientClock();
	const measure = async () => Math.floor(nowMs() / (9 * minuteMs));
	const done = unlessStalled(contextOn(system), {what: 'it', measure}, async () => {
		while (nowMs() < 180 * minuteMs) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		return 'all of it';
	});
	expect(await done).toBe('all of it');
});

test('a minute of silence is told, and that it is over', async () => {
	const {system, nowMs} = patientClock();
	const lines: string[] = [];
	const context = {...contextOn(system), log: (line: string) => lines.push(line)};
	const measure = async () => Math.floor(nowMs() / (3 * minuteMs));
	await unlessStalled(context, {what: 'the image', measure}, async () => {
		while (nowMs() < 4.5 * minuteMs) {
			await new Promise((resolve) => setImmediate(resolve));
		}
	});
	expect(lines).toEqual([
		'Nothing has come for 60 s, tried for 10 minutes: the image',
		'It goes on: the image',
		'Nothing has come for 60 s, tried for 10 minutes: the image',
	]);
});

test('a measure that fails is no movement', async () => {
	const {system} = patientClock();
	const measure = () => Promise.reject(new Error('gone'));
	const stalled = unlessStalled(contextOn(system), {what: 'it', measure}, hangs);
	await expect(stalled).rejects.toMatchObject({code: 'TRANSFER_STALLED'});
});

test('a transfer that fails by itself says why itself', async () => {
	const {system} = patientClock();
	const failed = unlessStalled(contextOn(system), {what: 'it', measure: async () => 1}, () =>
		Promise.reject(new Error('no such image')),
	);
	await expect(failed).rejects.toThrow('no such image');
});

test('who cancels hears of no stall', async () => {
	const controller = new AbortController();
	const {system} = patientClock();
	const context = contextOn(system, controller.signal);
	const ended = unlessStalled(context, {what: 'it', measure: async () => 1}, hangs);
	controller.abort();
	await expect(ended).rejects.toThrow('ended');
});
