/** All places that settings come from, weakest first, and their merge. */
import type {System} from '../../system/types.ts';
import {defaultSettings} from '../defaults.ts';
import {mergeSettings} from '../merge.ts';
import type {Config, Settings} from '../settings.ts';
import {fileSource} from './file.ts';
import {kernelArgumentsSource, readKernelArguments} from './kernel-arguments.ts';
import type {Source} from './source.ts';

export type ConfigOptions = {
	/** Path of the document, from a flag; stronger than `ibi.config`. */
	readonly configFile?: string;
	readonly flags?: Partial<Settings>;
};

export type LoadedConfig = {readonly config: Config; readonly warnings: readonly string[]};

export const loadConfig = async (
	system: System,
	options: ConfigOptions = {},
): Promise<LoadedConfig> => {
	const configFile = options.configFile ?? (await readKernelArguments(system)).configFile;
	const sources = configSources(configFile, options.flags ?? {});
	const loaded = [];
	for (const source of sources) {
		loaded.push({from: source.name, ...(await source.load(system))});
	}
	return {
		config: mergeSettings(loaded),
		warnings: loaded.flatMap(({warnings}) => warnings),
	};
};

const configSources = (
	configFile: string | undefined,
	flags: Partial<Settings>,
): readonly Source[] => [
	constant('default', defaultSettings),
	fileSource(configFile),
	kernelArgumentsSource,
	constant('flags', flags),
];

const constant = (name: Source['name'], settings: Partial<Settings>): Source => ({
	name,
	load: async () => ({settings, warnings: []}),
});
