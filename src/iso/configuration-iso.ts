/**
 * The configuration ISO: the tree that the first boot looks for, on a volume that it finds by its label.
 * Writing it is pure; reading it back gives the same parts, from our own ISOs and from those of others.
 */
import {InstallError} from '../errors.ts';
import {Secret} from '../secret.ts';
import type {ManifestFile} from './extra-manifests.ts';
import {readManifest, type SeedReconfiguration} from './manifest-document.ts';
import {secretJson} from './secret-json.ts';
import {readEntry, readVolume, type VolumeEntry} from './volume/read.ts';
import type {ByteSource} from './volume/source.ts';
import type {VolumeContent} from './volume/tree.ts';
import {writeVolume} from './volume/write.ts';

export const configurationLabel = 'cluster-config';

/** The second is what older agents look for. */
export const acceptedLabels: readonly string[] = [configurationLabel, 'relocation-config'];

export type SiteConfiguration = {
	readonly manifest: SeedReconfiguration;
	/** Objects that come before the extra manifests, as an ImageDigestMirrorSet. */
	readonly manifests: readonly ManifestFile[];
	readonly extraManifests: readonly ManifestFile[];
};

export const configurationIso = (site: SiteConfiguration, madeAt: Date): Buffer =>
	writeVolume(contentOf(site), {volumeId: configurationLabel, madeAt});

/** @throws InstallError ISO_UNREADABLE, CONFIG_INVALID */
export const readConfigurationIso = async (source: ByteSource): Promise<SiteConfiguration> => {
	const {volumeId, entries} = await readVolume(source);
	if (!acceptedLabels.includes(volumeId)) {
		throw unreadable(source, `its label is not ${configurationLabel}`);
	}
	for (const path of [manifestsPath, extraManifestsPath]) {
		if (!entries.some((entry) => entry.kind === 'directory' && entry.path === path)) {
			throw unreadable(source, `the directory ${path} is missing, without which no host starts`);
		}
	}
	const manifestEntry = entries.find(({path}) => path === manifestPath);
	if (manifestEntry === undefined) {
		throw unreadable(source, `${manifestPath} is missing`);
	}
	return {
		manifest: readManifest((await textOf(source, manifestEntry)).reveal(), manifestPath),
		manifests: await filesBelow(source, entries, manifestsPath),
		extraManifests: await filesBelow(source, entries, extraManifestsPath),
	};
};

const manifestPath = 'cluster-configuration/manifest.json';
const manifestsPath = 'cluster-configuration/manifests';
const extraManifestsPath = 'extra-manifests';

const largestFileBytes = 16 * 1024 * 1024;

const contentOf = ({manifest, manifests, extraManifests}: SiteConfiguration): VolumeContent => {
	const below = (directory: string, files: readonly ManifestFile[]) =>
		files.map(({name, text}) => ({path: `${directory}/${name}`, content: bytesOf(text)}));
	return {
		files: [
			{path: manifestPath, content: bytesOf(secretJson(manifest))},
			...below(manifestsPath, manifests),
			...below(extraManifestsPath, extraManifests),
		],
		// The first boot reads both directories even when there is nothing for it in them.
		directories: [manifestsPath, extraManifestsPath],
	};
};

/** Sorted by name, which is the order of the first boot; directories below are not read there. */
const filesBelow = async (
	source: ByteSource,
	entries: readonly VolumeEntry[],
	directory: string,
): Promise<readonly ManifestFile[]> => {
	const prefix = `${directory}/`;
	const found = entries
		.filter(({path, kind}) => kind === 'file' && path.startsWith(prefix))
		.filter(({path}) => !path.slice(prefix.length).includes('/'))
		.sort((a, b) => (a.path < b.path ? -1 : 1));
	return Promise.all(
		found.map(async (entry) => ({
			name: entry.path.slice(prefix.length),
			text: await textOf(source, entry),
		})),
	);
};

const bytesOf = (text: Secret): Buffer => Buffer.from(text.reveal());

const textOf = async (source: ByteSource, entry: VolumeEntry): Promise<Secret> =>
	new Secret((await readEntry(source, entry, largestFileBytes)).toString());

const unreadable = (source: ByteSource, why: string): InstallError =>
	new InstallError('ISO_UNREADABLE', {iso: source.name, why});
