/** Objects as an API server keeps them: the key in etcd, and the object. JSON, with base64 in Secrets. */
export type StoredObject = {
	readonly key: string;
	readonly value: Readonly<Record<string, unknown>>;
};

export const core = (
	kind: string,
	plural: string,
	[namespace, name]: readonly [string, string],
) => ({
	key: `/kubernetes.io/${plural}/${namespace === '' ? '' : `${namespace}/`}${name}`,
	head: {
		apiVersion: 'v1',
		kind,
		metadata: {name, ...(namespace !== '' && {namespace})},
	},
});

const split = (place: string): readonly [string, string] => {
	const [namespace = '', name = ''] = place.split('/');
	return [namespace, name];
};

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const secret = (place: string, data: Readonly<Record<string, string>>, type = 'Opaque') => {
	const {key, head} = core('Secret', 'secrets', split(place));
	const encoded = Object.entries(data).map(([name, text]) => [name, base64(text)]);
	return {key, value: {...head, type, data: Object.fromEntries(encoded)}};
};

export const configMap = (place: string, data: Readonly<Record<string, string>>): StoredObject => {
	const {key, head} = core('ConfigMap', 'configmaps', split(place));
	return {key, value: {...head, data}};
};

export const custom = (
	[group, version, kind]: readonly [string, string, string],
	place: string,
	body: Readonly<Record<string, unknown>>,
): StoredObject => {
	const [plural = '', ...names] = place.split('/');
	const [name, namespace] = [names.at(-1) ?? '', names.length > 1 ? names[0] : undefined];
	return {
		key: `/kubernetes.io/${group}/${place}`,
		value: {
			apiVersion: `${group}/${version}`,
			kind,
			metadata: {name, ...(namespace !== undefined && {namespace}), ...metadataOf(plural)},
			...body,
		},
	};
};

const metadataOf = (plural: string) =>
	plural === 'catalogsources' ? {labels: {'ibi-console.lab/of-the-seed': 'yes'}} : {};

export const config = (kind: string, place: string, body: Readonly<Record<string, unknown>>) =>
	custom(['config.openshift.io', 'v1', kind], place, body);

export const operator = (kind: string, place: string, body: Readonly<Record<string, unknown>>) =>
	custom(['operator.openshift.io', 'v1', kind], place, body);
