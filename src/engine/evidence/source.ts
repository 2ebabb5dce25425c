/** What a support bundle is made from, beside the machine itself: what the session knows, and where its journal lies. */
import type {System} from '../../system/types.ts';

export type EvidenceSource = {
	readonly serves: 'install' | 'deploy';
	/** Of the program. */
	readonly version: string;
	/** Where the journal and the log of commands lie. */
	readonly stateDirectory: string;
	/** Whatever names the host: its serial number, or its name. */
	readonly host: () => string;
	/** What the session knows, by name; a secret in it turns into `<redacted>` by itself. */
	readonly known: () => Known;
	/** What the consoles would show now, as text. */
	readonly screens?: () => Promise<readonly ShownScreen[]>;
};

/** As facts, config, findings, ladder, seed, site, plan; what is undefined is not known. */
export type Known = Readonly<Record<string, unknown>>;

export type ShownScreen = {readonly name: string; readonly text: string};

/** What an item is read with. */
export type ItemContext = {
	readonly system: System;
	readonly source: EvidenceSource;
	readonly signal: AbortSignal;
};

/** One file of the bundle. */
export type EvidenceItem = {
	/** Its name below the directory of its group. */
	readonly name: string;
	/** undefined: there is none on this host, which is no fault. */
	readonly read: (context: ItemContext) => Promise<Finding | undefined>;
};

/** A text, and what was left out of it. */
export type Finding = {readonly text: string; readonly note?: string};
