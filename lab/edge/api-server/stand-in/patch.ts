/** The two ways to patch that the product uses: RFC 7386, and the API's own merge of lists by name. */
import {isObject, type JsonObject} from '../../../../src/kube/json.ts';

export const mergePatch = (target: unknown, patch: unknown): unknown => {
	if (!isObject(patch)) {
		return patch;
	}
	const result: Record<string, unknown> = isObject(target) ? {...target} : {};
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) {
			delete result[key];
		} else {
			result[key] = mergePatch(result[key], value);
		}
	}
	return result;
};

/** Lists of the API's own types whose members are merged by their names; others are replaced. */
const listsByName: ReadonlySet<string> = new Set([
	'containers',
	'initContainers',
	'volumes',
	'env',
]);

export const strategicPatch = (target: unknown, patch: unknown, field = ''): unknown => {
	if (Array.isArray(patch)) {
		return listsByName.has(field) && Array.isArray(target) ? mergeByName(target, patch) : patch;
	}
	if (!isObject(patch)) {
		return patch;
	}
	const result: Record<string, unknown> = isObject(target) ? {...target} : {};
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) {
			delete result[key];
		} else {
			result[key] = strategicPatch(result[key], value, key);
		}
	}
	return result;
};

const mergeByName = (target: readonly unknown[], patch: readonly unknown[]): readonly unknown[] => {
	const list = [...target];
	for (const item of patch) {
		const found = list.findIndex((old) => nameOf(old) === nameOf(item));
		const place = found < 0 ? list.length : found;
		list[place] = strategicPatch(list[place], item);
	}
	return list;
};

const nameOf = (item: unknown): unknown => (isObject(item) ? (item as JsonObject)['name'] : item);
