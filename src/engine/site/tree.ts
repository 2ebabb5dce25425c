/**
 * The content of a site's configuration, read whole into memory and judged there: what was judged is what is
 * written. Reading never throws for what a stranger put on a medium; it is told as faults.
 */
import {createHash} from 'node:crypto';
import type {DocumentFault} from '../../config/document-fault.ts';
import type {SiteFile} from './site.ts';

export type SiteTree = {
	/** Paths as `cluster-configuration/manifest.json`. */
	readonly files: ReadonlyMap<string, Uint8Array>;
	/** Those that are there, empty ones included. */
	readonly directories: ReadonlySet<string>;
	/** What could not be taken: links, devices, names, sizes. */
	readonly faults: readonly DocumentFault[];
	/** All names at the root, those that are left there included. */
	readonly rootNames: readonly string[];
	/** The directory at the root that holds our layout, where the root itself does not. */
	readonly deeper?: string;
};

/** Directories at the root that the first boot reads; everything else stays on the medium. */
export const siteDirectories = [
	'cluster-configuration',
	'extra-manifests',
	'network-configuration',
	'lvm-configuration',
] as const;

export const manifestPath = 'cluster-configuration/manifest.json';
export const manifestsDirectory = 'cluster-configuration/manifests';
export const extraManifestsDirectory = 'extra-manifests';
export const connectionsDirectory = 'network-configuration/system-connections';

/** With the directories that a configuration ISO always has. */
export const treeOfFiles = (files: Iterable<readonly [string, Uint8Array]>): SiteTree => ({
	files: new Map(files),
	directories: new Set(['cluster-configuration', manifestsDirectory, extraManifestsDirectory]),
	faults: [],
	rootNames: ['cluster-configuration', extraManifestsDirectory],
});

/** In byte order of their paths. */
export const filesOf = ({files}: Pick<SiteTree, 'files'>): readonly SiteFile[] =>
	[...files]
		.map(([path, bytes]) => ({path, sizeBytes: bytes.byteLength, digest: sha256(bytes)}))
		.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));

/** Over paths and contents: the same for two media with the same files. */
export const treeDigest = (files: readonly SiteFile[]): string =>
	sha256(Buffer.from(files.map(({path, digest}) => `${digest}  ${path}\n`).join('')));

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
