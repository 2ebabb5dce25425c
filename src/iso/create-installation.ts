/**
 * From a directory with an installation configuration, and a CoreOS live ISO, to an installation ISO that carries
 * the program. All that can be wrong is read before anything is written; the documents stay where they are.
 */
import type {InstallationConfig} from '../config/installation-config.ts';
import {readInstallationConfig} from '../config/schema.ts';
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {requirePrograms} from '../tools/presence.ts';
import {type BaseIso, findBase} from './coreos/base.ts';
import {
	type InstallationOptions,
	type InstallationRequest,
	type MadeMedium,
	makeMedium,
} from './create-installation-medium.ts';
import {forget} from './medium/kept-file.ts';

export type InstallationResult = MadeMedium & {readonly warnings: readonly string[]};

/** @throws InstallError CONFIG_INVALID, ISO_…, IGNITION_…, KARGS_…, DOWNLOAD_FAILED, RUNTIME_UNUSABLE, SEED_… */
export const createInstallationIso = async (
	system: System,
	request: InstallationRequest,
	options: InstallationOptions,
): Promise<InstallationResult> => {
	const {directory} = request;
	await requirePrograms(system, neededPrograms, options.signal);
	const config = await readConfig(system, directory);
	const postScript = await readPostScript(system, directory);
	options.onProgress?.('download');
	const base = await findBase(
		system,
		{
			place: request.base,
			cacheDirectory: request.cacheDirectory,
			...(request.baseSha256 !== undefined && {sha256: request.baseSha256}),
		},
		{signal: options.signal, onProgress: (detail) => options.onProgress?.('download', detail)},
	);
	const work = `${directory}/.rhcos-ibi.work`;
	try {
		const made = await makeMedium(system, request, options, {config, postScript, base, work});
		return {...made, warnings: warningsOf(base, made)};
	} catch (error) {
		if (base.isKept && error instanceof InstallError && error.code === 'ISO_DIGEST_MISMATCH') {
			await forget(system, base.path);
		}
		throw error;
	} finally {
		await system.files.removeTree(work);
	}
};

const neededPrograms = [
	{probe: {program: 'xorriso', args: ['-version']}, fromPackage: 'xorriso'},
	{probe: {program: 'mksquashfs', args: ['-version']}, fromPackage: 'squashfs-tools'},
];

const configName = 'image-based-installation-config.yaml';

const readConfig = async ({files}: System, directory: string): Promise<InstallationConfig> =>
	readInstallationConfig(await files.readText(`${directory}/${configName}`), configName);

/** undefined when the engineer has none. */
const readPostScript = async ({files}: System, directory: string): Promise<string | undefined> => {
	const path = `${directory}/post.sh`;
	return (await files.stat(path)) === undefined ? undefined : files.readText(path);
};

const warningsOf = (
	{sha256}: BaseIso,
	{baseSha256}: Pick<MadeMedium, 'baseSha256'>,
): readonly string[] =>
	sha256 === undefined
		? [`nobody said what the live ISO should be; its SHA-256 is ${baseSha256}`]
		: [];
