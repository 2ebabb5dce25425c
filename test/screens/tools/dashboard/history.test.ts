import {expect, test} from 'vitest';
import {emptyHistory, withReading} from '../../../../src/screens/tools/dashboard/history.ts';
import {laterLoad, load} from '../../fixtures/tools.ts';

const first = withReading(emptyHistory, load);

test('two looks make a point; the same look twice makes none', () => {
	expect(first.points).toEqual([]);
	expect(withReading(first, load)).toBe(first);
	expect(withReading(first, laterLoad).points).toEqual([
		{
			cpuPercent: 75,
			memoryPercent: 37.5,
			diskRead: 0,
			diskWritten: 150_000_000,
			received: 100_000_000,
			sent: 50_000,
		},
	]);
});

test('a disk that is plugged in has not moved; counters that went back count as standing', () => {
	const {disks} = laterLoad;
	const plugged = {...laterLoad, disks: [...disks, {name: 'sda', inBytes: 9e12, outBytes: 9e12}]};
	expect(withReading(first, plugged).points[0]?.diskRead).toBe(0);
	const reset = {...laterLoad, nics: [{name: 'eno1', inBytes: 5, outBytes: 5}]};
	expect(withReading(first, reset).points[0]?.received).toBe(0);
});

test('after a new start of the host it begins anew', () => {
	const earlier = {...load, atMs: 10};
	expect(withReading(withReading(first, laterLoad), earlier).last).toBe(earlier);
});

test('what the kernel does not tell is absent, and memory is bounded', () => {
	const {cpu: _cpu, memory: _memory, ...rest} = laterLoad;
	expect(withReading(first, rest).points[0]).not.toHaveProperty('cpuPercent');
	let history = first;
	for (let turn = 1; turn < 500; turn++) {
		history = withReading(history, {...laterLoad, atMs: load.atMs + turn * 1000});
	}
	expect(history.points).toHaveLength(60);
});
