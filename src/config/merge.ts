/** Settings of several sources become one: the strongest source that answers a name wins, and is remembered. */
import {type Config, type Settings, type SourceName, sourceNames} from './settings.ts';

export type SourcedSettings = {
	readonly from: SourceName;
	readonly settings: Partial<Settings>;
};

/** Weakest first, whatever the order given. Of two entries from one source the later wins. */
export const mergeSettings = (sources: readonly SourcedSettings[]): Config => {
	const weakestFirst = sources.toSorted((a, b) => strength(a) - strength(b));
	return Object.fromEntries(
		weakestFirst.flatMap(({from, settings}) =>
			Object.entries(settings)
				.filter(([, value]) => value !== undefined)
				.map(([name, value]) => [name, {value, from}]),
		),
	) as Config;
};

const strength = ({from}: SourcedSettings): number => sourceNames.indexOf(from);
