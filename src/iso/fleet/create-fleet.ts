/**
 * The configuration ISOs of a whole fleet: a directory for each site, with its documents as if they had been
 * written by hand, and what is made from them. Several sites are made at a time, since their keys come from all
 * cores; a site that cannot be made stops no other; a second run makes only what is missing or has changed.
 */
import {createHash} from 'node:crypto';
import {InstallError, isCancelled, type Problem, toProblem} from '../../errors.ts';
import {readSeed} from '../../seed/read.ts';
import {findSeedSource} from '../../seed/source.ts';
import type {System} from '../../system/types.ts';
import {createConfigurationIso, type SeedReader} from '../create-configuration.ts';
import {type FleetSite, readFleetList} from './list.ts';
import {beginMaking, isMade, recordMade} from './made.ts';
import {
	type Documents,
	documentsOf,
	parentOf,
	readShared,
	type Shared,
	writeDocuments,
} from './site-documents.ts';

export type FleetRequest = {
	/** Documents that all sites share lie beside it. */
	readonly listFile: string;
	/** Each site gets a directory of its name in it. */
	readonly directory: string;
	/** Of an earlier fleet: a site of the same name keeps its cluster. */
	readonly identityDirectory?: string;
	readonly seedImage?: string;
	readonly madeAt?: Date;
	readonly signal: AbortSignal;
	/** Told of each site that was begun. */
	readonly onSite: (result: SiteResult, done: number, total: number) => void;
};

export type SiteResult = {readonly name: string; readonly line?: number} & (
	| {readonly kind: 'made'; readonly warnings: readonly string[]}
	/** Its ISO is complete and its inputs are unchanged. */
	| {readonly kind: 'skipped'}
	| {readonly kind: 'failed'; readonly problem: Problem}
	/** Not begun, since somebody ended the run. */
	| {readonly kind: 'cancelled'}
);

/** In the order of the list. @throws InstallError CONFIG_INVALID, FILE_UNREADABLE of the list and what is shared */
export const createFleet = async (
	system: System,
	request: FleetRequest,
): Promise<readonly SiteResult[]> => {
	const {listFile, onSite} = request;
	const sites = readFleetList(await system.files.readText(listFile), listFile);
	const shared = await readShared(system, parentOf(listFile));
	const seeds = rememberedSeeds(system, request.signal);
	let done = 0;
	return inParallel(sites, sitesAtOnce, async (site) => {
		const place = {name: site.name, ...(site.line !== undefined && {line: site.line})};
		if (request.signal.aborted) {
			return {...place, kind: 'cancelled'};
		}
		const outcome = await resultOf(() => createSite(system, request, shared, seeds, site));
		const result = {...place, ...outcome};
		done += 1;
		onSite(result, done, sites.length);
		return result;
	});
};

/** While one waits for its keys, others use the main thread: enough for the four threads that make keys. */
const sitesAtOnce = 4;

/** One look at the seed for all sites of an architecture. */
const rememberedSeeds = (system: System, signal: AbortSignal): SeedReader => {
	const found = new Map<string, ReturnType<SeedReader>>();
	return (image, architecture) => {
		const key = `${architecture} ${image}`;
		const reading =
			found.get(key) ??
			findSeedSource(system, image).then((source) =>
				readSeed(system, source, architecture, signal),
			);
		found.set(key, reading);
		return reading;
	};
};

type Outcome =
	| {readonly kind: 'made'; readonly warnings: readonly string[]}
	| {readonly kind: 'skipped'}
	| {readonly kind: 'failed'; readonly problem: Problem}
	| {readonly kind: 'cancelled'};

const resultOf = async (work: () => Promise<Outcome>): Promise<Outcome> => {
	try {
		return await work();
	} catch (error) {
		return isCancelled(error) ? {kind: 'cancelled'} : {kind: 'failed', problem: toProblem(error)};
	}
};

const createSite = async (
	system: System,
	request: FleetRequest,
	shared: Shared,
	seeds: SeedReader,
	site: FleetSite,
): Promise<Outcome> => {
	const {files} = system;
	requireGood(request, site);
	const directory = `${request.directory}/${site.name}`;
	const documents = await documentsOf(system, shared, site);
	const identityDirectory = await earlierIdentity(system, request, site);
	const isOther = identityDirectory !== undefined && identityDirectory !== directory;
	const identity = isOther ? await files.readText(identityPath(identityDirectory)) : undefined;
	const inputs = digestOf(documents, request, identity);
	if (await isMade(files, directory, inputs)) {
		return {kind: 'skipped'};
	}
	await beginMaking(files, directory);
	await writeDocuments(system, directory, documents);
	const {seedImage, madeAt, signal} = request;
	const {warnings} = await createConfigurationIso(system, {
		directory,
		signal,
		readSeed: seeds,
		...(identityDirectory !== undefined && {identityDirectory}),
		...(seedImage !== undefined && {seedImage}),
		...(madeAt !== undefined && {madeAt}),
	});
	await recordMade(files, directory, inputs);
	return {kind: 'made', warnings};
};

const requireGood = ({listFile}: FleetRequest, {name, line, faults}: FleetSite): void => {
	if (faults.length > 0) {
		const place = line === undefined ? name : `${name} in line ${line}`;
		throw new InstallError('CONFIG_INVALID', {source: `${listFile}: ${place}`, faults});
	}
};

/** A site that the earlier fleet had not gets an identity of its own. */
const earlierIdentity = async (
	{files}: System,
	{identityDirectory}: FleetRequest,
	{name}: FleetSite,
): Promise<string | undefined> => {
	const directory = `${identityDirectory}/${name}`;
	const isThere =
		identityDirectory !== undefined && (await files.stat(identityPath(directory))) !== undefined;
	return isThere ? directory : undefined;
};

const identityPath = (directory: string): string => `${directory}/auth/identity.json`;

/** @param identity that of another directory: what is here already has its own */
const digestOf = (
	{installConfig, imageBasedConfig, manifests}: Documents,
	{seedImage, madeAt}: FleetRequest,
	identity: string | undefined,
): string => {
	const told = [
		installConfig.reveal(),
		imageBasedConfig.reveal(),
		...manifests.flatMap(({name, text}) => [name, text.reveal()]),
		seedImage ?? null,
		madeAt?.toISOString() ?? null,
		identity ?? null,
	];
	return createHash('sha256').update(JSON.stringify(told)).digest('hex');
};

/** Results in the order of the items. */
const inParallel = async <Item, Result>(
	items: readonly Item[],
	atOnce: number,
	work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
	const results: Result[] = [];
	const queue = items.entries();
	const worker = async (): Promise<void> => {
		for (const [index, item] of queue) {
			results[index] = await work(item);
		}
	};
	await Promise.all(Array.from({length: Math.min(atOnce, items.length)}, worker));
	return results;
};
