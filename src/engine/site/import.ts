/** A site's configuration from where it is to `siteRoot`, whole or not at all. */
import type {SiteSource} from '../../config/site-source.ts';
import {InstallError} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {faultText, judgeTree} from './judge-tree.ts';
import {type Located, locateMedium, locateSource} from './locate.ts';
import type {Medium} from './medium.ts';
import {placeSite} from './place.ts';
import type {Site} from './site.ts';

/** @throws InstallError SITE_INVALID, SITE_UNREADABLE, ISO_UNREADABLE, FILE_UNWRITABLE, COMMAND_…, CANCELLED */
export const importMedium = async (
	system: System,
	medium: Pick<Medium, 'device' | 'label'>,
	signal: AbortSignal,
): Promise<Site> => importLocated(system, await locateMedium(system, medium, signal), signal);

/** @throws InstallError as `importMedium`, and SITE_DIGEST_MISMATCH */
export const importSource = async (
	system: System,
	source: SiteSource,
	signal: AbortSignal,
): Promise<Site> => importLocated(system, await locateSource(system, source, signal), signal);

/** What is written is what was judged: the same bytes in memory. */
export const importLocated = async (
	system: System,
	{name, tree, origin}: Located,
	signal: AbortSignal,
): Promise<Site> => {
	const {site, faults} = judgeTree(name, tree, origin, system.clock.now());
	if (site === undefined) {
		throw new InstallError('SITE_INVALID', {source: name, faults: faults.map(faultText)});
	}
	await placeSite(system, tree, site, signal);
	return site;
};
