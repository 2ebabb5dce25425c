/**
 * Everything that the checks of a site need to know of the installed host: the table of contents of the probes. Reads
 * only and sends a few packets; each fact has a time limit, and one that fails hides no other.
 */
import type {NetworkFacts} from '../../hardware/facts.ts';
import {networkProbes} from '../../hardware/nics.ts';
import {runProbes} from '../../hardware/probes.ts';
import {timeProbes} from '../../hardware/time.ts';
import {asFact} from '../../hardware/time-limit.ts';
import type {SeedClusterInfo} from '../../seed/info.ts';
import type {System} from '../../system/types.ts';
import {type Site, siteRoot} from '../site/site.ts';
import {askGateways} from './ask-gateways.ts';
import {askNames, findNameServers} from './ask-names.ts';
import {askOwners} from './ask-owners.ts';
import type {EdgeFacts} from './facts.ts';
import {findImages} from './find-images.ts';
import type {EdgeGround} from './ground.ts';
import {edgeHostProbes} from './host-probes.ts';
import {emptyPlan} from './network-plan.ts';
import {plannedNetwork} from './planned-network.ts';
import {readDocuments} from './read-documents.ts';

export type EdgeSubject = {
	readonly site: Pick<Site, 'manifest' | 'files'>;
	readonly seed: SeedClusterInfo;
	/** Where the files of the site lie; absent: `siteRoot`. */
	readonly root?: string;
	/** How long other owners of an address may take to answer; absent: as long as is good for a cold network. */
	readonly answerSeconds?: number;
};

/** @throws InstallError CANCELLED */
export const probeEdge = async (
	system: System,
	subject: EdgeSubject,
	signal: AbortSignal,
): Promise<EdgeFacts> => {
	const {site, seed} = subject;
	const [host, time, images, ground] = await Promise.all([
		runProbes(system, edgeHostProbes(seed), signal),
		runProbes(system, timeProbes, signal),
		asFact(system, {what: 'the images', limitMs: imagesLimitMs, signal}, (either) =>
			findImages(system, seed, site.manifest, either),
		),
		probeNetwork(system, subject, signal),
	]);
	return {probedAt: system.clock.now().toISOString(), ...host, time, images, ...ground};
};

/** Longer than the presence of all images and an answer of their registries take together. */
const imagesLimitMs = 75_000;
const documentsLimitMs = 10_000;
const packetsLimitMs = 20_000;

type NetworkPart = Pick<
	EdgeFacts,
	'network' | 'documents' | 'nameServers' | 'names' | 'owners' | 'gateways'
>;

/** Whom to ask is known only after network and documents were read. */
const probeNetwork = async (
	system: System,
	{site, root = siteRoot, answerSeconds}: EdgeSubject,
	signal: AbortSignal,
): Promise<NetworkPart> => {
	const [network, documents] = await Promise.all([
		runProbes(system, networkProbes, signal) satisfies Promise<NetworkFacts>,
		asFact(system, {what: 'the documents of the site', limitMs: documentsLimitMs, signal}, () =>
			readDocuments(system, site, root),
		),
	]);
	const keyfiles = documents.known ? documents.value.keyfiles : emptyPlan;
	const plan = plannedNetwork(site.manifest, keyfiles);
	const {manifest} = site;
	const patience = answerSeconds === undefined ? {} : {answerSeconds};
	const ground: EdgeGround = {system, network, plan, manifest, ...patience};
	return {network, documents, ...(await askAround(ground, signal))};
};

const askAround = async (
	ground: EdgeGround,
	signal: AbortSignal,
): Promise<Omit<NetworkPart, 'network' | 'documents'>> => {
	const {system} = ground;
	const limit = (what: string) => ({what, limitMs: packetsLimitMs, signal});
	const nameServers = await asFact(system, limit('the name servers'), () =>
		findNameServers(ground),
	);
	const [names, owners, gateways] = await Promise.all([
		asFact(system, limit('the names of the cluster'), (either) =>
			askNames(ground, nameServers, either),
		),
		asFact(system, limit('the owners of the addresses'), (either) => askOwners(ground, either)),
		asFact(system, limit('the gateways'), (either) => askGateways(ground, either)),
	]);
	return {nameServers, names, owners, gateways};
};
