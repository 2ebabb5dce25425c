/**
 * The seed image as an OCI layout on the installation ISO, so that an installer needs no registry for it. Only the
 * seed: the images of its list still come from where they are. What is copied is what was read and compared.
 */
import type {InstallationConfig} from '../../config/installation-config.ts';
import {InstallError} from '../../errors.ts';
import type {SeedInfo} from '../../seed/info.ts';
import {readSeed} from '../../seed/read.ts';
import {findSeedSource} from '../../seed/source.ts';
import type {System} from '../../system/types.ts';
import {copyToLayout} from '../../tools/skopeo-copy.ts';
import type {AddedFile} from '../../tools/xorriso.ts';
import {listTree} from './tree.ts';

export type CarriedSeed = {
	/** What the live system calls it. */
	readonly seedImage: string;
	readonly added: readonly AddedFile[];
};

/**
 * @param work a directory of this run alone; what is put there is needed until the files were added.
 * @throws InstallError SEED_…, CONFIG_INVALID
 */
export const carrySeed = async (
	system: System,
	config: InstallationConfig,
	work: string,
	{signal, log}: {readonly signal: AbortSignal; readonly log: (line: string) => void},
): Promise<CarriedSeed> => {
	const authFile = `${work}/auth.json`;
	await system.files.writeText(authFile, config.pullSecret, 0o600);
	const source = await findSeedSource(system, config.seedImage, authFile);
	const seed = await readSeed(system, source, config.architecture, signal);
	requireFitting(seed, config);
	switch (source.kind) {
		case 'registry': {
			const layout = `${work}/seed`;
			const image = byDigest(source.image, seed.digest);
			const temporaryDirectory = work;
			await copyToLayout(system, {image, authFile, layout, temporaryDirectory}, signal, log);
			return carried(system, layout, 'seed');
		}
		case 'oci-directory':
			return carried(system, source.path, source.reference);
		case 'oci-archive':
			throw new InstallError('SEED_NOT_CARRIED', {image: config.seedImage, why: onlyLayouts});
	}
};

const onlyLayouts = 'an archive cannot be put on an ISO as it is';

/** What would be found in front of the first host otherwise. */
const requireFitting = (
	{cluster, architecture, layers}: SeedInfo,
	{seedImage, seedVersion, architecture: needed}: InstallationConfig,
): void => {
	const version = cluster?.seedClusterOcpVersion;
	const faults = [
		...(version === undefined || version === seedVersion
			? []
			: [`seedVersion: the seed image has version ${version}, not ${seedVersion}`]),
		...(architecture === needed
			? []
			: [`architecture: the seed image is for ${architecture}, not ${needed}`]),
	];
	if (faults.length > 0) {
		const source = 'image-based-installation-config.yaml';
		throw new InstallError('CONFIG_INVALID', {source, faults});
	}
	if (layers.some(({sizeBytes}) => sizeBytes > largestFileBytes)) {
		throw new InstallError('SEED_NOT_CARRIED', {image: seedImage, why: tooLarge});
	}
};

/** With the short names that the tools of CoreOS need, a file on an ISO is of one piece. */
const largestFileBytes = 2 ** 32 - 2049;

const tooLarge =
	'one of its layers has 4 GiB or more, the most that a file on such an ISO can have';

const byDigest = (image: string, digest: string): string =>
	`${image.replace(/@.*$/, '').replace(/:[^:/]+$/, '')}@${digest}`;

const place = 'ibi-console/seed';

const carried = async (
	{files}: System,
	layout: string,
	reference: string | undefined,
): Promise<CarriedSeed> => ({
	seedImage: `oci:/run/media/iso/${place}${reference === undefined ? '' : `:${reference}`}`,
	added: (await listTree(files, layout)).map(({path}) => ({
		from: `${layout}/${path}`,
		to: `/${place}/${path}`,
	})),
});
