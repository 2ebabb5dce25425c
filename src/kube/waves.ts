/**
 * The order in which manifests are applied: what others stand in or are made of goes first, the rest follows in the
 * order of its files; neighbours of one kind do not build on each other and go side by side. Pure.
 */
import type {Manifest} from './manifests.ts';

const waveNames = ['namespaces', 'definitions', 'objects'] as const;

type WaveName = (typeof waveNames)[number];

export type Wave = {
	readonly name: WaveName;
	/** One group after another; the members of one at the same time. */
	readonly groups: readonly (readonly Manifest[])[];
};

/** Without the waves that are empty. */
export const wavesOf = (manifests: readonly Manifest[]): readonly Wave[] =>
	waveNames
		.map((name) => ({
			name,
			groups: groupsOf(manifests.filter((manifest) => waveOf(manifest) === name)),
		}))
		.filter(({groups}) => groups.length > 0);

const waveOf = ({apiVersion, kind}: Manifest): WaveName => {
	if (apiVersion === 'v1' && kind === 'Namespace') {
		return 'namespaces';
	}
	return isDefinition({apiVersion, kind}) ? 'definitions' : 'objects';
};

export const isDefinition = ({apiVersion, kind}: Pick<Manifest, 'apiVersion' | 'kind'>): boolean =>
	kind === 'CustomResourceDefinition' && apiVersion.startsWith('apiextensions.k8s.io/');

/** The same object twice is two groups: the later one counts. */
export const groupsOf = (manifests: readonly Manifest[]): readonly (readonly Manifest[])[] => {
	const groups: Manifest[][] = [];
	for (const manifest of manifests) {
		const group = groups.at(-1);
		if (group !== undefined && fits(manifest, group)) {
			group.push(manifest);
		} else {
			groups.push([manifest]);
		}
	}
	return groups;
};

const fits = (manifest: Manifest, group: readonly Manifest[]): boolean =>
	group.every(
		({apiVersion, kind, namespace, name}) =>
			apiVersion === manifest.apiVersion &&
			kind === manifest.kind &&
			(name !== manifest.name || namespace !== manifest.namespace),
	);
