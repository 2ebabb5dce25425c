/** What the stand-in answers to one request that is no watch: status and body, as kube-apiserver would. */
import {isObject, type JsonObject, parseObject} from '../../../../src/kube/json.ts';
import {mergePatch, strategicPatch} from './patch.ts';
import {collectionOf, definitions, type Resource, resourcesOf} from './resources.ts';
import {metaOf, type ObjectKey, type Store} from './store.ts';

export type Asked = {
	readonly method: string;
	readonly url: URL;
	readonly contentType: string;
	readonly body: string;
};

export type Answered = {readonly status: number; readonly body: JsonObject};

/** One resource, or one object of it, or its status. */
export type Target = {
	readonly resource: Resource;
	readonly namespace: string | undefined;
	readonly name: string | undefined;
	readonly isStatus: boolean;
};

export const answerTo = (asked: Asked, store: Store): Answered => {
	const discovered = discoveryOf(asked.url.pathname, store);
	if (discovered !== undefined) {
		return {status: 200, body: discovered};
	}
	const target = targetOf(asked.url.pathname, store);
	if (target === undefined) {
		return failure(404, 'NotFound', 'the server could not find the requested resource');
	}
	return target.name === undefined
		? onCollection(asked, target, store)
		: onObject(asked, target, target.name, store);
};

export const targetOf = (path: string, store: Store): Target | undefined => {
	const [, root, ...words] = path.split('/').map(decodeURIComponent);
	const [group, version] = root === 'api' ? ['', words.shift()] : [words.shift(), words.shift()];
	const isInNamespace = words[0] === 'namespaces' && words.length > 2 && words[2] !== 'status';
	const namespace = isInNamespace ? words.splice(0, 2)[1] : undefined;
	const [plural, name, part] = words;
	const resource = resourcesOf(store).find(
		(known) => known.group === group && known.version === version && known.plural === plural,
	);
	return resource && {resource, namespace, name, isStatus: part === 'status'};
};

export const listOf = ({resource, namespace}: Target, url: URL, store: Store): JsonObject => ({
	kind: `${resource.kind}List`,
	apiVersion: apiVersionOf(resource),
	metadata: {resourceVersion: `${store.version()}`},
	items: store
		.list(collectionOf(resource), namespace)
		.filter((object) => isSelected(object, url.searchParams.get('labelSelector'))),
});

/** Of the forms of selectors only `name` and `name=value`. */
export const isSelected = (object: JsonObject, selector: string | null): boolean => {
	const {labels} = metaOf(object);
	const [name = '', value] = (selector ?? '').split('=');
	const found = isObject(labels) ? labels[name] : undefined;
	return name === '' || (value === undefined ? found !== undefined : found === value);
};

const discoveryOf = (path: string, store: Store): JsonObject | undefined => {
	const [, root, group, version, ...rest] = path.replace(/\/$/, '').split('/');
	const resources = resourcesOf(store);
	if (path === '/apis') {
		const names = new Set(
			resources.map((resource) => resource.group).filter((name) => name !== ''),
		);
		return {kind: 'APIGroupList', apiVersion: 'v1', groups: [...names].map((name) => ({name}))};
	}
	const groupVersion = root === 'api' ? group : `${group}/${version}`;
	const found = resources.filter((resource) => apiVersionOf(resource) === groupVersion);
	const isList = root === 'api' ? version === undefined : rest.length === 0;
	if (!isList || found.length === 0) {
		return undefined;
	}
	return {
		kind: 'APIResourceList',
		apiVersion: 'v1',
		groupVersion,
		resources: found.flatMap(({plural, kind, isNamespaced, hasStatus}) => [
			{name: plural, singularName: kind.toLowerCase(), namespaced: isNamespaced, kind, verbs: []},
			...(hasStatus
				? [{name: `${plural}/status`, singularName: '', namespaced: isNamespaced, kind, verbs: []}]
				: []),
		]),
	};
};

const onCollection = (asked: Asked, target: Target, store: Store): Answered => {
	if (asked.method === 'GET') {
		return {status: 200, body: listOf(target, asked.url, store)};
	}
	return asked.method === 'POST'
		? create(asked, target, store)
		: failure(405, 'MethodNotAllowed', 'the server does not allow this method');
};

