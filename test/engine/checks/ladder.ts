/** A network ladder on which every rung holds; tests change one rung of it. */
import type {
	LadderFacts,
	LadderGoal,
	Rung,
	RungFacts,
	RungName,
} from '../../../src/engine/ladder/facts.ts';
import {type Fact, known, type Nic} from '../../../src/hardware/facts.ts';
import type {PeerTrust} from '../../../src/system/types.ts';

export const checkedAt = '2026-11-21T09:00:00.000Z';

export const nic: Nic = {
	name: 'eno1',
	mac: '52:54:00:00:00:01',
	isPhysical: true,
	link: known('up'),
	speedMbps: known(10_000),
	driver: known('ice'),
	mtu: 1500,
	addresses: [{family: 4, address: '192.0.2.10', prefixLength: 24}],
};

export const route = {family: 4, gateway: '192.0.2.1', nic: 'eno1'} as const;

export const endpoint = {
	registry: 'registry.example.com:5000',
	host: 'registry.example.com',
	port: 5000,
	isMirror: false,
	isInsecure: false,
};

export const goal: LadderGoal = {
	kind: 'registry',
	image: 'registry.example.com:5000/a/seed:1',
	endpoints: [endpoint],
};

export const trusted: PeerTrust = {
	isTrusted: true,
	certificates: [
		{
			subject: 'registry',
			issuer: 'CA',
			validFrom: '2026-01-01T00:00:00.000Z',
			validTo: '2028-01-01T00:00:00.000Z',
		},
	],
};

const open = {kind: 'open', address: '198.51.100.5'} as const;
const nobody = {kind: 'answered', status: 'NXDOMAIN', values: []} as const;

export const goodRungs: RungFacts = {
	link: [nic],
	address: {nics: [nic], defaultRoutes: [route]},
	owners: [{nic: 'eno1', address: '192.0.2.10', others: []}],
	routes: {defaultRoutes: [route], paths: []},
	gateways: [
		{
			...route,
			echo: known({kind: 'answered'}),
			neighbour: known({kind: 'present', mac: '52:54:00:00:00:fe'}),
		},
	],
	nameServers: [
		{
			server: '192.0.2.53',
			madeUp: nobody,
			registry: {kind: 'answered', status: 'NOERROR', values: ['198.51.100.5']},
		},
	],
	time: {isSynchronised: true, sources: []},
	mtu: [
		{
			nic: 'eno1',
			mtu: 1500,
			address: '192.0.2.1',
			small: {kind: 'answered'},
			large: {kind: 'answered'},
		},
	],
	proxy: [],
	names: [{endpoint, addresses: ['198.51.100.5']}],
	tcp: [{endpoint, connection: open, path: {kind: 'gateway', nic: 'eno1', gateway: '192.0.2.1'}}],
	tls: [{endpoint, connection: {...open, tls: trusted}, clockAheadMs: 400}],
	registry: {kind: 'answered'},
};

/** From the bottom up, as the climb goes. */
export const rungNames = Object.keys(goodRungs) as readonly RungName[];

export type RungChange = {readonly [Name in RungName]?: Fact<RungFacts[Name]> | null};

/** `null` leaves a rung untried. */
export const ladder = (change: RungChange = {}, to: LadderGoal = goal): LadderFacts => ({
	checkedAt,
	goal: to,
	rungs: Object.fromEntries(
		rungNames
			.filter((name) => change[name] !== null)
			.map((name): [RungName, Rung] => [
				name,
				{checkedAt, durationMs: 5, fact: change[name] ?? known(goodRungs[name])},
			]),
	),
});

/** As the climb leaves it when a rung does not hold: nothing above it was tried. */
export const ladderUpTo = <Name extends RungName>(
	name: Name,
	fact: Fact<RungFacts[Name]>,
	to: LadderGoal = goal,
): LadderFacts => {
	const above = rungNames.slice(rungNames.indexOf(name) + 1);
	const untried = Object.fromEntries(above.map((rung) => [rung, null]));
	return ladder({...untried, [name]: fact}, to);
};
