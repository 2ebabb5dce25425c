/**
 * What the cluster of a seed holds when its API answers for the first time, as far as a deployment touches it: OpenShift's
 * kinds as definitions without a schema, the mirrors and catalogs that are to go, and operators that still say how the
 * seed was.
 */
import type {KubeAnswer, KubeClient} from '../../../src/kube/client.ts';
import {itemsOf, type JsonObject, metadataOf} from '../../../src/kube/json.ts';
import {created} from '../../../src/kube/merge.ts';
import {isEstablished} from '../../../src/kube/status-conditions.ts';
import {operatorStatus, versionStatus} from './statuses.ts';

export type SeedCluster = {
	/** As `quay.io`: where the release of the seed comes from. */
	readonly releaseRegistry: string;
	readonly operators: readonly string[];
	readonly version: string;
};

export const labSeedCluster: SeedCluster = {
	releaseRegistry: 'quay.io',
	operators: ['dns', 'etcd', 'ingress', 'kube-apiserver', 'machine-config', 'network'],
	version: '4.18.9',
};

export const seedClusterId = '00000000-5eed-4000-8000-000000000000';

/**
 * Once for each database: an API server that is started again finds what is left. Objects that the database of the seed
 * brings along stay as they are.
 */
export const seedTheCluster = async (
	client: KubeClient,
	seed: SeedCluster = labSeedCluster,
): Promise<void> => {
	for (const definition of definitions) {
		await ensure(client, '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition);
	}
	for (const definition of definitions) {
		await established(client, metadataOf(definition).name);
	}
	if ((await client.get(`${mark.path}/${mark.name}`)).isOk) {
		return;
	}
	for (const name of namespaces) {
		await ensure(client, '/api/v1/namespaces', {
			apiVersion: 'v1',
			kind: 'Namespace',
			...named(name),
		});
	}
	await completeOperator(client);
	await giveIds(client);
	for (const [path, object] of objectsOf(seed)) {
		const {status, ...rest} = object;
		const isNew = await ensure(client, path, rest);
		if (isNew && status !== undefined) {
			await setStatus(client, `${path}/${metadataOf(object).name}`, status);
		}
	}
	await ensure(client, mark.path, {apiVersion: 'v1', kind: 'ConfigMap', ...named(mark.name)});
};

const mark = {path: '/api/v1/namespaces/kube-system/configmaps', name: 'lab-is-seeded'};

/** One that was written past the API may lack what the API insists on when it is changed. */
const completeOperator = async (client: KubeClient): Promise<void> => {
	const path = `${operatorsPath}/cluster-version-operator`;
	const live = await client.get(path);
	if (!live.isOk) {
		return;
	}
	const {selector, template} = live.value['spec'] as {
		readonly selector?: {readonly matchLabels?: unknown};
		readonly template: {readonly spec: {readonly containers: readonly {readonly image: string}[]}};
	};
	if (selector?.matchLabels === undefined) {
		good(await client.remove(path), path);
		const image = template.spec.containers[0]?.image ?? '';
		good(await client.create(operatorsPath, versionOperator(image)), path);
	}
};

/** For kube-apiserver an object without an id, as one that was written past it may be, is not there to be patched. */
const giveIds = async (client: KubeClient): Promise<void> => {
	for (const [list, plural] of listsWithoutIds) {
		for (const object of itemsOf(good(await client.get(`${list}/${plural}`), plural))) {
			const {uid, name, namespace} = metadataOf(object);
			if (uid === undefined) {
				const path = `${list}/${namespace === undefined ? '' : `namespaces/${namespace}/`}${plural}`;
				await makeAnew(client, [path, name], object);
			}
		}
	}
};

const listsWithoutIds = [
	['/apis/config.openshift.io/v1', 'clusterversions'],
	['/apis/config.openshift.io/v1', 'imagedigestmirrorsets'],
	['/apis/operators.coreos.com/v1alpha1', 'catalogsources'],
] as const;

const makeAnew = async (
	client: KubeClient,
	[path, name]: readonly [string, string],
	object: JsonObject,
): Promise<void> => {
	const {status, ...rest} = object;
	good(await client.remove(`${path}/${name}`), path);
	good(await client.create(path, created(rest)), path);
	if (status !== undefined) {
		await setStatus(client, `${path}/${name}`, status);
	}
};

const operatorsPath = '/apis/apps/v1/namespaces/openshift-cluster-version/deployments';

export const setStatus = async (
	client: KubeClient,
	path: string,
	status: unknown,
): Promise<void> => {
	good(await client.patch(`${path}/status`, 'merge', {status}), path);
};

/** @returns whether it was not there before */
export const ensure = async (
	client: KubeClient,
	path: string,
	object: JsonObject,
): Promise<boolean> => {
	const answer = await client.create(path, object);
	if (!answer.isOk && answer.fault.kind === 'exists') {
		return false;
	}
	good(answer, `${path} ${metadataOf(object).name}`);
	return true;
};

export const good = (answer: KubeAnswer, what: string): JsonObject => {
	if (!answer.isOk) {
		throw new Error(`${what}: ${JSON.stringify(answer.fault)}`);
	}
	return answer.value;
};

const named = (name: string, namespace?: string) => ({
	metadata: {name, ...(namespace !== undefined && {namespace})},
});

const established = async (client: KubeClient, name: string): Promise<void> => {
	const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`;
	for (let attempt = 1; attempt <= 200; attempt += 1) {
		if (isEstablished(good(await client.get(path), name))) {
			return;
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`${name} is not established`);
};

const definition = (
	group: string,
	version: string,
	[kind, plural]: readonly [string, string],
	scope: 'Cluster' | 'Namespaced',
): JsonObject => ({
	apiVersion: 'apiextensions.k8s.io/v1',
	kind: 'CustomResourceDefinition',
	...named(`${plural}.${group}`),
	spec: {
		group,
		scope,
		names: {kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List`},
		versions: [
			{
				name: version,
				served: true,
				storage: true,
				subresources: {status: {}},
				schema: {
					openAPIV3Schema: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true},
				},
			},
		],
	},
});

