import {expect, test} from 'vitest';
import {whileMeasuring} from '../../../src/engine/steps/measure.ts';
import {contextOn, scriptedSystem} from './scripted-system.ts';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('measures are told while the work goes on, and no more when it has ended', async () => {
	const context = contextOn(scriptedSystem(() => undefined).system);
	let done = 0;
	const result = await whileMeasuring(context, {measure: async () => done, total: 3}, async () => {
		for (done = 1; done < 3; done += 1) {
			await pause();
			await pause();
			await pause();
		}
		return 'the result';
	});
	expect(result).toBe('the result');
	const told = context.progressed.length;
	expect(context.progressed).toContainEqual([1, 3]);
	expect(context.progressed).toContainEqual([2, 3]);
	await pause();
	await pause();
	expect(context.progressed).toHaveLength(told);
});

test('a measure that falls back is told as no progress', async () => {
	const context = contextOn(scriptedSystem(() => undefined).system);
	const measures = [5, 3, 6];
	await whileMeasuring(context, {measure: async () => measures.shift() ?? 6}, async () => {
		while (measures.length > 0) {
			await pause();
		}
	});
	expect(context.progressed.slice(0, 3).map(([done]) => done)).toEqual([5, 5, 6]);
});

test('a measure that fails is left out; the fault of the work is the one that is told', async () => {
	const context = contextOn(scriptedSystem(() => undefined).system);
	const measure = async (): Promise<number> => {
		throw new Error('gone');
	};
	const work = whileMeasuring(context, {measure}, async () => {
		await pause();
		throw new Error('the work failed');
	});
	await expect(work).rejects.toThrow('the work failed');
	expect(context.progressed).toEqual([]);
});
