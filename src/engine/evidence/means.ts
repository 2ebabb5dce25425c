/** What the program around the engine gives to a support bundle. */
import type {InstallEvent} from '../events.ts';
import type {ShownScreen} from './source.ts';

export type EvidenceMeans = {
	/** Of the program. */
	readonly version: string;
	/** The screens of a run as they are now, as text. */
	readonly draw: (shown: Shown) => Promise<readonly ShownScreen[]>;
};

export type Shown = {
	readonly serves: 'install' | 'deploy';
	/** What the session knows, by name. */
	readonly known: Readonly<Record<string, unknown>>;
	/** Of the newest run; none when there was none. */
	readonly events: readonly InstallEvent[];
	/** ISO 8601. */
	readonly at: string;
};
