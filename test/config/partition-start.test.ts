import {describe, expect, test} from 'vitest';
import {
	parsePartitionStart,
	partitionStartFault,
	startByte,
} from '../../src/config/partition-start.ts';

const GiB = 1024 ** 3;

describe('the start of the partition for images', () => {
	test.each([
		['-40G', 'end', 40 * GiB],
		['-40GB', 'end', 40 * GiB],
		['-40Gb', 'end', 40 * GiB],
		['-40GiB', 'end', 40 * GiB],
		['-40 g', 'end', 40 * GiB],
		['100G', 'start', 100 * GiB],
		['1.5T', 'start', 1.5 * 1024 * GiB],
		['-512M', 'end', GiB / 2],
		['2048K', 'start', 2 * 1024 ** 2],
	])('%s is read from the %s as %d bytes', (text, from, sizeBytes) => {
		expect(parsePartitionStart(text)).toEqual({from, sizeBytes});
	});

	test.each([
		'',
		'-',
		'G',
		'+40G',
		'40',
		'-40',
		'0',
		'-0G',
		'40X',
		'--40G',
		'40GG',
		'1e3G',
		'99999999T',
	])('%j is refused', (text) => {
		expect(partitionStartFault(text)).toContain('needed a size as -40G');
		expect(() => parsePartitionStart(text)).toThrow('extraPartitionStart: needed a size');
	});

	test('lies that far before the end, or after the start, of a disk', () => {
		expect(startByte({from: 'end', sizeBytes: 40}, 100)).toBe(60);
		expect(startByte({from: 'start', sizeBytes: 40}, 100)).toBe(40);
		expect(startByte({from: 'end', sizeBytes: 140}, 100)).toBe(-40);
	});
});
