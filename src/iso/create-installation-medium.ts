/**
 * The medium of an installation: the live ISO copied and changed, with the program and perhaps the seed image added;
 * and, where it is asked for, the same for booting over the network. What it is made from was found before.
 */
import type {InstallationConfig} from '../config/installation-config.ts';
import {InstallError} from '../errors.ts';
import type {Secret} from '../secret.ts';
import type {System} from '../system/types.ts';
import type {AddedFile} from '../tools/xorriso.ts';
import {addToIso} from './coreos/added-files.ts';
import type {BaseIso} from './coreos/base.ts';
import {editsFor, writeInstallationIso} from './coreos/installation-iso.ts';
import {type CoreosLayout, readCoreosLayout} from './coreos/layout.ts';
import {ignitionText} from './ignition/config.ts';
import {readLiveParts} from './medium/live-parts.ts';
import {writeNetworkBoot} from './medium/network-boot.ts';
import {
	liveDirectory,
	type PackedProgram,
	type ProgramSource,
	packProgram,
	programPath,
} from './medium/program.ts';
import {requireRuntime} from './medium/runtime.ts';
import {type Carried, carrySeed, type ImagesFrom} from './medium/seed.ts';
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
	/** Where the images of the seed's list are, which then travel with it; absent: they stay there. */
	readonly images?: ImagesFrom | undefined;
	/** Whether files for booting over the network are made as well. */
	readonly withNetworkBoot: boolean;
	/** Where downloads and the packed program are kept. */
	readonly cacheDirectory: string;
	/** The time of the added files; absent: now. */
	readonly madeAt?: Date | undefined;
};

export type InstallationStage = 'download' | 'program' | 'seed' | 'images' | 'copy' | 'network';

export type InstallationOptions = {
	readonly signal: AbortSignal;
	/** A stage begins, or tells how far it is. */
	readonly onProgress?: (stage: InstallationStage, detail?: string) => void;
};

export type MadeMedium = {
	readonly iso: string;
	readonly base: string;
	readonly baseSha256: string;
	readonly architecture: 'amd64' | 'arm64';
	readonly volumeId: string;
	readonly networkBoot?: string;
};

/** What is known before anything is made. */
type Found = {
	readonly config: InstallationConfig;
	readonly postScript: string | undefined;
	readonly base: BaseIso;
	/** Of this run alone. */
	readonly work: string;
};

/** @throws InstallError ISO_…, IGNITION_…, KARGS_…, RUNTIME_UNUSABLE, PROGRAM_INCOMPLETE, SEED_… */
export const makeMedium = async (
	system: System,
	request: InstallationRequest,
	options: InstallationOptions,
	found: Found,
): Promise<MadeMedium> => {
	const {config, base} = found;
	const layout = await readCoreosLayout(await fileSource(system, base.path));
	requireArchitecture(base, layout, config);
	await requireRuntime(system, request.program.runtime, config.architecture);
	const ignitionFor = await ignitionMaker(system, request, found, layout);
	editsFor(layout, {...request, ignition: ignitionFor({seedImage: config.seedImage})}, base.path);
	const {added, ...named} = await seedFor(system, request, options, found);
	const parts = {ignition: ignitionFor(named), added};
	options.onProgress?.('program');
	const packed = packProgram(system, request.program, {
		cacheDirectory: request.cacheDirectory,
		architecture: config.architecture,
		signal: options.signal,
	});
	const written = await writeMedium(system, request, options, {...found, ...parts, packed});
	const {path: program} = await packed;
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
	{base, ignition, added, packed}: Found & Parts & {readonly packed: Promise<PackedProgram>},
): Promise<Pick<MadeMedium, 'iso' | 'baseSha256'>> => {
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
				const {path: from, sha256} = await packed;
				const files = [{from, to: programPath, sha256}, ...added];
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
): Promise<(named: Omit<Carried, 'added'>) => Secret> => {
	const parts = await readLiveParts(files, liveDirectory(program), volumeId);
	return (named) =>
		ignitionText({
			config: {...config, ...named},
			program: parts,
			...(postScript !== undefined && {postScript}),
		});
};

const seedFor = async (
	system: System,
	{withSeed, images}: InstallationRequest,
	{signal, onProgress}: InstallationOptions,
	{config, work}: Pick<Found, 'config' | 'work'>,
): Promise<Carried> => {
	if (!withSeed) {
		return {seedImage: config.seedImage, added: []};
	}
	await system.files.makeDirectory(work, 0o700);
	return carrySeed(system, config, work, {
		images,
		signal,
		onProgress: (stage, detail) => onProgress?.(stage, detail),
	});
};

const percent = (done: number, total: number): string => `${Math.floor((done / total) * 100)} %`;
