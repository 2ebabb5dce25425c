/**
 * The objects of the stand-in for an API server, in memory, with one version counter over all of them and the log of
 * changes that watches are served from. It knows nothing of HTTP.
 */
import {randomUUID} from 'node:crypto';
import {isObject, type JsonObject} from '../../../../src/kube/json.ts';

/** A list of objects, as `apps/v1/deployments`. */
export type Collection = string;

export type Change = {
	readonly version: number;
	readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
	readonly collection: Collection;
	readonly object: JsonObject;
};

export type ObjectKey = {
	readonly collection: Collection;
	readonly namespace?: string | undefined;
	readonly name: string;
};

export type Store = {
	readonly get: (key: ObjectKey) => JsonObject | undefined;
	readonly list: (collection: Collection, namespace?: string) => readonly JsonObject[];
	/** Gives it a version, and to a new one its id. */
	readonly put: (key: ObjectKey, object: JsonObject) => JsonObject;
	readonly remove: (key: ObjectKey) => void;
	readonly entries: () => readonly Entry[];
	readonly version: () => number;
	/** Undefined when that version is older than what is remembered. */
	readonly changesSince: (version: number) => readonly Change[] | undefined;
	readonly onChange: (listener: (change: Change) => void) => () => void;
	/** Watches from before now must begin anew. */
	readonly forgetChanges: () => void;
};

export type Entry = {readonly key: ObjectKey; readonly object: JsonObject};

/** @param entries of an earlier store */
export const createStore = (entries: readonly Entry[] = []): Store => {
	const objects = new Map(entries.map((entry) => [pathOf(entry.key), entry]));
	const listeners = new Set<(change: Change) => void>();
	let changes: Change[] = [];
	let version = Math.max(
		0,
		...entries.map(({object}) => Number(metaOf(object)['resourceVersion'])),
	);
	let oldest = version;
	const tell = (type: Change['type'], {collection}: ObjectKey, object: JsonObject): void => {
		const change = {version, type, collection, object};
		changes.push(change);
		for (const listener of listeners) listener(change);
	};
	return {
		get: (key) => objects.get(pathOf(key))?.object,
		list: (collection, namespace) =>
			[...objects.values()]
				.filter(({key}) => key.collection === collection)
				.filter(({key}) => namespace === undefined || key.namespace === namespace)
				.map(({object}) => object),
		put: (key, object) => {
			const old = objects.get(pathOf(key))?.object;
			version += 1;
			const stored = withOwn(object, key, old, version);
			objects.set(pathOf(key), {key, object: stored});
			tell(old === undefined ? 'ADDED' : 'MODIFIED', key, stored);
			return stored;
		},
		remove: (key) => {
			const old = objects.get(pathOf(key))?.object;
			if (old !== undefined) {
				objects.delete(pathOf(key));
				version += 1;
				tell('DELETED', key, {...old, metadata: {...metaOf(old), resourceVersion: `${version}`}});
			}
		},
		entries: () => [...objects.values()],
		version: () => version,
		changesSince: (since) =>
			since < oldest ? undefined : changes.filter((change) => change.version > since),
		onChange: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		forgetChanges: () => {
			changes = [];
			version += 1;
			oldest = version;
		},
	};
};

export const metaOf = (object: JsonObject): JsonObject =>
	isObject(object['metadata']) ? object['metadata'] : {};

const pathOf = ({collection, namespace = '', name}: ObjectKey): string =>
	`${collection}|${namespace}|${name}`;

/** What the server owns, whatever it was sent. */
const withOwn = (
	object: JsonObject,
	{name, namespace}: ObjectKey,
	old: JsonObject | undefined,
	version: number,
): JsonObject => {
	const {uid, creationTimestamp} = old ? metaOf(old) : {};
	return {
		...object,
		metadata: {
			...metaOf(object),
			name,
			...(namespace !== undefined && {namespace}),
			uid: uid ?? randomUUID(),
			creationTimestamp: creationTimestamp ?? new Date().toISOString(),
			resourceVersion: `${version}`,
		},
	};
};
