/** A site from typed answers: its keys, kubeconfig and password are made here, on the host. */
import type {SiteAnswers} from '../../config/site-answers.ts';
import type {Secret} from '../../secret.ts';
import type {SeedClusterInfo} from '../../seed/info.ts';
import type {System} from '../../system/types.ts';
import type {Site} from './site.ts';

/** How somebody gets into the cluster; it is kept nowhere on the host. */
export type SiteAccess = {readonly kubeconfig: Secret; readonly password: Secret};

export type TypedSite = {readonly site: Site; readonly access: SiteAccess};

/** The manifest that the answers make, as lines of YAML; what is secret or not yet made is masked. Pure. */
export const previewOf = (_answers: Partial<SiteAnswers>): readonly string[] => [];

/** @throws InstallError CONFIG_INVALID, SITE_INVALID, FILE_UNWRITABLE */
export const makeTypedSite = async (
	_system: System,
	_answers: SiteAnswers,
	_seed: SeedClusterInfo | undefined,
): Promise<TypedSite> => {
	throw new Error('not yet');
};

/** Into a folder of ours on the filesystem of a stick. @throws InstallError SITE_ACCESS_UNSAVED */
export const saveAccess = async (
	_system: System,
	_device: string,
	_access: SiteAccess,
	_signal: AbortSignal,
): Promise<void> => {
	throw new Error('not yet');
};
