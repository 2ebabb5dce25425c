/**
 * `ibi.config` and `ibi.config.sha256` at the first boot: where the configuration of the site is. Pure. An
 * address may carry a password, so no fault repeats the text.
 */

export type SiteSource = (
	| {readonly kind: 'file'; readonly path: string}
	| {readonly kind: 'iso'; readonly path: string}
	/** A filesystem by its label; the path is that of a directory, an ISO or a manifest.json on it. */
	| {readonly kind: 'label'; readonly label: string; readonly path?: string}
	| {readonly kind: 'url'; readonly url: string}
) & {
	/** Of the file; of a directory or a medium the digest that `Site` has. */
	readonly sha256?: string;
};

/** undefined when no kernel argument names one. @throws InstallError CONFIG_INVALID */
export const readSiteSource = (_commandLine: string): SiteSource | undefined => undefined;
