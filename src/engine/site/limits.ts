/** How much a site's configuration may be: all sizes in one table. What is larger is refused, never cut. */

export const siteLimits = {
	/** Of one file. etcd, where every manifest ends, takes 1.5 MiB for an object. */
	fileBytes: 4 * 1024 * 1024,
	totalBytes: 32 * 1024 * 1024,
	files: 2000,
	/** Names of every kind that are looked at. */
	entries: 10_000,
	/** Directories above a file; the layout itself needs two. */
	depth: 6,
	/** An ISO or a document that is fetched or read whole. */
	sourceBytes: 128 * 1024 * 1024,
} as const;
