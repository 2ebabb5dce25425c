/** The kinds that the stand-in serves: some of its own, and those of the definitions in its store. */
import {isObject, type JsonObject} from '../../../../src/kube/json.ts';
import {isEstablished} from '../../../../src/kube/status-conditions.ts';
import type {Collection, Store} from './store.ts';

export type Resource = {
	/** Empty for the core. */
	readonly group: string;
	readonly version: string;
	/** As `deployments`. */
	readonly plural: string;
	readonly kind: string;
	readonly isNamespaced: boolean;
	readonly hasStatus: boolean;
	/** Of a definition: merges lists only as a whole, and wants a version with every PUT. */
	readonly isCustom: boolean;
};

export const definitions: Resource = {
	group: 'apiextensions.k8s.io',
	version: 'v1',
	plural: 'customresourcedefinitions',
	kind: 'CustomResourceDefinition',
	isNamespaced: false,
	hasStatus: true,
	isCustom: false,
};

const own = (group: string, plural: string, kind: string, isNamespaced: boolean): Resource => ({
	group,
	version: 'v1',
	plural,
	kind,
	isNamespaced,
	hasStatus: true,
	isCustom: false,
});

const builtIn: readonly Resource[] = [
	own('', 'namespaces', 'Namespace', false),
	own('', 'nodes', 'Node', false),
	own('', 'configmaps', 'ConfigMap', true),
	own('', 'secrets', 'Secret', true),
	own('', 'services', 'Service', true),
	own('', 'serviceaccounts', 'ServiceAccount', true),
	own('apps', 'deployments', 'Deployment', true),
	definitions,
];

export const collectionOf = ({group, version, plural}: Resource): Collection =>
	`${group}/${version}/${plural}`;

export const resourcesOf = (store: Store): readonly Resource[] => [
	...builtIn,
	...store.list(collectionOf(definitions)).filter(isEstablished).flatMap(customResources),
];

type Spec = {
	readonly group: string;
	readonly scope: string;
	readonly names: {readonly plural: string; readonly kind: string};
	readonly versions: readonly {
		readonly name: string;
		readonly served: boolean;
		readonly subresources?: JsonObject;
	}[];
};

const customResources = ({spec}: JsonObject): readonly Resource[] => {
	// A test that sends another shape is wrong, and hears it here.
	const {group, scope, names, versions} = spec as Spec;
	return versions
		.filter(({served}) => served)
		.map(({name, subresources}) => ({
			group,
			version: name,
			plural: names.plural,
			kind: names.kind,
			isNamespaced: scope === 'Namespaced',
			hasStatus: isObject(subresources?.['status']),
			isCustom: true,
		}));
};
