/** What the steps of the cluster read from the site's and the seed's documents, where they lie on the host. */
import {InstallError} from '../../../errors.ts';
import {readManifest, type SeedReconfiguration} from '../../../iso/manifest-document.ts';
import {parseClusterInfo} from '../../../seed/cluster-info.ts';
import type {SeedClusterInfo} from '../../../seed/info.ts';
import type {StepContext} from '../../step.ts';
import {seedManifestPath, siteManifestPath} from './layout.ts';

export const readSite = async ({system}: StepContext): Promise<SeedReconfiguration> =>
	readManifest(await system.files.readText(siteManifestPath), siteManifestPath);

/** @throws InstallError SEED_INCOMPLETE */
export const readSeedInfo = async ({system}: StepContext): Promise<SeedClusterInfo> => {
	const info = parseClusterInfo(await system.files.readText(seedManifestPath));
	if (info === undefined) {
		const why = 'it does not describe a cluster';
		throw new InstallError('SEED_INCOMPLETE', {member: seedManifestPath, why});
	}
	return info;
};
