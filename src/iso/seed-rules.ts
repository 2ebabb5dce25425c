/**
 * What a site and the seed image must agree on. The first boot finds it out, or never works; a look at the
 * labels of the seed tells it while the ISO is made. Pure.
 */
import type {InstallConfig} from '../config/install-config.ts';
import type {SeedInfo} from '../seed/info.ts';

/** What a seed image says of itself, as far as a site must fit it. */
export type SeedSays = Partial<Pick<SeedInfo, 'cluster' | 'architecture'>>;

/** Faults of the site, none when it fits the seed. */
export const seedFaults = (install: InstallConfig, seed: SeedSays): readonly string[] =>
	rules.flatMap((rule) => rule(install, seed) ?? []);

/** What could not be seen. */
export const seedWarnings = ({cluster}: SeedInfo): readonly string[] =>
	cluster === undefined
		? ['the seed image says nothing of its cluster: proxy and FIPS mode were not compared with it']
		: [];

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
];