const create = (asked: Asked, {resource, namespace}: Target, store: Store): Answered => {
	const object = parseObject(asked.body);
	const name = object && metaOf(object)['name'];
	if (object === undefined || typeof name !== 'string' || object['kind'] !== resource.kind) {
		return failure(400, 'BadRequest', `the body is no ${resource.kind}`);
	}
	if (metaOf(object)['resourceVersion'] !== undefined) {
		const said = 'resourceVersion should not be set on objects to be created';
		return failure(500, 'InternalError', said);
	}
	if (
		namespace !== undefined &&
		store.get({collection: '/v1/namespaces', name: namespace}) === undefined
	) {
		return failure(404, 'NotFound', `namespaces "${namespace}" not found`);
	}
	const key = {collection: collectionOf(resource), namespace, name};
	if (store.get(key) !== undefined) {
		return failure(409, 'AlreadyExists', `${resource.plural} "${name}" already exists`);
	}
	return {status: 201, body: store.put(key, resource.hasStatus ? withoutStatus(object) : object)};
};

const onObject = (asked: Asked, target: Target, name: string, store: Store): Answered => {
	const {resource, namespace} = target;
	const key = {collection: collectionOf(resource), namespace, name};
	const live = store.get(key);
	if (live === undefined) {
		return failure(404, 'NotFound', `${resource.plural} "${name}" not found`);
	}
	switch (asked.method) {
		case 'GET':
			return {status: 200, body: live};
		case 'PUT':
			return replace(asked, target, key, live, store);
		case 'PATCH':
			return patch(asked, target, key, live, store);
		case 'DELETE':
			return remove(asked, key, live, store);
		default:
			return failure(405, 'MethodNotAllowed', 'the server does not allow this method');
	}
};

const replace = (
	{body}: Asked,
	target: Target,
	key: ObjectKey,
	live: JsonObject,
	store: Store,
): Answered => {
	const object = parseObject(body);
	if (object === undefined || metaOf(object)['name'] !== key.name) {
		return failure(400, 'BadRequest', 'the name of the object does not match the name on the URL');
	}
	const version = metaOf(object)['resourceVersion'];
	if (version === undefined && target.resource.isCustom) {
		const said = 'metadata.resourceVersion: Invalid value: 0x0: must be specified for an update';
		return failure(422, 'Invalid', said);
	}
	if (version !== undefined && version !== metaOf(live)['resourceVersion']) {
		return failure(
			409,
			'Conflict',
			'the object has been modified; please apply your changes to it',
		);
	}
	return {status: 200, body: store.put(key, partOf(target, live, object))};
};

const patch = (
	{contentType, body}: Asked,
	target: Target,
	key: ObjectKey,
	live: JsonObject,
	store: Store,
): Answered => {
	const how = patchers[contentType];
	if (how === undefined || (target.resource.isCustom && how === strategicPatch)) {
		return failure(415, 'UnsupportedMediaType', `the body of the request was ${contentType}`);
	}
	const object = how(live, parseObject(body) ?? {}) as JsonObject;
	return {status: 200, body: store.put(key, partOf(target, live, object))};
};

const patchers: Readonly<Record<string, (target: unknown, patch: unknown) => unknown>> = {
	'application/merge-patch+json': mergePatch,
	'application/strategic-merge-patch+json': strategicPatch,
};

const remove = ({body}: Asked, key: ObjectKey, live: JsonObject, store: Store): Answered => {
	const {preconditions} = parseObject(body) ?? {};
	const uid = isObject(preconditions) ? preconditions['uid'] : undefined;
	if (uid !== undefined && uid !== metaOf(live)['uid']) {
		return failure(409, 'Conflict', `Precondition failed: UID in precondition: ${String(uid)}`);
	}
	store.remove(key);
	return {status: 200, body: {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success'}};
};

/** Status and the rest are written by different requests. */
const partOf = ({resource, isStatus}: Target, live: JsonObject, sent: JsonObject): JsonObject => {
	if (isStatus) {
		return {...live, status: sent['status']};
	}
	return resource.hasStatus ? {...withoutStatus(sent), ...statusOf(live)} : sent;
};

const statusOf = ({status}: JsonObject): JsonObject => (status === undefined ? {} : {status});

const withoutStatus = ({status: _, ...rest}: JsonObject): JsonObject => rest;

const apiVersionOf = ({group, version}: Resource): string =>
	group === '' ? version : `${group}/${version}`;

export const failure = (code: number, reason: string, message: string): Answered => ({
	status: code,
	body: {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code},
});

/** What its controller does a moment after a definition was made. */
export const establish = (object: JsonObject, store: Store): void => {
	const name = String(metaOf(object)['name']);
	const key = {collection: collectionOf(definitions), name};
	const live = store.get(key);
	if (live !== undefined && live['status'] === undefined) {
		const conditions = [{type: 'Established', status: 'True', reason: 'InitialNamesAccepted'}];
		store.put(key, {...live, status: {conditions}});
	}
};
