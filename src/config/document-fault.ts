/** What is wrong with one place of a document that a person wrote, in words for that person. Never a secret. */

export type DocumentFault = {
	/** The file, as the person knows it. */
	readonly file: string;
	/** Counts from 1; absent where the fault is that of the whole document. */
	readonly line?: number;
	/** Key path, as `proxy.httpProxy` or `machine_networks[1]`. */
	readonly field?: string;
	/** The value, masked where it may be a secret: then its length and its kind. */
	readonly found?: string;
	/** A sentence without its full stop: what is wrong. */
	readonly why: string;
	/** What is accepted there. */
	readonly accepted?: string;
	/** A value that would be accepted. */
	readonly example?: string;
	/** It may be passed: what is there has no effect, or is not certainly wrong. */
	readonly isWarning?: true;
};
