/** One eligible disk of which everything is known, for tests that change one thing of it. */
import {type Disk, known} from '../../src/hardware/facts.ts';

export const goodDisk: Disk = {
	path: '/dev/nvme0n1',
	deviceNumber: '259:0',
	sequence: known(7),
	kind: 'disk',
	fingerprint: {
		wwn: 'eui.36344630541000010025384700000001',
		serial: 'S64FNE0T10A1B2',
		model: 'PM9A3',
		sizeBytes: 960_197_124_096,
		logicalSectorBytes: 512,
		byPath: '/dev/disk/by-path/pci-0000:81:00.0-nvme-1',
	},
	identity: 'unique',
	byId: ['/dev/disk/by-id/nvme-PM9A3_S64FNE0T10A1B2'],
	byPathLinks: ['/dev/disk/by-path/pci-0000:81:00.0-nvme-1'],
	transport: 'nvme',
	state: 'live',
	zoned: 'none',
	physicalSectorBytes: 4096,
	rotational: known(false),
	isRemovable: false,
	isReadOnly: false,
	contents: known({kind: 'empty'}),
	uses: known([]),
};

export const withFingerprint = (disk: Disk, changes: Partial<Disk['fingerprint']>): Disk => ({
	...disk,
	fingerprint: {...disk.fingerprint, ...changes},
});
