/** What a command of ours is given: the world, and where to print. */
import type {ProgramFiles} from '../config/settings.ts';
import type {Secret} from '../secret.ts';
import type {System} from '../system/types.ts';

export type Setting = {
	readonly system: System;
	/** Secrets that are masked from now on. */
	readonly remember: (secrets: readonly Secret[]) => void;
	/** Prints a text as it is. */
	readonly print: (text: string) => void;
	/** Of this process; absent when it runs from its sources. */
	readonly program?: ProgramFiles;
	/** Of this program; absent when it runs from its sources. */
	readonly version?: string;
	/** Aborted when this process is asked to end. */
	readonly signal: AbortSignal;
};
