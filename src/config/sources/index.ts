/** All places that settings come from, weakest first, and their merge. */
import type {System} from '../../system/types.ts';
import {defaultSettings} from '../defaults.ts';
import type {ParsedKernelArguments} from '../kernel-arguments.ts';
import {mergeSettings} from '../merge.ts';
import type {Orders} from '../orders.ts';
import type {Config, Settings} from '../settings.ts';
import type {SiteSource} from '../site-source.ts';
import {documentSource, type ReadDocument} from './document.ts';
import {readKernelArguments} from './kernel-arguments.ts';
import type {Source} from './source.ts';

export type ConfigOptions = {
	/** Path of the document, from a flag; stronger than `ibi.config`. */
	readonly configFile?: string;
	readonly flags?: Partial<Settings>;
};

export type LoadedConfig = {
	readonly config: Config;
	readonly orders: Orders;
	readonly warnings: readonly string[];
};

export const loadConfig = async (
	system: System,
	readDocument: ReadDocument,
	{configFile, flags = {}}: ConfigOptions = {},
): Promise<LoadedConfig> => {
	const given = await readKernelArguments(system);
	const sources = configSources(given, placeOf(configFile, given), readDocument, flags);
	const loaded = [];
	for (const source of sources) {
		loaded.push({from: source.name, ...(await source.load(system))});
	}
	return {
		config: mergeSettings(loaded),
		orders: given.orders,
		warnings: loaded.flatMap(({warnings}) => warnings),
	};
};

const placeOf = (
	configFile: string | undefined,
	{orders: {config, configDigest}}: ParsedKernelArguments,
): SiteSource | undefined => {
	if (configFile !== undefined) {
		return {kind: 'file', path: configFile};
	}
	return config && {...config, ...(configDigest !== undefined && {sha256: configDigest})};
};

const configSources = (
	given: ParsedKernelArguments,
	place: SiteSource | undefined,
	readDocument: ReadDocument,
	flags: Partial<Settings>,
): readonly Source[] => [
	constant('default', defaultSettings),
	documentSource(place, readDocument),
	{name: 'kernel arguments', load: async () => given},
	constant('flags', flags),
];

const constant = (name: Source['name'], settings: Partial<Settings>): Source => ({
	name,
	load: async () => ({settings, warnings: []}),
});
