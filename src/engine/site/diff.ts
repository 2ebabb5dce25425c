/** What a changed medium says otherwise than the imported one, field by field. Pure; secrets are masked. */
import type {Site} from './site.ts';

export type SiteDifference = {
	/** Key path of the manifest, or the path of a file. */
	readonly field: string;
	/** Absent: it was not there. */
	readonly before?: string;
	/** Absent: it is there no more. */
	readonly after?: string;
};

export const siteDiff = (_before: Site, _after: Site): readonly SiteDifference[] => [];
