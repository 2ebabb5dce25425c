/**
 * What a site and the seed image must agree on. The first boot finds it out, or never works; a look at the
 * labels of the seed tells it while the ISO is made. Pure.
 */
import {familyOf, overlap, parseNetwork} from '../config/cidr.ts';
import type {InstallConfig} from '../config/install-config.ts';
import type {SeedClusterInfo, SeedInfo} from '../seed/info.ts';

/** What a seed image says of itself, as far as a site must fit it. */
export type SeedSays = Partial<Pick<SeedInfo, 'cluster' | 'architecture'>>;

/** Faults of the site, none when it fits the seed. */
export const seedFaults = (install: InstallConfig, seed: SeedSays): readonly string[] =>
	rules.flatMap((rule) => rule(install, seed) ?? []);

/** What could not be seen, and what is probably not meant. */
export const seedWarnings = (install: InstallConfig, {cluster}: SeedSays): readonly string[] =>
	cluster === undefined
		? ['the seed image says nothing of its cluster: the site was not compared with it']
		: doubts.flatMap((doubt) => doubt(install, cluster) ?? []);

type Doubt = (install: InstallConfig, cluster: SeedClusterInfo) => string | undefined;

const doubts: readonly Doubt[] = [
	({metadata, baseDomain}, {clusterName, baseDomain: ofSeed}) =>
		metadata.name === clusterName && baseDomain === ofSeed
			? `${metadata.name}.${baseDomain} is the name of the seed too: two clusters would have it`
			: undefined,
	({fips}, {hasFips}) =>
		fips === false && hasFips
			? 'fips has no effect: the seed was installed in FIPS mode, which stays on'
			: undefined,
];

type Rule = (install: InstallConfig, seed: SeedSays) => string | undefined;

const rules: readonly Rule[] = [
	({proxy}, {cluster}) =>
		cluster?.hasProxy === true && proxy === undefined
			? 'proxy is required: the seed was installed with one, and the first boot demands the same'
			: undefined,
	({proxy}, {cluster}) =>
		cluster?.hasProxy === false && proxy !== undefined
			? 'proxy: the seed was installed without one, and the first boot demands the same'
			: undefined,
	({fips = false}, {cluster}) =>
		cluster?.hasFips === false && fips
			? 'fips: the seed was installed without FIPS mode, which cannot be turned on later'
			: undefined,
	({controlPlane: {architecture}}, seed) =>
		architecture !== undefined &&
		seed.architecture !== undefined &&
		architecture !== seed.architecture
			? `controlPlane.architecture: found ${architecture}, but the seed image is for ${seed.architecture}`
			: undefined,
	({networking: {machineNetwork = []}}, {cluster}) => {
		const needed = familiesOfSeed(cluster);
		const given = machineNetwork.map(({cidr}) => parseNetwork(cidr)?.family);
		return needed.length === 0 || needed.join() === given.join()
			? undefined
			: `networking.machineNetwork: found ${familyText(given)}, but the seed has ${familyText(needed)}, and the first boot demands the same`;
	},
	({networking: {machineNetwork = []}}, {cluster}) => {
		const inside = [...(cluster?.clusterNetworks ?? []), ...(cluster?.serviceNetworks ?? [])];
		const taken = inside.flatMap((text) => parseNetwork(text) ?? []);
		const found = machineNetwork
			.flatMap(({cidr}) => parseNetwork(cidr) ?? [])
			.flatMap((network) =>
				taken.filter((other) => overlap(network, other)).map((other) => ({network, other})),
			)[0];
		return (
			found &&
			`networking.machineNetwork: ${found.network.text} has addresses in common with ${found.other.text}, a network inside the seed that stays`
		);
	},
	({additionalTrustBundle}, {cluster}) =>
		additionalTrustBundle && cluster?.trustBundle.hasUserBundle === false
			? 'additionalTrustBundle: the seed was made without one, and the first boot can change one but not make one'
			: undefined,
];

/** One network for each address of the node; the addresses say it where the networks were not recorded. */
const familiesOfSeed = (cluster: SeedClusterInfo | undefined): readonly (4 | 6 | undefined)[] => {
	const {machineNetworks = [], nodeIps = []} = cluster ?? {};
	return machineNetworks.length > 0
		? machineNetworks.map((text) => parseNetwork(text)?.family)
		: nodeIps.map(familyOf);
};

const familyText = (families: readonly (4 | 6 | undefined)[]): string =>
	families.length === 0
		? 'none'
		: families.map((family) => (family === undefined ? 'another' : `IPv${family}`)).join(' and ');
