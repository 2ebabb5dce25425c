/**
 * Where the API keeps objects of a kind: asked from the API itself, and remembered until definitions change. Format:
 * `APIResourceList` of apimachinery `meta/v1`.
 */
import {z} from 'zod';
import type {KubeAnswer, KubeClient} from './client.ts';

export type Kind = {readonly apiVersion: string; readonly kind: string};

export type Mapping = {
	/** As `/apis/apps/v1`. */
	readonly root: string;
	/** As `deployments`. */
	readonly resource: string;
	readonly isNamespaced: boolean;
};

export type Discovery = {
	/** A kind that the API does not know is answered with fault `missing`. */
	readonly find: (kind: Kind) => Promise<KubeAnswer<Mapping>>;
	readonly forget: () => void;
};

export const discovery = (client: KubeClient): Discovery => {
	const known = new Map<string, readonly Resource[]>();
	return {
		find: async ({apiVersion, kind}) => {
			const root = rootOf(apiVersion);
			let resources = known.get(root);
			if (resources === undefined) {
				const answer = await client.get(root);
				if (!answer.isOk && answer.fault.kind !== 'missing') {
					return answer;
				}
				resources = answer.isOk ? (listShape.safeParse(answer.value).data?.resources ?? []) : [];
			}
			const mapping = mappingOf(root, resources, kind);
			if (mapping === undefined) {
				const said = `the cluster API has no kind ${kind} in ${apiVersion}`;
				return {isOk: false, fault: {kind: 'missing', said}};
			}
			// Only what was found: a kind that is not there yet may come.
			known.set(root, resources);
			return {isOk: true, value: mapping};
		},
		forget: () => known.clear(),
	};
};

/** The path of one object; a namespaced one without a namespace belongs to `default`. */
export const objectPath = (mapping: Mapping, name: string, namespace?: string): string =>
	`${listPath(mapping, namespace)}/${encodeURIComponent(name)}`;

/** The path that a new object is sent to. */
export const listPath = ({root, resource, isNamespaced}: Mapping, namespace = 'default'): string =>
	isNamespaced
		? `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}`
		: `${root}/${resource}`;

const resourceShape = z.looseObject({name: z.string(), kind: z.string(), namespaced: z.boolean()});

type Resource = z.output<typeof resourceShape>;

const listShape = z.looseObject({resources: z.array(resourceShape)});

const rootOf = (apiVersion: string): string =>
	apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

/** `deployments/scale` and its like are parts of objects. */
const mappingOf = (
	root: string,
	resources: readonly Resource[],
	kind: string,
): Mapping | undefined => {
	const found = resources.find((entry) => entry.kind === kind && !entry.name.includes('/'));
	return found && {root, resource: found.name, isNamespaced: found.namespaced};
};
