import {expect, test} from 'vitest';
import {
	parseCpuTicks,
	parseDiskTraffic,
	parseMemory,
	parseNicTraffic,
} from '../../src/tools/proc-load.ts';

test('ticks of all processors; those of guests count once, waiting counts as idle', () => {
	const stat = 'cpu  100 5 45 800 50 3 7 0 90 0\ncpu0 100 5 45 800 50 3 7 0 90 0\nintr 1\n';
	expect(parseCpuTicks(stat)).toEqual({busy: 160, total: 1010});
	expect(parseCpuTicks('intr 1')).toBeUndefined();
	expect(parseCpuTicks('cpu  1 2 x 4 5 6 7 8')).toBeUndefined();
});

test('memory that programs can have, not the part that is empty', () => {
	const meminfo = 'MemTotal:       16000000 kB\nMemFree:  20 kB\nMemAvailable:   8000000 kB\n';
	expect(parseMemory(meminfo)).toEqual({totalBytes: 16_384_000_000, availableBytes: 8_192_000_000});
	expect(parseMemory('MemTotal: 5 kB')).toBeUndefined();
});

test('whole disks only: what lies upon them is counted there', () => {
	const diskstats = [
		' 259       0 nvme0n1 10 0 2000 5 20 0 4000 9 0 10 14 0 0 0 0',
		' 259       1 nvme0n1p1 10 0 2000 5 20 0 4000 9 0 10 14 0 0 0 0',
		'   8       0 sda 1 0 8 5 1 0 16 9 0 10 14',
		'   8       1 sda1 1 0 8 5 1 0 16 9 0 10 14',
		' 253       0 dm-0 1 0 8 5 1 0 16 9 0 10 14',
		'   7       0 loop0 1 0 8 5 1 0 16 9 0 10 14',
		'',
	].join('\n');
	expect(parseDiskTraffic(diskstats)).toEqual([
		{name: 'nvme0n1', inBytes: 1_024_000, outBytes: 2_048_000},
		{name: 'sda', inBytes: 4096, outBytes: 8192},
	]);
});

test('cards of the host only', () => {
	const netDev = [
		'Inter-|   Receive                                                |  Transmit',
		' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets',
		'    lo:     500       5    0    0    0     0          0         0      500       5    0    0    0     0       0          0',
		'  eno1:1234567    1000    0    0    0     0          0         0   765432     900    0    0    0     0       0          0',
		'br-ex:   99       5    0    0    0     0          0         0      500       5    0    0    0     0       0          0',
		'',
	].join('\n');
	expect(parseNicTraffic(netDev)).toEqual([{name: 'eno1', inBytes: 1_234_567, outBytes: 765_432}]);
});
