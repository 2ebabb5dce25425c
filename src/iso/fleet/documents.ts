/**
 * The documents of one site of a fleet: those that all share, with what the site says laid over them. Objects are
 * merged key by key; everything else, lists among it, is replaced; null takes an answer away. Pure.
 */

export type PlainObject = {readonly [key: string]: unknown};

export const isPlainObject = (value: unknown): value is PlainObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const laidOver = (shared: PlainObject, own: PlainObject): PlainObject => {
	const keys = [...new Set([...Object.keys(shared), ...Object.keys(own)])];
	return Object.fromEntries(
		keys
			.map((key) => [key, merged(ownValue(shared, key), ownValue(own, key))] as const)
			.filter(([, value]) => value !== undefined && value !== null),
	);
};

/** The object with a value at a path as `networking.machineNetwork[0].cidr`. */
export const withValueAt = (object: PlainObject, path: string, value: unknown): PlainObject =>
	setAt(object, keysOf(path), value) as PlainObject;

const merged = (shared: unknown, own: unknown): unknown => {
	if (own === undefined) {
		return shared;
	}
	return isPlainObject(shared) && isPlainObject(own) ? laidOver(shared, own) : own;
};

const ownValue = (object: PlainObject, key: string): unknown =>
	Object.hasOwn(object, key) ? object[key] : undefined;

type Key = string | number;

const keysOf = (path: string): readonly Key[] =>
	path
		.replaceAll(/\[(\d{1,3})\]/g, '.[$1')
		.split('.')
		.map((key) => (key.startsWith('[') ? Number(key.slice(1)) : key));

const setAt = (within: unknown, [key, ...rest]: readonly Key[], value: unknown): unknown => {
	if (key === undefined) {
		return value;
	}
	if (typeof key === 'number') {
		const list: readonly unknown[] = Array.isArray(within) ? within : [];
		return Array.from({length: Math.max(list.length, key + 1)}, (_, index) =>
			index === key ? setAt(list[key], rest, value) : (list[index] ?? null),
		);
	}
	const object = isPlainObject(within) ? within : {};
	return {...object, [key]: setAt(ownValue(object, key), rest, value)};
};
