/** `/etc/containers/registries.conf` of the live system: mirrors of registries, by digest only. Pure. */
import type {InstallationConfig} from '../../config/installation-config.ts';

type Sources = NonNullable<InstallationConfig['imageDigestSources']>;

type Registry = {
	readonly source: string;
	readonly isBlocked: boolean;
	readonly mirrors: readonly string[];
};

export const registriesConf = (sources: Sources): string =>
	[
		'credential-helpers = []',
		'short-name-mode = ""',
		'unqualified-search-registries = []',
		...registriesOf(sources).flatMap(registryTable),
		'',
	].join('\n');

/** Equal sources become one, in the order of the first; a source without mirrors says nothing. */
const registriesOf = (sources: Sources): readonly Registry[] => {
	const found = new Map<string, Registry>();
	for (const {source, mirrors = [], sourcePolicy} of sources) {
		const isBlocked = sourcePolicy === 'NeverContactSource';
		const key = `${source} ${isBlocked}`;
		const known = found.get(key)?.mirrors ?? [];
		found.set(key, {source, isBlocked, mirrors: [...new Set([...known, ...mirrors])]});
	}
	return [...found.values()].filter(({mirrors}) => mirrors.length > 0);
};

const registryTable = ({source, isBlocked, mirrors}: Registry): readonly string[] => [
	'',
	'[[registry]]',
	'  prefix = ""',
	`  location = ${tomlText(source)}`,
	'  mirror-by-digest-only = true',
	...(isBlocked ? ['  blocked = true'] : []),
	...mirrors.flatMap((mirror) => [
		'',
		'  [[registry.mirror]]',
		`    location = ${tomlText(mirror)}`,
	]),
];

/** A basic string of TOML escapes as JSON does. */
const tomlText = (text: string): string => JSON.stringify(text);
