/** The ladder of each card: faults of one are not those of another. */
import {expect, test} from 'vitest';
import {brokenRung, lanesOf} from '../../../src/engine/ladder/lanes.ts';
import {known} from '../../../src/hardware/facts.ts';
import {goodRungs, ladder, ladderUpTo, nic, route} from '../checks/ladder.ts';

const second = {
	...nic,
	name: 'eno2',
	addresses: [{family: 4, address: '198.51.100.10', prefixLength: 24} as const],
};
const free = {...nic, name: 'eno3', link: known('down' as const), addresses: []};
const nics = [nic, second, free];
const lost = {
	...route,
	nic: 'eno2',
	gateway: '198.51.100.1',
	echo: known({kind: 'silent' as const}),
	neighbour: known({kind: 'absent' as const}),
};

const three = ladder({
	link: known(nics),
	address: known({nics, defaultRoutes: [route, {...route, nic: 'eno2', gateway: lost.gateway}]}),
	routes: known({
		defaultRoutes: [route, {...route, nic: 'eno2', gateway: lost.gateway}],
		paths: [{address: '192.0.2.53', path: {kind: 'direct', nic: 'eno1'}}],
	}),
	gateways: known([...goodRungs.gateways, lost]),
});

const statesOf = (name: string | undefined) =>
	Object.fromEntries(
		lanesOf(three)
			.find((lane) => lane.nic === name)
			?.rungs.map(({id, state}) => [id, state]) ?? [],
	);

test('each card has its own answers', () => {
	expect(statesOf('eno1')).toEqual({
		'net-carrier': 'holds',
		'net-address': 'holds',
		'net-duplicate-ip': 'holds',
		'net-default-route': 'holds',
		'net-gateway': 'holds',
		'net-mtu': 'holds',
		'dns-servers': 'holds',
	});
	expect(statesOf('eno2')).toMatchObject({
		'net-gateway': 'broken',
		'net-mtu': 'unused',
		'dns-servers': 'unused',
	});
});

test('a card without cable and address is no fault', () => {
	expect(new Set(Object.values(statesOf('eno3')))).toEqual(new Set(['unused']));
});

test('what belongs to no card is the lane of the host', () => {
	expect(statesOf(undefined)).toMatchObject({
		'net-overlap': 'holds',
		'time-ntp-sync': 'holds',
		'registry-image': 'holds',
	});
});

test('a card that has an address and no link is the broken one', () => {
	const pulled = {...nic, link: known('down' as const)};
	const lanes = lanesOf(ladderUpTo('link', known([pulled])));
	expect(lanes.map((lane) => [lane.nic, brokenRung(lane)?.id])).toEqual([
		['eno1', 'net-carrier'],
		[undefined, undefined],
	]);
	expect(lanes[1]?.rungs.every(({state}) => state === 'untried')).toBe(true);
});
