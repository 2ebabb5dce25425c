/** A subject that passes every check; tests change one thing about it. */
import {defaultSettings} from '../../../src/config/defaults.ts';
import {mergeSettings} from '../../../src/config/merge.ts';
import type {Settings} from '../../../src/config/settings.ts';
import type {Subject, Verdict} from '../../../src/engine/check.ts';
import {examineAll} from '../../../src/engine/checks/index.ts';
import type {LadderFacts} from '../../../src/engine/ladder/facts.ts';
import {
	type Disk,
	type Facts,
	type HostFacts,
	known,
	unknown,
} from '../../../src/hardware/facts.ts';
import type {SeedInfo} from '../../../src/seed/info.ts';
import type {CheckId} from '../../../src/words/checks.ts';
import {ladder} from './ladder.ts';

export type Change = {
	readonly disk?: Partial<Disk> | null;
	readonly sizeBytes?: number;
	readonly otherDisks?: readonly Disk[];
	readonly disks?: Subject['facts']['disks'];
	readonly host?: Partial<HostFacts>;
	readonly details?: Partial<Pick<Facts, 'cpu' | 'platform' | 'time' | 'storage'>>;
	readonly settings?: Partial<Settings>;
	readonly seed?: Partial<SeedInfo> | null;
	readonly ladder?: LadderFacts | null;
};

export const goodDisk: Disk = {
	path: '/dev/sda',
	deviceNumber: '8:0',
	sequence: known(1),
	kind: 'disk',
	fingerprint: {
		wwn: '0x5000c500a0000001',
		serial: 'S1',
		model: 'Model',
		sizeBytes: 960e9,
		logicalSectorBytes: 512,
	},
	identity: 'unique',
	byId: ['/dev/disk/by-id/wwn-0x5000c500a0000001'],
	physicalSectorBytes: 4096,
	rotational: known(false),
	isRemovable: false,
	isReadOnly: false,
	contents: known({kind: 'empty'}),
	uses: known([]),
	health: known({source: 'smart', verdict: 'good', notes: []}),
	kernelErrors: known({count: 0}),
};

export const otherDisk: Disk = {...goodDisk, path: '/dev/sdb', deviceNumber: '8:16'};

const goodHost: HostFacts = {
	hostName: known('host'),
	vendor: known('Vendor'),
	product: known('Product'),
	serial: known('H1'),
	firmware: known('uefi'),
	architecture: known('amd64'),
	cpuModel: known('CPU'),
	onlineCpus: known(16),
	memoryBytes: known(64e9),
	kernel: known('6.1'),
	isSelinuxEnabled: known(true),
	bootId: known('boot'),
	clock: '2026-11-21T09:00:00.000Z',
	isClockSynchronised: known(true),
};

export const hostDetails = {
	cpu: {
		sockets: known(1),
		cores: known(8),
		presentCpus: known(16),
		isSmtActive: known(true),
		isolated: known(''),
		flags: known([]),
		level: known(3),
		hasVirtualisation: known(true),
		numaNodes: known([]),
	},
	platform: {
		firmwareBits: known(64),
		secureBoot: known('on'),
		bootEntry: unknown('-'),
		tpm: known('2.0'),
		isFipsEnabled: known(false),
		virtualisation: known('none'),
		uuid: unknown('-'),
		board: unknown('-'),
		chassisTag: unknown('-'),
		biosVersion: unknown('-'),
		biosDate: unknown('-'),
		bmc: unknown('-'),
	},
	time: {sync: unknown('-'), rtc: unknown('-'), isRtcLocal: known(false)},
	storage: {
		controllers: known([]),
		isNvmeMultipathOn: known(true),
		isMultipathRunning: known(false),
		missingTools: [],
	},
} satisfies Partial<Facts>;

const blob = {
	digest: `sha256:${'1'.repeat(64)}`,
	sizeBytes: 1.5e9,
	mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
};

export const cluster = {
	seedClusterOcpVersion: '4.18.0',
	releaseRegistry: 'quay.io',
	isMirrorRegistryConfigured: false,
	hasProxy: false,
	hasFips: false,
	nodeIps: [],
	machineNetworks: [],
	clusterNetworks: [],
	serviceNetworks: [],
	trustBundle: {hasUserBundle: false},
	containerStorageMountpointTarget: '/dev/disk/by-partlabel/var-lib-containers',
};

export const goodSeed: SeedInfo = {
	source: {kind: 'registry', image: 'quay.io/a/seed:1', authFile: '/var/tmp/pull-secret.json'},
	digest: `sha256:${'2'.repeat(64)}`,
	architecture: 'amd64',
	formatVersion: '4',
	created: '2026-02-03T04:05:06Z',
	config: {...blob, mediaType: 'application/vnd.oci.image.config.v1+json'},
	layers: [blob],
	diffIds: [`sha256:${'3'.repeat(64)}`],
	cluster,
};

export const subject = (change: Change = {}): Subject => {
	const disk = change.disk === null ? undefined : changedDisk(change);
	const seed = change.seed === null ? undefined : {...goodSeed, ...change.seed};
	return {
		facts: {
			host: {...goodHost, ...change.host},
			disks: change.disks ?? known([...(disk ? [disk] : []), ...(change.otherDisks ?? [])]),
			network: {nics: unknown('-'), defaultRoutes: unknown('-'), dnsServers: unknown('-')},
			...hostDetails,
			...change.details,
		},
		config: mergeSettings([
			{from: 'default', settings: defaultSettings},
			{from: 'file', settings: {seedVersion: '4.18.0', ...change.settings}},
		]),
		...(disk && {disk}),
		...(seed && {seed}),
		...(change.ladder !== null && {ladder: change.ladder ?? ladder()}),
	};
};

export const findingOf = (id: CheckId, change: Change) => {
	const finding = examineAll(subject(change)).find((candidate) => candidate.id === id);
	if (finding === undefined) {
		throw new Error(`no check is called ${id}`);
	}
	return finding;
};

export const verdictOf = (id: CheckId, change: Change): Verdict => findingOf(id, change).verdict;

const changedDisk = ({disk, sizeBytes}: Change): Disk => ({
	...goodDisk,
	...disk,
	...(sizeBytes !== undefined && {fingerprint: {...goodDisk.fingerprint, sizeBytes}}),
});

/** Nobody could look at anything. */
export const nothingKnown: Subject = {
	facts: {
		host: {
			...(Object.fromEntries(
				Object.keys(goodHost).map((name) => [name, unknown('nobody looked')]),
			) as unknown as HostFacts),
			clock: goodHost.clock,
		},
		disks: unknown('nobody looked'),
		network: {
			nics: unknown('nobody looked'),
			defaultRoutes: unknown('nobody looked'),
			dnsServers: unknown('nobody looked'),
		},
	},
	config: mergeSettings([{from: 'default', settings: defaultSettings}]),
};
