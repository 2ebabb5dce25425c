/** What steps at the edge read back: the site's manifest, which holds secrets and so is never in a plan, and the seed's. */
import {InstallError} from '../../../errors.ts';
import {readManifest, type SeedReconfiguration} from '../../../iso/manifest-document.ts';
import {parseClusterInfo} from '../../../seed/cluster-info.ts';
import type {SeedClusterInfo} from '../../../seed/info.ts';
import type {System} from '../../../system/types.ts';
import {seedManifest, site} from './layout.ts';

/** Every step at the edge has these. */
export type EdgeParams = {
	/** Markers, the copy before recert and the job sheet lie here. */
	readonly stateDirectory: string;
};

/** @throws InstallError CONFIG_INVALID, FILE_UNREADABLE */
export const readSite = async (system: System): Promise<SeedReconfiguration> =>
	readManifest(await system.files.readText(site.manifest), site.manifest);

/** @throws InstallError SEED_DATA_MISSING */
export const readSeed = async (system: System): Promise<SeedClusterInfo> => {
	if ((await system.files.stat(seedManifest)) === undefined) {
		throw new InstallError('SEED_DATA_MISSING', {path: seedManifest, why: 'it is not there'});
	}
	const seed = parseClusterInfo(await system.files.readText(seedManifest));
	if (seed === undefined) {
		throw new InstallError('SEED_DATA_MISSING', {
			path: seedManifest,
			why: 'it does not tell what a seed has to tell',
		});
	}
	return seed;
};
