/**
 * The ladder of each card: what was found on it alone, judged by the same rows as the whole. What belongs to no card,
 * as the clock and the registry, is a lane of its own. Pure.
 */

import type {Nic} from '../../hardware/facts.ts';
import {networkRows, stopperOf} from '../checks/network/index.ts';
import type {Judged} from '../checks/network/rows.ts';
import type {LadderFacts, Rung, RungFacts, RungName} from './facts.ts';
import {isGlobal} from './ground.ts';

export type LaneRung = {
	/** Of its check. */
	readonly id: string;
	/** `untried`: a rung below does not hold. `unused`: nothing of it leads by this card. */
	readonly state: 'holds' | 'broken' | 'warning' | 'unknown' | 'untried' | 'unused';
	/** What was found, or why nobody knows. */
	readonly text: string;
	/** Where it does not hold. */
	readonly remedy?: string;
};

export type Lane = {
	/** Absent: the lane of the host. */
	readonly nic?: string;
	readonly rungs: readonly LaneRung[];
};

export const lanesOf = (ladder: LadderFacts): readonly Lane[] => {
	const {link} = ladder.rungs;
	const nics = link?.fact.known ? link.fact.value : [];
	return [
		...nics.filter(hasLane).map((nic) => laneOf(ladder, nic)),
		{
			rungs: rungsOf(
				ladder,
				(id) => !ofCard.has(id),
				() => true,
			),
		},
	];
};

/** The first rung of a lane that does not hold. */
export const brokenRung = ({rungs}: Lane): LaneRung | undefined =>
	rungs.find(({state}) => state === 'broken');

const ofCard: ReadonlySet<string> = new Set([
	'net-carrier',
	'net-address',
	'net-duplicate-ip',
	'net-default-route',
	'net-gateway',
	'net-mtu',
	'dns-servers',
]);

/** Cards, and whatever else has an address: a bond, a VLAN. */
const hasLane = ({isPhysical, addresses}: Nic): boolean =>
	isPhysical || addresses.some(({address}) => isGlobal(address));

const laneOf = (ladder: LadderFacts, nic: Nic): Lane => {
	const own = ladderOf(ladder, nic.name);
	return {
		nic: nic.name,
		rungs: rungsOf(
			own,
			(id) => ofCard.has(id),
			(id) => isUsed(id, own, nic),
		),
	};
};

const rungsOf = (
	ladder: LadderFacts,
	isOfLane: (id: string) => boolean,
	isUsedHere: (id: string) => boolean,
): readonly LaneRung[] => {
	const stopper = stopperOf(ladder);
	return networkRows
		.filter(({id}) => isOfLane(id))
		.map(({id, judge}): LaneRung => {
			const judged = judge(ladder);
			if (!isUsedHere(id)) return {id, state: 'unused', text: ''};
			if (judged === undefined) return {id, state: stopper ? 'untried' : 'unknown', text: ''};
			return {id, ...shown(judged)};
		});
};

const shown = ({verdict, severity}: Judged): Omit<LaneRung, 'id'> => {
	switch (verdict.kind) {
		case 'passed':
			return {state: 'holds', text: verdict.found ?? ''};
		case 'failed':
			return {
				state: severity === 'blocker' ? 'broken' : 'warning',
				text: verdict.found,
				remedy: verdict.remedy,
			};
		case 'unknown':
			return {state: 'unknown', text: verdict.reason};
	}
};

/** A card that nothing is plugged into and nothing was set on is no fault. */
const isUsed = (id: string, {rungs}: LadderFacts, nic: Nic): boolean => {
	const isWanted = nic.addresses.some(({address}) => isGlobal(address));
	const hasLink = nic.link.known && nic.link.value === 'up';
	switch (id) {
		case 'net-carrier':
			return isWanted || hasLink;
		case 'net-address':
			return hasLink;
		case 'net-duplicate-ip':
			return hasAny(rungs.owners);
		case 'net-default-route':
			return rungs.routes?.fact.known === true && rungs.routes.fact.value.defaultRoutes.length > 0;
		case 'net-gateway':
			return hasAny(rungs.gateways);
		case 'net-mtu':
			return hasAny(rungs.mtu);
		default:
			return hasAny(rungs.nameServers);
	}
};

const hasAny = (rung: {readonly fact: Rung['fact']} | undefined): boolean =>
	rung !== undefined &&
	(!rung.fact.known || (Array.isArray(rung.fact.value) && rung.fact.value.length > 0));

/** Only what was found on this card, as if it had no other. */
const ladderOf = (ladder: LadderFacts, name: string): LadderFacts => {
	const {rungs} = ladder;
	const isOwn = ({nic}: {readonly nic: string}): boolean => nic === name;
	const ways = rungs.routes?.fact.known ? rungs.routes.fact.value.paths : [];
	const leadsHere = (server: string): boolean =>
		ways.some(({address, path}) => address === server && 'nic' in path && path.nic === name);
	return {
		...ladder,
		rungs: {
			...withOwn(rungs, 'link', (nics) => nics.filter((nic) => nic.name === name)),
			...withOwn(rungs, 'address', ({nics, defaultRoutes}) => ({
				nics: nics.filter((nic) => nic.name === name),
				defaultRoutes: defaultRoutes.filter(isOwn),
			})),
			...withOwn(rungs, 'owners', (owners) => owners.filter(isOwn)),
			...withOwn(rungs, 'routes', ({defaultRoutes, paths}) => ({
				defaultRoutes: defaultRoutes.filter(isOwn),
				paths: paths.filter(({path}) => 'nic' in path && path.nic === name),
			})),
			...withOwn(rungs, 'gateways', (gateways) => gateways.filter(isOwn)),
			...withOwn(rungs, 'mtu', (paths) => paths.filter(isOwn)),
			...withOwn(rungs, 'nameServers', (servers) =>
				servers.filter(({server}) => leadsHere(server)),
			),
			...(rungs.tls && {tls: rungs.tls}),
		},
	};
};

const withOwn = <Name extends RungName>(
	rungs: LadderFacts['rungs'],
	name: Name,
	own: (value: RungFacts[Name]) => RungFacts[Name],
): {readonly [Of in Name]?: Rung<Name>} => {
	const rung = rungs[name] as Rung<Name> | undefined;
	if (rung === undefined) return {};
	const {fact} = rung;
	const kept = fact.known ? {...rung, fact: {...fact, value: own(fact.value)}} : rung;
	return {[name]: kept} as {readonly [Of in Name]?: Rung<Name>};
};
