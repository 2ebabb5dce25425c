/** From a merged config to settings that a plan can be made of: nothing required is missing. */
import {InstallError} from '../errors.ts';
import type {Config, Settings} from './settings.ts';

/**
 * The live ISO carries a base image of its own; registries have the images; a program that was not bundled cannot be
 * installed.
 */
type MayBeAbsent = 'baseImage' | 'precacheLayout' | 'program';

export type CompleteSettings = Omit<Settings, MayBeAbsent> & Partial<Pick<Settings, MayBeAbsent>>;

/** Required names that no source answered, in the order of the questions. */
export const missingSettings = (config: Config): readonly RequiredName[] =>
	requiredNames.filter((name) => config[name] === undefined);

/** Throws CONFIG_INVALID with one fault for each missing name. Defaults must be merged in. */
export const completeSettings = (config: Config): CompleteSettings => {
	const faults = missingSettings(config).map((name) => `${name} is required`);
	if (faults.length > 0) {
		throw new InstallError('CONFIG_INVALID', {source: 'the settings', faults});
	}
	return Object.fromEntries(
		Object.entries(config).map(([name, setting]) => [name, setting.value]),
	) as CompleteSettings;
};

type RequiredName = (typeof requiredNames)[number];

const requiredNames = ['seedImage', 'seedVersion', 'installationDisk'] as const;
