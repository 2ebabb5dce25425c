/** A device as the search for a site's configuration sees it, with the reason why it is or is not taken. */

export type MediumVerdict =
	/** Its label says that it carries a configuration. */
	| {readonly kind: 'labelled'; readonly isLegacyLabel: boolean}
	/** Without our label, but with our layout: told, and taken only when somebody chooses it. */
	| {readonly kind: 'unlabelled'}
	| {readonly kind: 'refused'; readonly reason: string};

export type Medium = {
	/** Kernel path, as `/dev/sr0` or `/dev/sdb1`. */
	readonly device: string;
	readonly sizeBytes: number;
	readonly filesystem?: string;
	readonly label?: string;
	readonly verdict: MediumVerdict;
	/** Somebody brought it, as a stick or a disc; never the disk of this host. */
	readonly isPluggedIn?: true;
};
