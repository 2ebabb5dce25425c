/**
 * Merging two Ignition configurations as Ignition itself does: objects key by key, lists by the key that
 * names an entry (a path, a name), everything else replaced. Pure.
 */
import {Secret} from '../../secret.ts';
import type {IgnitionConfig} from './types.ts';

/**
 * What is above wins. An entry of a list that both have is merged as well, or replaced as a whole, so that
 * nothing of it is left. The version is the newer of the two, since either may need it.
 */
export const mergeIgnition = (
	below: IgnitionConfig,
	above: IgnitionConfig,
	entries: 'merged' | 'replaced',
): IgnitionConfig => {
	const merged = mergedObject(below, above, entries) as IgnitionConfig;
	const versions = [below, above].map(({ignition}) => ignition.version).sort(byVersion);
	return {...merged, ignition: {...merged.ignition, version: versions[1] ?? ''}};
};

type Entries = 'merged' | 'replaced';

type Plain = Readonly<Record<string, unknown>>;

const mergedObject = (below: Plain, above: Plain, entries: Entries): Plain => ({
	...below,
	...Object.fromEntries(
		Object.entries(above).map(([key, value]) => [key, mergedValue(below[key], value, entries)]),
	),
});

const mergedValue = (below: unknown, above: unknown, entries: Entries): unknown => {
	if (Array.isArray(below) && Array.isArray(above)) {
		return mergedList(below, above, entries);
	}
	return isPlain(below) && isPlain(above) ? mergedObject(below, above, entries) : above;
};

const mergedList = (
	below: readonly unknown[],
	above: readonly unknown[],
	entries: Entries,
): readonly unknown[] => {
	const added = above.filter((entry) => !below.some((other) => isSame(entry, other)));
	const kept = below.map((entry) => {
		const newer = above.find((other) => isSame(entry, other));
		if (newer === undefined) {
			return entry;
		}
		return entries === 'replaced' ? newer : mergedValue(entry, newer, entries);
	});
	return [...kept, ...added];
};

const isSame = (a: unknown, b: unknown): boolean =>
	isPlain(a) && isPlain(b) ? nameOf(a) !== undefined && nameOf(a) === nameOf(b) : a === b;

/** The keys that name an entry, in each of Ignition's lists. */
const nameOf = (entry: Plain): unknown =>
	entry['path'] ?? entry['name'] ?? entry['device'] ?? entry['label'] ?? entry['number'];

const isPlain = (value: unknown): value is Plain =>
	typeof value === 'object' &&
	value !== null &&
	!Array.isArray(value) &&
	!(value instanceof Secret);

const byVersion = (a: string, b: string): number =>
	a.localeCompare(b, 'en', {numeric: true, sensitivity: 'base'});
