/**
 * Lays a manifest over an object that exists, in the way that Advanced Cluster Management calls `musthave`: what the
 * manifest says must be there, everything else stays. Pure.
 */
import {isDeepStrictEqual} from 'node:util';
import {isObject, type JsonObject, metadataOf} from './json.ts';

/** What a PUT of the merged object sends; its status is the business of others. */
export const merged = (live: JsonObject, wanted: JsonObject): JsonObject => {
	const {status: _, ...manifest} = wanted;
	return withVersionOf(live, mergeObjects(live, manifest));
};

/** The whole object as the manifest has it, with the version that it replaces. */
export const replaced = (live: JsonObject, wanted: JsonObject): JsonObject =>
	withVersionOf(live, wanted);

/** Of a manifest that was exported from a cluster. */
export const created = (wanted: JsonObject): JsonObject => {
	const {metadata} = wanted;
	const {resourceVersion: _, uid: __, ...own} = isObject(metadata) ? metadata : {};
	return {...wanted, metadata: own};
};

const withVersionOf = (live: JsonObject, object: JsonObject): JsonObject => {
	const {resourceVersion} = metadataOf(live);
	const {metadata} = created(object);
	return {...object, metadata: {...(isObject(metadata) ? metadata : {}), resourceVersion}};
};

const mergeValues = (live: unknown, wanted: unknown): unknown => {
	if (isObject(live) && isObject(wanted)) {
		return mergeObjects(live, wanted);
	}
	return Array.isArray(live) && Array.isArray(wanted) ? mergeLists(live, wanted) : wanted;
};

const mergeObjects = (live: JsonObject, wanted: JsonObject): JsonObject => ({
	...live,
	...Object.fromEntries(
		Object.entries(wanted).map(([key, value]) => [key, mergeValues(live[key], value)]),
	),
});

/** A member that is there already, in whole or by its name, is not added once more. */
const mergeLists = (live: readonly unknown[], wanted: readonly unknown[]): readonly unknown[] => {
	const list = [...live];
	const taken = new Set<number>();
	for (const item of wanted) {
		const found = list.findIndex((old, index) => !taken.has(index) && isSame(old, item));
		const place = found < 0 ? list.length : found;
		list[place] = mergeValues(list[place], item);
		taken.add(place);
	}
	return list;
};

const isSame = (old: unknown, item: unknown): boolean =>
	isNamedAlike(old, item) || isDeepStrictEqual(mergeValues(old, item), old);

const isNamedAlike = (old: unknown, item: unknown): boolean =>
	isObject(old) &&
	isObject(item) &&
	typeof item['name'] === 'string' &&
	item['name'] !== '' &&
	old['name'] === item['name'];
