import {expect, test} from 'vitest';
import {countCpus} from '../../src/hardware/cpu-list.ts';
import {diskName, sizeText} from '../../src/hardware/disk-name.ts';
import {parseCpuModel, parseMemTotal} from '../../src/hardware/host.ts';
import {identifying, trustedLinks} from '../../src/hardware/identity.ts';
import {liveIsoLabel} from '../../src/hardware/medium.ts';
import {parseResolvConf} from '../../src/hardware/nics.ts';

test.each([
	['0-39\n', 40],
	['0', 1],
	['0-3,8,10-11\n', 7],
])('CPUs of %j are %i', (text, count) => {
	expect(countCpus(text)).toBe(count);
});

test('a CPU or memory that the kernel does not tell is unknown', () => {
	expect(parseCpuModel('processor : 0\nBogoMIPS : 50.00\n').known).toBe(false);
	expect(parseMemTotal('').known).toBe(false);
	expect(parseMemTotal('MemTotal:       65536000 kB\n')).toEqual({
		known: true,
		value: 65_536_000 * 1024,
	});
});

test.each([
	'0x0000000000000000',
	'eui.0000000000000000',
	'FFFFFFFFFFFF',
	'0x5000000000000001',
	'1212-1212',
	'unknown',
	'None',
	'Default string',
	'To Be Filled By O.E.M.',
	'0123456789ABCDEF',
])('%s identifies nothing', (text) => {
	expect(identifying(text)).toBeUndefined();
});

test.each(['S64FNE0T100001', '0x55cd2e4150000001', 'LAB0001', 'nvme.8086-4c4142-5151-00000001'])(
	'%s identifies',
	(text) => {
		expect(identifying(text)).toBe(text);
	},
);

test('of several live ISO arguments the last counts, and longer names are others', () => {
	expect(liveIsoLabel('a coreos.liveiso=one coreos.liveiso=two coreos.liveiso.fromram\n')).toBe(
		'two',
	);
	expect(liveIsoLabel('coreos.liveiso.fromram=x')).toBeUndefined();
});

test('name servers are the lines that say so', () => {
	expect(
		parseResolvConf(
			'# nameserver 9.9.9.9\nsearch nameserver\n nameserver  192.0.2.1 \nnameserver\n',
		),
	).toEqual(['192.0.2.1']);
});

test('sizes are decimal and never rounded up', () => {
	expect([119_999_999_999, 120e9, 1.92e12, 5e6, 12].map(sizeText)).toEqual([
		'119.9 GB',
		'120 GB',
		'1.9 TB',
		'5 MB',
		'12 B',
	]);
	expect(diskName({sizeBytes: 4e9, logicalSectorBytes: 512})).toBe('disk, 4 GB');
});

test.each([
	['0', ['/dev/disk/by-id/ata-DISK_0'], ['/dev/disk/by-id/wwn-0x5000c50015ea7101']],
	[
		'0x6001405015ea7301',
		['/dev/disk/by-id/scsi-36001405015ea7301', '/dev/disk/by-id/wwn-0x6001405015ea7301'],
		['/dev/disk/by-id/scsi-SLIO_QMLUN1'],
	],
	['QMLUN1', ['/dev/disk/by-id/scsi-SLIO_QMLUN1'], ['/dev/disk/by-id/scsi-SLIO_QMLUN12']],
])('links made of %s are %j and not %j', (value, made, others) => {
	expect(trustedLinks([...made, ...others], [{value, words: ''}])).toEqual(others);
});
