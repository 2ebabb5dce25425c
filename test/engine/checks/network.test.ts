/** How the rungs are judged; that real networks give these facts is shown in test/e2e. */
import {describe, expect, test} from 'vitest';
import {isBlocking} from '../../../src/engine/check.ts';
import {examineAll} from '../../../src/engine/checks/index.ts';
import type {
	Gateway,
	GatewaySearch,
	LadderFacts,
	LadderGoal,
	RungFacts,
	RungName,
} from '../../../src/engine/ladder/facts.ts';
import {known, type Nic, unknown} from '../../../src/hardware/facts.ts';
import type {CheckId} from '../../../src/words/checks.ts';
import {endpoint, goal, goodRungs, ladder, ladderUpTo, nic, trusted} from './ladder.ts';
import {findingOf, subject} from './subject.ts';

const refused = {
	kind: 'refused',
	code: 'SEED_UNREACHABLE',
	message: 'No.',
	remedy: 'Ask.',
} as const;
const open = {kind: 'open', address: '198.51.100.5'} as const;
const gateway = goodRungs.gateways[0];
const card = (change: Partial<Nic>): Nic => ({...nic, ...change});

/** Ids of what blocks. */
const blockers = (climbed: LadderFacts): readonly string[] =>
	examineAll(subject({ladder: climbed}))
		.filter(isBlocking)
		.map(({id}) => id);

const broken = <Name extends RungName>(name: Name, value: RungFacts[Name]): LadderFacts =>
	ladderUpTo(name, known(value));

/** The same fault on a network whose registry answers all the same. */
const harmless = <Name extends RungName>(name: Name, value: RungFacts[Name]): LadderFacts =>
	ladder({[name]: known(value)});

const untrusted = (fault: string) => ({
	...open,
	tls: {isTrusted: false, fault, certificates: trusted.certificates} as const,
});

const faults: readonly (readonly [id: CheckId, stopped: LadderFacts, reached: LadderFacts])[] = (
	[
		['net-carrier', 'link', [card({link: known('down')})]],
		['net-address', 'address', {nics: [card({addresses: []})], defaultRoutes: []}],
		['net-default-route', 'routes', {defaultRoutes: [], paths: []}],
		[
			'net-gateway',
			'gateways',
			[{...gateway, echo: known({kind: 'silent'}), neighbour: known({kind: 'absent'})}],
		],
		['dns-servers', 'nameServers', [{server: '192.0.2.53', madeUp: {kind: 'silent'}}]],
		['registry-dns', 'names', [{endpoint, addresses: []}]],
		[
			'registry-tcp',
			'tcp',
			[{endpoint, connection: {kind: 'failed', at: 'tcp', code: 'ECONNREFUSED'}}],
		],
		[
			'registry-tls',
			'tls',
			[{endpoint, connection: untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), clockAheadMs: 0}],
		],
	] as const
).map(([id, name, value]) => [id, broken(name, value as never), harmless(name, value as never)]);

