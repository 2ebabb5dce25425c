/**
 * The configuration of one site: what manifest.json and the files beside it say, as they lie below `siteRoot`
 * after an import that was verified whole. The layout is that of a configuration ISO.
 */
import type {SeedReconfiguration} from '../../iso/manifest-document.ts';

/** Where the installed system keeps it; interface of lifecycle-agent, `/var/opt/openshift` on the disk. */
export const siteRoot = '/opt/openshift';

export type SiteOrigin =
	| {readonly kind: 'medium'; readonly device: string; readonly label?: string}
	/** It lay at `siteRoot` already. */
	| {readonly kind: 'directory'}
	| {readonly kind: 'file'; readonly path: string}
	| {readonly kind: 'url'; readonly url: string}
	| {readonly kind: 'typed'};

/** One file of it; the path is relative to `siteRoot`, as `cluster-configuration/manifest.json`. */
export type SiteFile = {
	readonly path: string;
	readonly sizeBytes: number;
	/** SHA-256 in hex. */
	readonly digest: string;
};

export type Site = {
	readonly manifest: SeedReconfiguration;
	/** All of them, in byte order of their paths. */
	readonly files: readonly SiteFile[];
	/** SHA-256 in hex over paths and contents: two media are the same when it is. */
	readonly digest: string;
	readonly origin: SiteOrigin;
};
