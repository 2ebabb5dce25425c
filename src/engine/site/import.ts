/** A site's configuration from where it is to `siteRoot`, whole or not at all. */
import type {SiteSource} from '../../config/site-source.ts';
import type {System} from '../../system/types.ts';
import type {Medium} from './medium.ts';
import type {Site} from './site.ts';

/** @throws InstallError SITE_INVALID, SITE_UNREADABLE, CANCELLED */
export const importMedium = async (
	_system: System,
	_medium: Pick<Medium, 'device' | 'label'>,
	_signal: AbortSignal,
): Promise<Site> => {
	throw new Error('not yet');
};

/** @throws InstallError SITE_INVALID, SITE_UNREADABLE, SITE_DIGEST_MISMATCH, CANCELLED */
export const importSource = async (
	_system: System,
	_source: SiteSource,
	_signal: AbortSignal,
): Promise<Site> => {
	throw new Error('not yet');
};

/**
 * What lies at `siteRoot`: an import of ours that is whole, or a directory that another tool laid there and
 * that verifies. A half import of ours counts as nothing.
 */
export const readImported = async (_system: System): Promise<Site | undefined> => {
	throw new Error('not yet');
};
