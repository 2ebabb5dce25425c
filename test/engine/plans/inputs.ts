/** Inputs of plans: a host whose facts are all known, a small seed, default settings. */
import type {CompleteSettings} from '../../../src/config/complete.ts';
import {defaultSettings} from '../../../src/config/defaults.ts';
import type {InstallInputs} from '../../../src/engine/plans/install.ts';
import {type Disk, type Facts, known} from '../../../src/hardware/facts.ts';
import type {SeedInfo} from '../../../src/seed/info.ts';
import {goodDisk} from '../../helpers/some-disk.ts';

export const otherDisk: Disk = {
	...goodDisk,
	path: '/dev/sda',
	deviceNumber: '8:0',
	fingerprint: {serial: 'OTHER1', sizeBytes: 1e12, logicalSectorBytes: 512},
	contents: known({
		kind: 'data',
		table: 'gpt',
		tableId: '0d1e-2f3a',
		partitions: [],
		signatures: [],
		looksLike: 'data',
	}),
};

export const someFacts = (disks: readonly Disk[], isSelinuxEnabled = true): Facts => ({
	host: {
		hostName: known('localhost'),
		vendor: known('Dell Inc.'),
		product: known('PowerEdge XR8620t'),
		serial: known('ABC1234'),
		firmware: known('uefi'),
		architecture: known('amd64'),
		cpuModel: known('Xeon'),
		onlineCpus: known(32),
		memoryBytes: known(128e9),
		kernel: known('5.14.0'),
		isSelinuxEnabled: known(isSelinuxEnabled),
		bootId: known('b00t'),
		clock: '2026-01-01T00:00:00.000Z',
		isClockSynchronised: known(true),
	},
	disks: known(disks),
	network: {nics: known([]), defaultRoutes: known([]), dnsServers: known([])},
});

const hex = (digit: string): string => `sha256:${digit.repeat(64)}`;

export const someSeed: SeedInfo = {
	source: {
		kind: 'registry',
		image: 'registry.example.com:5000/seeds/sno:4.18.9',
		authFile: '/var/tmp/pull-secret.json',
	},
	digest: hex('a'),
	architecture: 'amd64',
	formatVersion: '4',
	config: {
		digest: hex('b'),
		sizeBytes: 900,
		mediaType: 'application/vnd.oci.image.config.v1+json',
	},
	layers: [
		{
			digest: hex('c'),
			sizeBytes: 1_570_000_000,
			mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
		},
	],
	diffIds: [hex('d')],
};

export const someSettings: CompleteSettings = {
	...defaultSettings,
	seedImage: 'registry.example.com:5000/seeds/sno:4.18.9',
	seedVersion: '4.18.9',
	installationDisk: '/dev/disk/by-id/nvme-PM9A3_S64FNE0T10A1B2',
};

export const someInputs = (changes: Partial<InstallInputs> = {}): InstallInputs => ({
	settings: someSettings,
	facts: someFacts([goodDisk, otherDisk]),
	disk: goodDisk,
	seed: someSeed,
	...changes,
});
