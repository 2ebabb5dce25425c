/** Knowing less never makes a check pass that did not pass before. */
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Subject} from '../../../src/engine/check.ts';
import {examineAll} from '../../../src/engine/checks/index.ts';
import {stopperOf} from '../../../src/engine/checks/network/index.ts';
import type {LadderFacts, RungFacts, RungName} from '../../../src/engine/ladder/facts.ts';
import {type DiskContents, type Facts, known, unknown} from '../../../src/hardware/facts.ts';
import {endpoint, goodRungs, ladder, nic, rungNames, trusted} from './ladder.ts';
import {cluster, goodDisk, hostDetails, otherDisk, subject} from './subject.ts';

const fact = <Value>(values: readonly Value[]) =>
	fc.oneof(
		{weight: 4, arbitrary: fc.constantFrom(...values.map((value) => known(value)))},
		{weight: 1, arbitrary: fc.constant(unknown('nobody looked'))},
	);

const data = (change: Partial<Extract<DiskContents, {kind: 'data'}>>): DiskContents => ({
	kind: 'data',
	partitions: [],
	signatures: [],
	looksLike: 'data',
	...change,
});

const disks = fc.record({
	fingerprint: fc.constantFrom(goodDisk.fingerprint, {...goodDisk.fingerprint, sizeBytes: 50e9}),
	isReadOnly: fc.boolean(),
	isRemovable: fc.boolean(),
	identity: fc.constantFrom('unique' as const, 'slot' as const),
	contents: fact<DiskContents>([
		{kind: 'empty'},
		data({signatures: ['LVM2_member']}),
		data({signatures: ['VMFS']}),
		data({earlierInstall: {kind: 'windows'}, tableFaults: ['no backup table']}),
	]),
	uses: fact([[], [{kind: 'swap' as const, device: '/dev/sda2'}]]),
	health: fact([{source: 'smart', verdict: 'failing', notes: []} as const]),
	kernelErrors: fact([{count: 0}, {count: 7}]),
});

const hosts = fc.record({
	onlineCpus: fact([2, 16]),
	memoryBytes: fact([4e9, 64e9]),
	architecture: fact(['amd64', 'arm64']),
	firmware: fact(['uefi', 'bios'] as const),
});

const details = fc.record({
	level: fact([1, 2, 3] as const),
	firmwareBits: fact([32, 64] as const),
	secureBoot: fact(['on', 'setup'] as const),
	isRtcLocal: fact([true, false]),
});

const seeds = fc.option(
	fc.record({
		formatVersion: fc.constantFrom('3', '4'),
		architecture: fc.constantFrom('amd64', 'arm64'),
		cluster: fc.constantFrom(cluster, {...cluster, seedClusterOcpVersion: '4.22.0'}),
	}),
	{nil: null},
);

const failedAt = (code: string) => ({kind: 'failed', at: 'tcp', code}) as const;
const open = {kind: 'open', address: '198.51.100.5'} as const;

/** For each rung one or more ways to be broken. */
const brokenRungs: {readonly [Name in RungName]: readonly RungFacts[Name][]} = {
	link: [[], [{...nic, link: known('down')}], [{...nic, link: unknown('not started')}]],
	address: [
		{nics: [{...nic, addresses: []}], defaultRoutes: []},
		{nics: [nic, {...nic, name: 'eno2'}], defaultRoutes: []},
	],
	owners: [[{nic: 'eno1', address: '192.0.2.10', others: ['52:54:00:00:00:09']}]],
	routes: [{defaultRoutes: [], paths: []}],
	gateways: [
		goodRungs.gateways.map((gateway) => ({
			...gateway,
			echo: unknown('no ping'),
			neighbour: known({kind: 'absent'}),
		})),
	],
	nameServers: [[], [{server: '192.0.2.53', madeUp: {kind: 'silent'}}]],
	time: [{isSynchronised: false, sources: []}],
	mtu: [goodRungs.mtu.map((path) => ({...path, large: {kind: 'silent'}}))],
	proxy: [[{endpoint: {...endpoint, proxy: 'p:1'}, connection: failedAt('ECONNREFUSED')}]],
	names: [[{endpoint, addresses: []}]],
	tcp: [[{endpoint, connection: failedAt('ETIMEDOUT')}]],
	tls: [
		[{endpoint, connection: {...open, tls: {...trusted, isTrusted: false, fault: 'OTHER'}}}],
		[{endpoint, connection: {...open, tls: trusted}, clockAheadMs: 90_000}],
	],
	registry: [{kind: 'refused', code: 'SEED_AUTH', message: 'No.', remedy: 'Ask.'}],
};

