/**
 * From a directory with an installation configuration, and a CoreOS live ISO, to an installation ISO that carries
 * the program. All that can be wrong is read before anything is written; the documents stay where they are.
 */
import type {InstallationConfig} from '../config/installation-config.ts';
import {readInstallationConfig} from '../config/schema.ts';
import {InstallError} from '../errors.ts';
import type {Secret} from '../secret.ts';
import type {System} from '../system/types.ts';
import {requirePrograms} from '../tools/presence.ts';
import type {AddedFile} from '../tools/xorriso.ts';
import {addToIso} from './coreos/added-files.ts';
import {type BaseIso, findBase} from './coreos/base.ts';
import {editsFor, writeInstallationIso} from './coreos/installation-iso.ts';
import {type CoreosLayout, readCoreosLayout} from './coreos/layout.ts';
import {ignitionText} from './ignition/config.ts';
import {forget} from './medium/kept-file.ts';
import {readLiveParts} from './medium/live-parts.ts';
import {writeNetworkBoot} from './medium/network-boot.ts';
import {liveDirectory, type ProgramSource, packProgram, programPath} from './medium/program.ts';
import {requireRuntime} from './medium/runtime.ts';
import {carrySeed} from './medium/seed.ts';
import {fileSource} from './volume/source.ts';

export type InstallationRequest = {
	/** With image-based-installation-config.yaml and perhaps post.sh; the result goes there too. */
	readonly directory: string;
	/** The CoreOS live ISO: a path or an address. */
	readonly base: string;
	/** Of the base, in hexadecimal digits. */
	readonly baseSha256?: string | undefined;
	readonly addedKargs: readonly string[];
	readonly program: ProgramSource;
	/** Whether the seed image travels on the medium. */
	readonly withSeed: boolean;
	/** Whether files for booting over the network are made as well. */
	readonly withNetworkBoot: boolean;
	/** Where downloads and the packed program are kept. */
	readonly cacheDirectory: string;
	/** The time of the added files; absent: now. */
	readonly madeAt?: Date | undefined;
};

export type InstallationStage = 'download' | 'program' | 'seed' | 'copy' | 'network';

export type InstallationOptions = {
	readonly signal: AbortSignal;
	/** A stage begins, or tells how far it is. */
	readonly onProgress?: (stage: InstallationStage, detail?: string) => void;
};

export type InstallationResult = {
	readonly iso: string;
	readonly base: string;
	readonly baseSha256: string;
	readonly architecture: 'amd64' | 'arm64';
	readonly volumeId: string;
	readonly networkBoot?: string;
	readonly warnings: readonly string[];
};

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

type Found = {
	readonly config: InstallationConfig;
	readonly postScript: string | undefined;
	readonly base: BaseIso;
	/** Of this run alone. */
	readonly work: string;
};

const makeMedium = async (
	system: System,
	request: InstallationRequest,
	options: InstallationOptions,
	found: Found,
): Promise<Omit<InstallationResult, 'warnings'>> => {
	const {config, base} = found;
	const layout = await readCoreosLayout(await fileSource(system, base.path));
	requireArchitecture(base, layout, config);
	await requireRuntime(system, request.program.runtime, config.architecture);
	const ignitionFor = await ignitionMaker(system, request, found, layout);
	editsFor(layout, {...request, ignition: ignitionFor(config.seedImage)}, base.path);
	const {seedImage, added} = await seedFor(system, request, options, found);
	const parts = {ignition: ignitionFor(seedImage), added};
	options.onProgress?.('program');
	const packed = packProgram(system, request.program, {
		cacheDirectory: request.cacheDirectory,
		architecture: config.architecture,
		signal: options.signal,
	});
	const written = await writeMedium(system, request, options, {...found, ...parts, packed});
	const program = await packed;
	return {
		...written,
		base: base.path,
		architecture: config.architecture,
		volumeId: layout.volumeId,
		...(request.withNetworkBoot && {
			networkBoot: await bootFromNetwork(system, request, options, {...found, ...parts, program}),
		}),
	};
};

type Parts = {readonly ignition: Secret; readonly added: readonly AddedFile[]};

/** The program is packed while the base is copied: it is needed only then. */
const writeMedium = async (
	system: System,
	request: InstallationRequest,
	{signal, onProgress}: InstallationOptions,
	{base, ignition, added, packed}: Found & Parts & {readonly packed: Promise<string>},
): Promise<Pick<InstallationResult, 'iso' | 'baseSha256'>> => {
	const iso = `${request.directory}/rhcos-ibi.iso`;
	const madeAt = request.madeAt ?? system.clock.now();
	onProgress?.('copy');
	const work = writeInstallationIso(
		system,
		{base: base.path, output: iso},
		{ignition, addedKargs: request.addedKargs},
		{
			signal,
			expectedSha256: base.sha256,
			onProgress: (done, total) => onProgress?.('copy', percent(done, total)),
			finish: async (path) => {
				const files = [{from: await packed, to: programPath}, ...added];
				await addToIso(system, path, files, madeAt, signal);
			},
		},
	);
	const [baseSha256] = await bothEnded(work, packed);
	return {iso, baseSha256};
};

/** Nothing may still write when one of the two has failed. */
const bothEnded = async <One, Other>(
	one: Promise<One>,
	other: Promise<Other>,
): Promise<readonly [One, Other]> => {
	await Promise.allSettled([one, other]);
	return Promise.all([one, other]);
};

const bootFromNetwork = async (
	system: System,
	{directory, addedKargs}: InstallationRequest,
	{onProgress}: InstallationOptions,
	{base, ignition, program}: Found & Parts & {readonly program: string},
): Promise<string> => {
	const networkBoot = `${directory}/network-boot`;
	onProgress?.('network');
	await writeNetworkBoot(system, {
		base: base.path,
		directory: networkBoot,
		ignition,
		program,
		addedKargs,
	});
	return networkBoot;
};

/** A kernel that we do not know is taken on trust. */
const requireArchitecture = (
	{path}: BaseIso,
	{architecture: found}: CoreosLayout,
	{architecture: needed}: InstallationConfig,
): void => {
	if (found !== undefined && found !== needed) {
		throw new InstallError('ISO_ARCHITECTURE', {iso: path, found, needed});
	}
};

const ignitionMaker = async (
	{files}: System,
	{program}: InstallationRequest,
	{config, postScript}: Found,
	{volumeId}: CoreosLayout,
): Promise<(seedImage: string) => Secret> => {
	const parts = await readLiveParts(files, liveDirectory(program), volumeId);
	return (seedImage) =>
		ignitionText({
			config: {...config, seedImage},
			program: parts,
			...(postScript !== undefined && {postScript}),
		});
};

type SeedOnMedium = {readonly seedImage: string; readonly added: readonly AddedFile[]};

const seedFor = async (
	system: System,
	{withSeed}: InstallationRequest,
	{signal, onProgress}: InstallationOptions,
	{config, work}: Pick<Found, 'config' | 'work'>,
): Promise<SeedOnMedium> => {
	if (!withSeed) {
		return {seedImage: config.seedImage, added: []};
	}
	onProgress?.('seed');
	await system.files.makeDirectory(work, 0o700);
	return carrySeed(system, config, work, {signal, log: (line) => onProgress?.('seed', line)});
};

const percent = (done: number, total: number): string => `${Math.floor((done / total) * 100)} %`;

const warningsOf = (
	{sha256}: BaseIso,
	{baseSha256}: Pick<InstallationResult, 'baseSha256'>,
): readonly string[] =>
	sha256 === undefined
		? [`nobody said what the live ISO should be; its SHA-256 is ${baseSha256}`]
		: [];
