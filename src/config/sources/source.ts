/** A place that settings come from. */
import type {System} from '../../system/types.ts';
import type {Settings, SourceName} from '../settings.ts';

export type LoadedSource = {
	readonly settings: Partial<Settings>;
	/** What has no effect and may be a slip of the pen. */
	readonly warnings: readonly string[];
};

export type Source = {
	readonly name: SourceName;
	readonly load: (system: System) => Promise<LoadedSource>;
};