const rungs = fc.record(
	Object.fromEntries(
		rungNames.map((name) => [
			name,
			fc.oneof(
				{weight: 2, arbitrary: fc.constant(known(goodRungs[name]))},
				{weight: 1, arbitrary: fact<RungFacts[RungName]>(brokenRungs[name])},
				{weight: 1, arbitrary: fc.constant(null)},
			),
		]),
	),
);

const subjects = fc
	.record({disk: fc.option(disks, {nil: null}), host: hosts, details, seed: seeds, rungs})
	.map(({disk, host, details: {level, firmwareBits, secureBoot, isRtcLocal}, seed, rungs: found}) =>
		subject({
			disk,
			host,
			seed,
			otherDisks: [otherDisk],
			ladder: ladder(found as never),
			details: {
				cpu: {...hostDetails.cpu, level},
				platform: {...hostDetails.platform, firmwareBits, secureBoot},
				time: {...hostDetails.time, isRtcLocal},
			},
		}),
	);

const lost = unknown('nobody looked');

/** Every way to know one thing less. */
const forgetting = (given: Subject): readonly Subject[] => {
	const {facts, disk, ladder: climbed} = given;
	const withFacts = (change: Partial<Facts>): Subject => ({...given, facts: {...facts, ...change}});
	const {disk: _disk, ...withoutDisk} = given;
	const {seed: _seed, ...withoutSeed} = given;
	const {ladder: _ladder, ...withoutLadder} = given;
	const {cpu: _cpu, platform: _platform, time: _time, storage: _storage, ...bare} = facts;
	return [
		{...withoutDisk, facts: {...facts, disks: lost}},
		withoutSeed,
		withoutLadder,
		{...given, facts: bare},
		...Object.keys(facts.host)
			.filter((name) => name !== 'clock')
			.map((name) => withFacts({host: {...facts.host, [name]: lost}})),
		...Object.keys(facts.network).map((name) =>
			withFacts({network: {...facts.network, [name]: lost}}),
		),
		...(disk ? ['contents', 'uses', 'health', 'kernelErrors'] : []).map((name) => ({
			...given,
			disk: {...goodDisk, ...disk, [name]: lost},
		})),
		...(climbed ? rungNames.flatMap((name) => withoutRung(given, climbed, name)) : []),
	];
};

const withoutRung = (given: Subject, climbed: LadderFacts, name: RungName): readonly Subject[] => {
	const {[name]: rung, ...others} = climbed.rungs;
	return rung === undefined
		? []
		: [
				{...given, ladder: {...climbed, rungs: others}},
				{...given, ladder: {...climbed, rungs: {...climbed.rungs, [name]: {...rung, fact: lost}}}},
			];
};

test('no check passes because something is not known any more', () => {
	fc.assert(
		fc.property(subjects, (given) => {
			const before = new Map(examineAll(given).map(({id, verdict}) => [id, verdict.kind]));
			for (const poorer of forgetting(given)) {
				const passing = examineAll(poorer)
					.filter(({id, verdict}) => verdict.kind === 'passed' && before.get(id) === 'failed')
					.map(({id}) => id);
				expect(passing).toEqual([]);
			}
		}),
		{numRuns: 150},
	);
});

test('a rung that was not tried blocks, or one below it does', () => {
	fc.assert(
		fc.property(subjects, ({ladder: climbed, ...rest}) => {
			const untried = rungNames.filter((name) => climbed?.rungs[name] === undefined);
			const findings = examineAll({...rest, ...(climbed && {ladder: climbed})});
			const blocks = findings.some(
				({id, severity, verdict}) =>
					severity === 'blocker' &&
					verdict.kind !== 'passed' &&
					/^(net|dns|time|tls|proxy|reg)/.test(id),
			);
			const isHarmless = untried.every((name) => name === 'time' || name === 'mtu');
			expect(isHarmless || blocks || (climbed && stopperOf(climbed) !== undefined)).toBe(true);
		}),
		{numRuns: 300},
	);
});
