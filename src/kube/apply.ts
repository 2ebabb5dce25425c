/**
 * Applies manifests wave by wave: creates what is missing, replaces or merges what exists, waits for definitions to be
 * established, asks again while the API says that it may go well later, and tells every object that did not.
 */
import type {KubeAnswer, KubeClient} from './client.ts';
import {type Discovery, discovery, listPath, objectPath} from './discovery.ts';
import {isPassing, type KubeFault, reasonOf} from './fault.ts';
import {type JsonObject, metadataOf} from './json.ts';
import {type Manifest, nameOf} from './manifests.ts';
import {created, merged, replaced} from './merge.ts';
import {onChange, pauseMs, type Waiting} from './retry.ts';
import {isEstablished} from './status-conditions.ts';
import {groupsOf, isDefinition, type Wave} from './waves.ts';

export type ApplyFailure = {readonly manifest: Manifest; readonly why: string};

export type ApplyOptions = Waiting & {
	readonly client: KubeClient;
	/** For each wave. */
	readonly limitMs: number;
	readonly onApplied: () => void;
};

/** Objects of a failed wave do not keep others from being applied, nor the next wave. */
export const applyWaves = async (
	waves: readonly Wave[],
	options: ApplyOptions,
): Promise<readonly ApplyFailure[]> => {
	const known = discovery(options.client);
	const failures: ApplyFailure[] = [];
	for (const wave of waves) {
		failures.push(...(await applyWave(wave, known, options)));
		known.forget();
	}
	return failures;
};

type Pending = {readonly manifest: Manifest; readonly fault: KubeFault};

const applyWave = async (
	wave: Wave,
	known: Discovery,
	options: ApplyOptions,
): Promise<readonly ApplyFailure[]> => {
	const {system, signal, log, limitMs} = options;
	const endMs = system.clock.monotonicMs() + limitMs;
	const tell = onChange(log);
	const failures: ApplyFailure[] = [];
	let groups = wave.groups;
	for (let attempt = 1; groups.length > 0; attempt += 1) {
		const faults = await applyGroups(groups, known, options);
		const isLate = system.clock.monotonicMs() >= endMs;
		const pending = faults.filter(({fault}) => canPass(fault) && !isLate);
		failures.push(...faults.filter((entry) => !pending.includes(entry)).map(failureOf));
		const [first] = pending;
		if (first !== undefined) {
			tell(
				`Waiting with ${first.manifest.place}, ${nameOf(first.manifest)}: ${reasonOf(first.fault)}`,
			);
			await system.clock.sleep(pauseMs(attempt, first.fault), signal);
		}
		groups = groupsOf(pending.map(({manifest}) => manifest));
	}
	return inOrderOf(wave.groups.flat(), failures);
};

/** In the order in which a person finds them, not in that in which they were given up. */
const inOrderOf = (
	manifests: readonly Manifest[],
	failures: readonly ApplyFailure[],
): readonly ApplyFailure[] =>
	failures.toSorted(
		(one, other) => manifests.indexOf(one.manifest) - manifests.indexOf(other.manifest),
	);

/** A namespace, a kind or a webhook that is missing may be on its way: the cluster has just been started. */
const canPass = (fault: KubeFault): boolean => isPassing(fault) || fault.kind === 'missing';

/** When the API went away, the others are not asked for: each would wait for nothing. */
const applyGroups = async (
	groups: readonly (readonly Manifest[])[],
	known: Discovery,
	options: ApplyOptions,
): Promise<readonly Pending[]> => {
	const pending: Pending[] = [];
	for (const chunk of groups.flatMap(chunksOf)) {
		const gone = pending.find(({fault}) => fault.kind === 'unreachable');
		pending.push(
			...(gone
				? chunk.map((manifest) => ({manifest, fault: gone.fault}))
				: await applyChunk(chunk, known, options)),
		);
	}
	return pending;
};

const applyChunk = async (
	chunk: readonly Manifest[],
	known: Discovery,
	options: ApplyOptions,
): Promise<readonly Pending[]> => {
	const answers = await Promise.all(
		chunk.map(async (manifest) => ({manifest, answer: await apply(manifest, known, options)})),
	);
	return answers.flatMap(({manifest, answer}) => {
		if (!answer.isOk) {
			return [{manifest, fault: answer.fault}];
		}
		options.log(`Applied ${nameOf(manifest)} of ${manifest.place}`);
		options.onApplied();
		return [];
	});
};

const objectsAtOnce = 4;

const chunksOf = (group: readonly Manifest[]): readonly (readonly Manifest[])[] =>
	Array.from({length: Math.ceil(group.length / objectsAtOnce)}, (_, index) =>
		group.slice(index * objectsAtOnce, (index + 1) * objectsAtOnce),
	);

const apply = async (
	manifest: Manifest,
	known: Discovery,
	{client}: ApplyOptions,
): Promise<KubeAnswer> => {
	const mapping = await known.find(manifest);
	if (!mapping.isOk) {
		return mapping;
	}
	const {name, namespace} = manifest;
	const path = objectPath(mapping.value, name, namespace);
	const live = await client.get(path);
	const answer = live.isOk
		? await client.replace(path, changed(manifest, live.value))
		: live.fault.kind === 'missing'
			? await client.create(listPath(mapping.value, namespace), created(manifest.object))
			: live;
	return answer.isOk ? settled(manifest, answer.value) : madeMeanwhile(answer.fault);
};

const changed = ({object, applyType}: Manifest, live: JsonObject): JsonObject =>
	applyType === 'merge' ? merged(live, object) : replaced(live, object);

/** Its objects can be made only when the API serves it. */
const settled = (manifest: Manifest, object: JsonObject): KubeAnswer =>
	isDefinition(manifest) && !isEstablished(object)
		? {
				isOk: false,
				fault: {
					kind: 'unready',
					status: 200,
					said: `${metadataOf(object).name} is not established`,
				},
			}
		: {isOk: true, value: object};

/** Somebody made it between our question and our answer: it is there to be changed. */
const madeMeanwhile = (fault: KubeFault): KubeAnswer => ({
	isOk: false,
	fault: fault.kind === 'exists' ? {kind: 'conflict', said: fault.said} : fault,
});

const failureOf = ({manifest, fault}: Pending): ApplyFailure => ({
	manifest,
	why: reasonOf(fault),
});