describe('a rung that does not hold', () => {
	test.each(faults)('%s is the one blocker, and all above was not tried', (id, stopped) => {
		expect(blockers(stopped)).toEqual([id]);
		const above = examineAll(subject({ladder: stopped})).filter(
			({verdict}) => verdict.kind === 'unknown',
		);
		for (const {severity, verdict} of above) {
			expect(severity).toBe('warning');
			expect(verdict).toMatchObject({reason: expect.stringMatching(/not tried: "|no certificate/)});
		}
	});

	test.each(faults)('%s blocks nothing where the registry answers', (_id, _stopped, reached) => {
		expect(blockers(reached)).toEqual([]);
	});

	test('that is an address of another host blocks all the same', () => {
		const owners = [{nic: 'eno1', address: '192.0.2.10', others: ['52:54:00:00:00:09']}];
		expect(blockers(harmless('owners', owners))).toEqual(['net-duplicate-ip']);
	});

	test('is only a warning where it cannot be told whether an address is shared', () => {
		expect(findingOf('net-duplicate-ip', {ladder: ladder({owners: unknown('no arping')})})).toEqual(
			{
				id: 'net-duplicate-ip',
				severity: 'warning',
				verdict: {kind: 'unknown', reason: 'no arping', remedy: expect.any(String)},
			},
		);
	});

	test('is told by the registry itself where all below holds', () => {
		expect(blockers(ladder({registry: known({...refused, code: 'SEED_AUTH'})}))).toEqual([
			'registry-auth',
		]);
		expect(blockers(ladder({registry: known({...refused, code: 'SEED_NOT_FOUND'})}))).toEqual([
			'registry-image',
		]);
	});

	test('is the ladder itself where nobody climbed it', () => {
		const findings = examineAll(subject({ladder: null})).filter(isBlocking);
		expect(findings.length).toBeGreaterThan(10);
	});
});

describe('what is judged with care:', () => {
	const found = (id: CheckId, climbed: LadderFacts) => findingOf(id, {ladder: climbed});
	const doubt = {registry: known(refused)};

	test('a card that is down beside one with a link', () => {
		const nics = [card({name: 'eno2', link: known('down')}), nic];
		expect(found('net-carrier', broken('link', nics)).verdict.kind).toBe('passed');
	});

	test('an address of the link alone', () => {
		const addresses = [{family: 4, address: '169.254.7.7', prefixLength: 16}] as const;
		const value = {nics: [card({addresses})], defaultRoutes: []};
		expect(found('net-address', broken('address', value)).verdict).toMatchObject({
			found: 'only a self-made address (169.254.7.7): no DHCP server answered',
		});
	});

	test('an address that is a network of its own', () => {
		const addresses = [{family: 4, address: '192.0.2.10', prefixLength: 32}] as const;
		const defaultRoutes = [{family: 4, gateway: '192.0.2.1', nic: 'eno1'}] as const;
		const value = {nics: [card({addresses})], defaultRoutes};
		expect(found('net-address', broken('address', value)).verdict.kind).toBe('passed');
	});

	test('a gateway that answers to ARP but not to ping', () => {
		const silent = [{...gateway, echo: known({kind: 'silent'})}] as never;
		expect(found('net-gateway', ladder({...doubt, gateways: known(silent)})).verdict).toEqual({
			kind: 'passed',
			found: '192.0.2.1 on eno1 is there, but does not answer to ping',
		});
	});

	test('one of two gateways that is not there', () => {
		const absent = {...gateway, echo: unknown('-'), neighbour: known({kind: 'absent'})};
		const two = known([gateway, absent]) as never;
		expect(found('net-gateway', ladder({...doubt, gateways: two})).severity).toBe('warning');
	});

	test('name servers, where the registry is an address', () => {
		const byAddress: LadderGoal = {
			...goal,
			endpoints: [{...endpoint, host: '198.51.100.5'}],
		} as never;
		const none = ladder({...doubt, nameServers: known([])}, byAddress);
		expect(found('dns-servers', none).severity).toBe('warning');
		expect(found('dns-servers', ladder({...doubt, nameServers: known([])})).severity).toBe(
			'blocker',
		);
	});

	test('a registry that answers on a mirror only', () => {
		const mirror = {...endpoint, host: 'mirror.test', registry: 'mirror.test', isMirror: true};
		const failing = {kind: 'failed', at: 'tcp', code: 'ETIMEDOUT'} as const;
		const tcp = known([
			{endpoint: mirror, connection: open},
			{endpoint, connection: failing},
		]);
		expect(found('registry-tcp', ladder({...doubt, tcp})).verdict.kind).toBe('passed');
	});

	test('a registry that need not be verified', () => {
		const insecure = {...endpoint, isInsecure: true};
		const tls = known([{endpoint: insecure, connection: untrusted('SELF_SIGNED')}]);
		const climbed = ladder({...doubt, tls}, {...goal, endpoints: [insecure]} as never);
		for (const id of ['registry-tls', 'tls-validity', 'time-skew'] as const) {
			expect(found(id, climbed).verdict.kind).toBe('passed');
		}
	});

	test('a certificate that ends within 30 days', () => {
		const certificates = [{...trusted.certificates[0], validTo: '2026-12-01T00:00:00.000Z'}];
		const tls = known([{endpoint, connection: {...open, tls: {...trusted, certificates}}}]);
		const climbed = ladder({tls: tls as never});
		expect(found('tls-validity', climbed)).toMatchObject({
			severity: 'warning',
			verdict: {kind: 'failed', found: 'valid until 2026-12-01T00:00:00.000Z only'},
		});
	});

	test.each([
		[400, 'passed', 'warning'],
		[-30_000, 'failed', 'warning'],
		[-90_000, 'failed', 'blocker'],
		[90_000, 'failed', 'blocker'],
	])('a clock that is %d ms off', (clockAheadMs, kind, severity) => {
		const tls = known([{endpoint, connection: {...open, tls: trusted}, clockAheadMs}]);
		const climbed = ladder({tls, time: known({isSynchronised: false, sources: []})});
		expect(found('time-skew', climbed)).toMatchObject({severity, verdict: {kind}});
	});

	test('mirrors that cannot be read', () => {
		const climbed = ladder(doubt, {...goal, doubt: 'line 2 is not understood'} as never);
		expect(found('registry-tcp', climbed)).toMatchObject({
			severity: 'blocker',
			verdict: {kind: 'unknown', reason: expect.stringContaining('line 2 is not understood')},
		});
	});

	test('a seed that is a local file', () => {
		const climbed = ladder({tcp: known([]), names: known([]), tls: known([])}, {kind: 'file'});
		expect(blockers(climbed)).toEqual([]);
		expect(found('registry-tcp', climbed).verdict).toMatchObject({kind: 'passed'});
	});
});

describe('what the cables say of a gateway that is not there:', () => {
	const lost = {...gateway, echo: known({kind: 'silent'}), neighbour: known({kind: 'absent'})};
	const nothing = {foundOn: [], kin: [], strangers: [], ports: []};
	const foundWith = (search: Partial<GatewaySearch>): string => {
		const climbed = broken('gateways', [{...lost, search: {...nothing, ...search}} as Gateway]);
		const {verdict} = findingOf('net-gateway', {ladder: climbed});
		return verdict.kind === 'failed' ? verdict.found : verdict.kind;
	};

	test.each([
		['nothing', {}, /does not answer, not even to ARP$/],
		['another card has it', {foundOn: ['eno2']}, /but on eno2: the cables are swapped/],
		[
			'its network is there',
			{kin: [{address: '192.0.2.53', isThere: true}], strangers: ['fe80::1']},
			/although others of its network do \(192\.0\.2\.53\)/,
		],
		[
			'others are there, and the switch names its port',
			{
				kin: [{address: '192.0.2.53', isThere: false}],
				strangers: ['fe80::1', 'fe80::2'],
				ports: ['sw1 7'],
			},
			/^wrong VLAN: .*2 hosts answer, .* nor 192\.0\.2\.53; the switch says: sw1 7$/,
		],
	] as const)('%s', (_what, search, text) => {
		expect(foundWith(search)).toMatch(text);
	});
});

describe('the clock and its servers:', () => {
	const asked = (offsetSeconds: number) => ({
		server: `192.0.2.${Math.abs(offsetSeconds)}`,
		answer: {kind: 'answered', offsetSeconds, stratum: 2} as const,
	});
	const clock = (servers: RungFacts['time']['asked'], isSynchronised = false) =>
		findingOf('time-ntp-sync', {
			ladder: ladder({
				time: known({isSynchronised, sources: [], ...(servers && {asked: servers})}),
				registry: known(refused),
			}),
		});

	test('one of three that is wrong does not decide', () => {
		expect(clock([asked(90_000), asked(0), asked(-0.2)], true).verdict.kind).toBe('passed');
	});

	test('more than a minute blocks, as certificates are not judged right any more', () => {
		expect(clock([asked(-7200)])).toMatchObject({
			severity: 'blocker',
			verdict: {found: 'the clock is 2 hours ahead of 192.0.2.7200'},
		});
		expect(clock([asked(30)])).toMatchObject({severity: 'warning', verdict: {kind: 'failed'}});
	});
});

test('large packets that vanish are the cause of a handshake that hangs', () => {
	const mtu = goodRungs.mtu.map((path) => ({
		...path,
		large: {kind: 'silent'} as const,
		fittingBytes: 1400,
	}));
	const tls = [{endpoint, connection: {kind: 'failed', at: 'tls', code: 'ETIMEDOUT'} as const}];
	const climbed = ladder({mtu: known(mtu), tls: known(tls), registry: null});
	expect(blockers(climbed)).toEqual(['net-mtu']);
});
