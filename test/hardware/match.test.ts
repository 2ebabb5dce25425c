import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {probeDisks} from '../../src/hardware/disks.ts';
import {matchDisk} from '../../src/hardware/match.ts';
import {readMachine, recordedSystem} from '../helpers/recorded-system.ts';
import {goodDisk, withFingerprint} from '../helpers/some-disk.ts';

const server = await probeDisks(recordedSystem(readMachine('factory-server')));

describe('a disk is found by', () => {
	test.each([
		'/dev/nvme0n1',
		'/dev/disk/by-id/nvme-SAMSUNG_MZQL2960HCJR-00A07_S64FNE0T100001',
		'/dev/disk/by-id/nvme-eui.36344630541000010025384700000001',
		'/dev/disk/by-path/pci-0000:81:00.0-nvme-1',
		'serial:S64FNE0T100001',
		'wwn:eui.36344630541000010025384700000001',
		'wwn:EUI.36344630541000010025384700000001',
	])('%s', (wanted) => {
		expect(matchDisk(server, wanted)).toMatchObject({kind: 'one', disk: {path: '/dev/nvme0n1'}});
	});

	test.each([
		'wwn:0x55cd2e4150000001',
		'wwn:55cd2e4150000001',
		'/dev/disk/by-path/pci-0000:00:17.0-ata-1.0',
	])('%s, in its other spelling', (wanted) => {
		expect(matchDisk(server, wanted)).toMatchObject({kind: 'one', disk: {path: '/dev/sda'}});
	});
});

test.each([
	'',
	'nvme0n1',
	'/dev/nvme0n',
	'/dev/nvme0n10',
	'/dev/sd',
	'serial:',
	'serial:S64FNE0T10000',
	'serial:s64fne0t100001',
	'wwn:',
	'wwn:0x',
	'/dev/disk/by-id/nvme-SAMSUNG',
	'SAMSUNG MZQL2960HCJR-00A07',
])('%j is no disk of this host', (wanted) => {
	expect(matchDisk(server, wanted)).toEqual({kind: 'none'});
});

test('a value that two disks have is not one disk', async () => {
	const disks = await probeDisks(recordedSystem(readMachine('same-identity')));
	expect(matchDisk(disks, 'serial:00AB12CD34EF5678')).toMatchObject({
		kind: 'many',
		disks: [{path: '/dev/sdc'}, {path: '/dev/sdd'}],
	});
	expect(matchDisk(disks, 'serial:0123456789ABCDEF')).toEqual({kind: 'none'});
});

test('a longer name beside it never changes what is matched', () => {
	const suffix = fc.stringMatching(/^[a-z0-9]{1,3}$/);
	fc.assert(
		fc.property(fc.constantFrom(...server), suffix, (disk, more) => {
			const serial = disk.fingerprint.serial;
			const neighbour = {
				...withFingerprint(goodDisk, {
					serial: `${serial}${more}`,
					wwn: `${disk.fingerprint.wwn}${more}`,
				}),
				path: `${disk.path}${more}`,
				deviceNumber: '65:0',
				byId: disk.byId.map((link) => `${link}${more}`),
				byPathLinks: (disk.byPathLinks ?? []).map((link) => `${link}${more}`),
			};
			const names = [disk.path, ...disk.byId, ...(disk.byPathLinks ?? [])];
			const wanted = serial === undefined ? names : [...names, `serial:${serial}`];
			for (const name of wanted) {
				expect(matchDisk([neighbour, ...server], name)).toEqual({kind: 'one', disk});
			}
		}),
	);
});
