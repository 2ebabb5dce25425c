/**
 * Images fetched from their registries into one directory of blobs, so that a layer which several share comes once.
 * Manifests and configs are kept as the registries served them, index and all, since the names of the list are digests
 * of those; skopeo, which fetches the layers, would rewrite manifests of Docker.
 */
import {InstallError} from '../../errors.ts';
import {blobFileOf, type ImageLayout} from '../../seed/image-layout.ts';
import {digestOf, isIndex, parseManifestOrIndex} from '../../seed/oci.ts';
import {askableName, registryStore} from '../../seed/registry.ts';
import type {System} from '../../system/types.ts';
import {copyToLayout} from '../../tools/skopeo-copy.ts';

export type FetchRequest = {
	readonly architecture: string;
	readonly authFile: string;
	/** Of this run alone. */
	readonly work: string;
};

export type FetchReports = {
	readonly signal: AbortSignal;
	readonly log: (line: string) => void;
};

export type Fetched = {
	readonly layout: ImageLayout;
	/** Why an image did not come, by its name. */
	readonly failures: ReadonlyMap<string, string>;
};

const fetchesAtOnce = 4;

export const fetchImages = async (
	system: System,
	names: readonly string[],
	request: FetchRequest,
	{signal, log}: FetchReports,
): Promise<Fetched> => {
	const directory = `${request.work}/images`;
	const named = new Map<string, string>();
	const failures = new Map<string, string>();
	const waiting = [...names.entries()];
	const keep = keepOnce(system, directory);
	await system.files.makeDirectory(`${directory}/blobs/sha256`);
	await system.files.makeDirectory(copiesOf(request));
	const fetcher = async (): Promise<void> => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			const [index, name] = next;
			log(`${index + 1} of ${names.length}: ${name}`);
			try {
				const number = String(index);
				named.set(
					name,
					await fetchImage(system, {...request, name, number, directory, keep}, signal),
				);
			} catch (error) {
				failures.set(name, reasonOf(error, signal));
			}
		}
	};
	const fetching = Array.from({length: fetchesAtOnce}, fetcher);
	await Promise.allSettled(fetching);
	await Promise.all(fetching);
	return {layout: {directory, named}, failures};
};

/** What skopeo makes of manifests; the blobs are elsewhere. */
const copiesOf = ({work}: Pick<FetchRequest, 'work'>): string => `${work}/copies`;

type OneImage = FetchRequest & {
	readonly name: string;
	/** Another one for each image. */
	readonly number: string;
	readonly directory: string;
	readonly keep: (text: string) => Promise<void>;
};

/** Two names of one image are fetched beside each other, and bring the same documents. */
const keepOnce = ({files}: Pick<System, 'files'>, directory: string): OneImage['keep'] => {
	const kept = new Map<string, Promise<void>>();
	return (text) => {
		const path = blobFileOf({directory}, digestOf(text));
		const keeping = kept.get(path) ?? files.writeText(path, text, 0o644);
		kept.set(path, keeping);
		return keeping;
	};
};

/** @returns the digest that its name stands for. */
const fetchImage = async (
	system: System,
	{name, number, directory, keep, architecture, authFile, work}: OneImage,
	signal: AbortSignal,
): Promise<string> => {
	const store = registryStore(system, {kind: 'registry', image: name, authFile}, signal);
	const root = await store.root();
	const document = parseManifestOrIndex(name, root.text);
	const entry = isIndex(document)
		? document.manifests.find(({platform}) => platform?.architecture === architecture)
		: undefined;
	if (isIndex(document) && entry === undefined) {
		throw new InstallError('SEED_UNREADABLE', {image: name, why: `it has no ${architecture}`});
	}
	const text = entry === undefined ? root.text : await store.manifest(entry);
	const manifest = parseManifestOrIndex(name, text);
	if (isIndex(manifest)) {
		throw new InstallError('SEED_UNREADABLE', {image: name, why: 'its index leads to another'});
	}
	const repository = askableName(name)
		.replace(/@.*$/, '')
		.replace(/:[^:/]+$/, '');
	const image = `${repository}@${digestOf(text)}`;
	const temporaryDirectory = work;
	const copy = {image, authFile, layout: `${copiesOf({work})}/${number}`, temporaryDirectory};
	const sharedBlobs = `${directory}/blobs`;
	await copyToLayout(system, {...copy, sharedBlobs}, signal, () => {});
	const config = await store.config(digestOf(text), manifest.config);
	await Promise.all([root.text, text, config].map(keep));
	return root.digest;
};

/** The problems of reading an image are worded for the seed. */
const reasonOf = (error: unknown, signal: AbortSignal): string => {
	if (signal.aborted || !(error instanceof InstallError)) {
		throw error;
	}
	return error.message.replace(/^Reading the seed image \S+: /, '').replace(/\.$/, '');
};
