/**
 * The names of the images that a seed wants on its host, read from the seed itself and written as the host will ask for
 * them. The whole image is read and verified on the way: a damaged one is found out here, not in the factory.
 */
import type {InstallationConfig} from '../../config/installation-config.ts';
import {InstallError} from '../../errors.ts';
import {imageNames, registryHostsOf} from '../../seed/image-names.ts';
import type {SeedInfo} from '../../seed/info.ts';
import {openBlob} from '../../seed/restore-blob.ts';
import {seedManifest} from '../../seed/restore-content.ts';
import {unpackLayer} from '../../seed/restore-layer.ts';
import type {ByteStream, System} from '../../system/types.ts';
import {registriesConf} from '../ignition/registries.ts';

export type SeedOnDisk = {
	/** An OCI layout. */
	readonly directory: string;
	readonly info: SeedInfo;
};

/** @throws InstallError SEED_INCOMPLETE, SEED_LAYER_…, SEED_CONTENT_MISMATCH */
export const wantedImages = async (
	system: System,
	seed: SeedOnDisk,
	{releaseRegistry = '', imageDigestSources = []}: InstallationConfig,
	signal: AbortSignal,
): Promise<readonly string[]> => {
	const texts = await readLists(system, seed, signal);
	const manifest = seedManifest(requireText(texts, 'manifest.json'));
	return imageNames(requireText(texts, 'containers.list'), {
		releaseRegistry,
		seedReleaseRegistry: manifest.releaseRegistry,
		isSeedMirrorConfigured: manifest.isMirrorConfigured,
		registryHosts: registryHostsOf(registriesConf(imageDigestSources)),
	});
};

type Texts = ReadonlyMap<string, string>;

const listNames: readonly string[] = ['containers.list', 'manifest.json'];

const readLists = async (
	system: System,
	{directory, info: {layers, diffIds}}: SeedOnDisk,
	signal: AbortSignal,
): Promise<Texts> => {
	const texts = new Map<string, string>();
	for (const [index, blob] of layers.entries()) {
		await unpackLayer(
			{
				blob,
				diffId: diffIds[index] ?? '',
				open: () => openBlob(system, {kind: 'oci-directory', path: directory}, blob.digest, signal),
			},
			{
				signal,
				progress: () => {},
				onMember: async ({name: path, kind, content}) => {
					const name = path.replace(/^(\.\/)+/, '');
					if (kind === 'file' && listNames.includes(name)) {
						texts.set(name, await textOf(name, content));
					}
				},
			},
		);
	}
	return texts;
};

const longestListBytes = 4 * 1024 * 1024;

const textOf = async (member: string, content: ByteStream): Promise<string> => {
	const chunks: Uint8Array[] = [];
	let sizeBytes = 0;
	for await (const chunk of content) {
		sizeBytes += chunk.byteLength;
		if (sizeBytes > longestListBytes) {
			throw new InstallError('SEED_INCOMPLETE', {member, why: 'it is far too large'});
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString();
};

const requireText = (texts: Texts, member: string): string => {
	const text = texts.get(member);
	if (text === undefined) {
		throw new InstallError('SEED_INCOMPLETE', {member, why: 'the image does not have it'});
	}
	return text;
};
