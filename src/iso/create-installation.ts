/**
 * From a directory with an installation configuration, and a CoreOS live ISO, to an installation ISO. What
 * runs on it is given: files and units for Ignition, and files that are added to the medium.
 */
import type {InstallationConfig} from '../config/installation-config.ts';
import {readInstallationConfig} from '../config/schema.ts';
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import type {AddedFile} from '../tools/xorriso.ts';
import {addToIso} from './coreos/added-files.ts';
import {type CopyOptions, writeInstallationIso} from './coreos/installation-iso.ts';
import {readCoreosLayout} from './coreos/layout.ts';
import {ignitionText} from './ignition/config.ts';
import type {IgnitionParts} from './ignition/types.ts';
import {fileSource} from './volume/source.ts';

export type InstallationRequest = {
	/** With image-based-installation-config.yaml and perhaps post.sh; the result goes there too. */
	readonly directory: string;
	/** The CoreOS live ISO. */
	readonly base: string;
	readonly addedKargs: readonly string[];
	readonly program: IgnitionParts;
	readonly addedFiles: readonly AddedFile[];
	/** The time of the added files. */
	readonly madeAt: Date;
};

/** @returns the path of the ISO. @throws InstallError CONFIG_INVALID, ISO_…, IGNITION_…, KARGS_… */
export const createInstallationIso = async (
	system: System,
	request: InstallationRequest,
	options: CopyOptions,
): Promise<string> => {
	const {directory, base, addedKargs, addedFiles, program, madeAt} = request;
	const config = await readConfig(system, directory);
	await requireArchitecture(system, base, config);
	const postScript = await readPostScript(system, directory);
	const ignition = ignitionText({config, program, ...(postScript !== undefined && {postScript})});
	const output = `${directory}/rhcos-ibi.iso`;
	const unfinished = `${output}.unfinished`;
	try {
		await writeInstallationIso(system, {base, output: unfinished}, {ignition, addedKargs}, options);
		if (addedFiles.length > 0) {
			await addToIso(system, unfinished, addedFiles, madeAt, options.signal);
		}
		await system.files.rename(unfinished, output);
	} catch (error) {
		await system.files.remove(unfinished);
		throw error;
	}
	return output;
};

const readConfig = async ({files}: System, directory: string): Promise<InstallationConfig> => {
	const name = 'image-based-installation-config.yaml';
	return readInstallationConfig(await files.readText(`${directory}/${name}`), name);
};

/** undefined when the engineer has none. */
const readPostScript = async ({files}: System, directory: string): Promise<string | undefined> => {
	const path = `${directory}/post.sh`;
	return (await files.stat(path)) === undefined ? undefined : files.readText(path);
};

/** A kernel that we do not know is taken on trust. */
const requireArchitecture = async (
	system: System,
	base: string,
	{architecture: needed}: InstallationConfig,
): Promise<void> => {
	const {architecture: found} = await readCoreosLayout(await fileSource(system, base));
	if (found !== undefined && found !== needed) {
		throw new InstallError('ISO_ARCHITECTURE', {iso: base, found, needed});
	}
};