const config = 'config.openshift.io';

const definitions: readonly JsonObject[] = [
	definition(config, 'v1', ['ClusterVersion', 'clusterversions'], 'Cluster'),
	definition(config, 'v1', ['ClusterOperator', 'clusteroperators'], 'Cluster'),
	definition(config, 'v1', ['ImageDigestMirrorSet', 'imagedigestmirrorsets'], 'Cluster'),
	definition(
		'operator.openshift.io',
		'v1alpha1',
		['ImageContentSourcePolicy', 'imagecontentsourcepolicies'],
		'Cluster',
	),
	definition('operators.coreos.com', 'v1alpha1', ['CatalogSource', 'catalogsources'], 'Namespaced'),
	definition(
		'machineconfiguration.openshift.io',
		'v1',
		['MachineConfig', 'machineconfigs'],
		'Cluster',
	),
];

const namespaces = ['openshift-config', 'openshift-marketplace', 'openshift-cluster-version'];

/** Where each is made, and what is made. */
const objectsOf = (seed: SeedCluster): readonly (readonly [string, JsonObject])[] => [
	[
		'/apis/operator.openshift.io/v1alpha1/imagecontentsourcepolicies',
		{
			apiVersion: 'operator.openshift.io/v1alpha1',
			kind: 'ImageContentSourcePolicy',
			...named('seed-policy'),
			spec: {repositoryDigestMirrors: [{source: 'quay.io/seed', mirrors: ['seed.lab/seed']}]},
		},
	],
	[
		`/apis/${config}/v1/imagedigestmirrorsets`,
		{
			apiVersion: `${config}/v1`,
			kind: 'ImageDigestMirrorSet',
			...named('seed-mirrors'),
			spec: {imageDigestMirrors: [{source: 'quay.io/seed', mirrors: ['seed.lab/seed']}]},
		},
	],
	[
		'/apis/operators.coreos.com/v1alpha1/namespaces/openshift-marketplace/catalogsources',
		{
			apiVersion: 'operators.coreos.com/v1alpha1',
			kind: 'CatalogSource',
			...named('seed-catalog', 'openshift-marketplace'),
			spec: {sourceType: 'grpc', image: 'seed.lab/catalog:latest'},
		},
	],
	[operatorsPath, versionOperator(imageOf(seed))],
	[
		`/apis/${config}/v1/clusterversions`,
		{
			apiVersion: `${config}/v1`,
			kind: 'ClusterVersion',
			...named('version'),
			spec: {clusterID: seedClusterId, channel: 'stable-4.18'},
			status: versionStatus(seed.version, false),
		},
	],
	...seed.operators.map(
		(name) =>
			[
				`/apis/${config}/v1/clusteroperators`,
				{
					apiVersion: `${config}/v1`,
					kind: 'ClusterOperator',
					...named(name),
					spec: {},
					status: operatorStatus(seed.version, true, '2026-01-01T00:00:00Z'),
				},
			] as const,
	),
];

const imageOf = ({releaseRegistry}: SeedCluster): string =>
	`${releaseRegistry}/openshift-release-dev/ocp-release@sha256:${'5e'.repeat(32)}`;

const versionOperator = (image: string): JsonObject => {
	const labels = {'k8s-app': 'cluster-version-operator'};
	return {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		...named('cluster-version-operator', 'openshift-cluster-version'),
		spec: {
			replicas: 1,
			selector: {matchLabels: labels},
			template: {
				metadata: {labels},
				spec: {
					containers: [
						{
							name: 'cluster-version-operator',
							image,
							args: ['start', `--release-image=${image}`, '--listen=0.0.0.0:9099'],
							env: [{name: 'CLUSTER_PROFILE', value: 'self-managed-high-availability'}],
						},
					],
				},
			},
		},
	};
};
