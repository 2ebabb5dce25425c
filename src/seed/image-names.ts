/**
 * The names of the images to precache, and the rule by which the seed's release registry is replaced. Pure.
 * A registries.conf(5) is read only for the hosts of its `[[registry]]` tables.
 */

export type RewriteRule = {
	/** Host that replaces the seed's; empty for none. */
	readonly releaseRegistry: string;
	readonly seedReleaseRegistry: string;
	readonly isSeedMirrorConfigured: boolean;
	/** Of the running system's registries.conf. */
	readonly registryHosts: readonly string[];
};

/** One name a line; the same name twice is one image. */
export const imageNames = (containersList: string, rule: RewriteRule): readonly string[] => {
	const names = containersList
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
	const isRewritten = needsRewrite(rule);
	return [...new Set(names.map((name) => (isRewritten ? rewritten(name, rule) : name)))];
};

/**
 * Mirrors of the running system that cover the seed's release registry serve its names as they are; without
 * any, a seed that had mirrors came from a disconnected site, whose registry this host may not reach.
 */
export const needsRewrite = ({
	releaseRegistry,
	seedReleaseRegistry,
	isSeedMirrorConfigured,
	registryHosts,
}: RewriteRule): boolean => {
	if (releaseRegistry === '' || seedReleaseRegistry === '') {
		return false;
	}
	return registryHosts.length === 0
		? isSeedMirrorConfigured
		: !registryHosts.includes(seedReleaseRegistry);
};

/** The hosts of all `location` values directly below a `[[registry]]`; those of its mirrors do not count. */
export const registryHostsOf = (registriesConf: string): readonly string[] => {
	let table = '';
	const hosts: string[] = [];
	for (const line of registriesConf.split('\n')) {
		const header = /^\s*(\[{1,2}[^\]]+\]{1,2})/.exec(line)?.[1];
		table = header?.replaceAll(/\s/g, '') ?? table;
		const location = /^\s*location\s*=\s*["']([^"']+)["']/.exec(line)?.[1];
		if (location !== undefined && table === '[[registry]]') {
			hosts.push(location.split('/')[0] ?? location);
		}
	}
	return hosts;
};

/** Only a whole host is replaced: `registry.example` is not the beginning of `registry.example.org/…`. */
const rewritten = (name: string, {releaseRegistry, seedReleaseRegistry}: RewriteRule): string =>
	name.startsWith(`${seedReleaseRegistry}/`)
		? `${releaseRegistry}${name.slice(seedReleaseRegistry.length)}`
		: name;
