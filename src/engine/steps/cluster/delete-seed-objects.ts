/**
 * Deletes the mirrors and catalogs that the seed brought along. Which those are is written down by the ids of the
 * objects before the first is deleted, so that a retry, or a new run, never deletes what the site has applied since.
 */
import {z} from 'zod';
import type {KubeAnswer, KubeClient} from '../../../kube/client.ts';
import {discovery, type Kind, type Mapping, objectPath} from '../../../kube/discovery.ts';
import {itemsOf, metadataOf, parseObject} from '../../../kube/json.ts';
import type {Step, StepContext} from '../../step.ts';
import {openCluster, request, requestIfThere} from './api.ts';
import {seedObjectsPath} from './layout.ts';

export const seedKinds: readonly Kind[] = [
	{apiVersion: 'operator.openshift.io/v1alpha1', kind: 'ImageContentSourcePolicy'},
	{apiVersion: 'config.openshift.io/v1', kind: 'ImageDigestMirrorSet'},
	{apiVersion: 'operators.coreos.com/v1alpha1', kind: 'CatalogSource'},
];

export const deleteSeedObjects: Step<Record<string, never>> = {
	unit: 'objects',
	run: async (_, context) => {
		const client = await openCluster(context);
		const objects = (await readList(context)) ?? (await writeList(context, client));
		for (const [index, object] of objects.entries()) {
			await remove(object, client, context);
			context.progress(index + 1, objects.length);
		}
		return objects.length === 0 ? {skipped: 'the seed brought no mirrors or catalogs'} : undefined;
	},
};

const shape = z.object({
	objects: z.array(z.object({title: z.string(), path: z.string(), uid: z.string()})),
});

type SeedObject = z.output<typeof shape>['objects'][number];

/** Written in one piece, so one that is there is whole. */
const readList = async ({
	system: {files},
}: StepContext): Promise<readonly SeedObject[] | undefined> => {
	if ((await files.stat(seedObjectsPath)) === undefined) {
		return undefined;
	}
	return shape.parse(parseObject(await files.readText(seedObjectsPath))).objects;
};

const writeList = async (
	context: StepContext,
	client: KubeClient,
): Promise<readonly SeedObject[]> => {
	const {files} = context.system;
	const objects: SeedObject[] = [];
	for (const kind of seedKinds) {
		objects.push(...(await listOf(kind, client, context)));
	}
	await files.makeDirectory(seedObjectsPath.replace(/\/[^/]+$/, ''), 0o700);
	await files.writeText(seedObjectsPath, `${JSON.stringify({objects}, undefined, '\t')}\n`, 0o600);
	return objects;
};

/** A cluster without a capability has not its kinds either. */
const listOf = async (
	kind: Kind,
	client: KubeClient,
	context: StepContext,
): Promise<readonly SeedObject[]> => {
	const doing = `Listing every ${kind.kind}`;
	const known = discovery(client);
	const mapping = await requestIfThere(context, doing, () => known.find(kind));
	if (mapping === undefined) {
		context.log(`This cluster has no kind ${kind.kind}`);
		return [];
	}
	const list = await request(context, doing, () =>
		client.get(`${mapping.root}/${mapping.resource}`),
	);
	return itemsOf(list).map((object) => seedObject(kind, mapping, metadataOf(object)));
};

const seedObject = (
	{kind}: Kind,
	mapping: Mapping,
	{name, namespace, uid = ''}: ReturnType<typeof metadataOf>,
): SeedObject => ({
	title: `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`,
	path: objectPath(mapping, name, namespace),
	uid,
});

const remove = async (
	{title, path, uid}: SeedObject,
	client: KubeClient,
	context: StepContext,
): Promise<void> => {
	const isDeleted = await request(context, `Deleting ${title}`, async () =>
		verdict(await client.remove(path, {preconditions: {uid}})),
	);
	context.log(isDeleted ? `Deleted ${title} of the seed` : `${title} of the seed is gone already`);
};

/** A conflict says that an object of that name is there which is not the seed's. */
const verdict = (answer: KubeAnswer): KubeAnswer<boolean> => {
	if (answer.isOk) {
		return {isOk: true, value: true};
	}
	const {fault} = answer;
	return fault.kind === 'missing' || fault.kind === 'conflict'
		? {isOk: true, value: false}
		: {isOk: false, fault};
};
