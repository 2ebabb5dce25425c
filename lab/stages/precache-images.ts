/**
 * The images that an installed host must hold before it ships. Small, but shaped as in the field: they share
 * layers, some are named by tag and some by digest, and two names mean one image. Two of them can be run: etcd, and
 * the stand-in of recert.
 */
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {copyEtcd, copyRecert} from '../image-programs.ts';
import {type Layer, layerOf, writeLayout} from '../oci.ts';
import {bytesFrom} from '../random-bytes.ts';
import type {LabSettings} from '../settings.ts';
import type {Lab, Stage} from '../stage.ts';
import {recertProgram} from './recert-program.ts';

/** One row of `images.json`: a name as `containers.list` gives it, and the image it means. */
export type PrecacheImage = {
	readonly name: string;
	readonly digest: string;
	/** Folder of the OCI layout, beside `images.json`. */
	readonly layout: string;
};

type Recipe = {
	readonly id: string;
	readonly shared: readonly SharedLayer[];
	readonly ownBytes: number;
	/** Programs that really run, put into the image's own layer. */
	readonly programs?: (folder: string, lab: Lab) => Promise<void>;
	/** Repository with a tag, or with `@` at the end where the digest follows. */
	readonly names: readonly string[];
	readonly command?: readonly string[];
};

type SharedLayer = keyof typeof sharedLayers;

const sharedLayers = {base: 6_000_000, tools: 2_500_000, runtime: 1_200_000} as const;

const artDev = 'openshift-release-dev/ocp-v4.0-art-dev';

const component = (id: string, ownBytes: number, names = [`${artDev}@`]): Recipe => ({
	id,
	shared: ['base', 'tools'],
	ownBytes,
	names,
});

export const recertRepository = 'edge-infrastructure/recert:v0';

const recipes: readonly Recipe[] = [
	component('cluster-version-operator', 700_000),
	{...component('etcd', 100_000), programs: copyEtcd},
	component('kube-apiserver', 1_500_000),
	component('kube-controller-manager', 900_000),
	component('kube-scheduler', 600_000),
	component('machine-config-operator', 1_100_000),
	component('ovn-kubernetes', 1_300_000),
	component('console', 800_000, ['openshift/console:v4.18']),
	component('haproxy-router', 500_000, ['openshift/router:v4.18', `${artDev}@`]),
	component('coredns', 300_000, [`${artDev}@`, 'mirror/coredns@']),
	{id: 'pause', shared: [], ownBytes: 40_000, names: ['openshift/pause:v4.18']},
	{id: 'lvm-operator', shared: ['base'], ownBytes: 700_000, names: ['lvms4/operator:v4.18']},
	{
		id: 'sriov-operator',
		shared: ['base', 'runtime'],
		ownBytes: 900_000,
		names: ['openshift4/sriov@'],
	},
	{
		id: 'ptp-operator',
		shared: ['base', 'runtime'],
		ownBytes: 650_000,
		names: ['openshift4/ptp@', 'openshift4/ptp:v4.18'],
	},
	{
		id: 'recert',
		shared: [],
		ownBytes: 4000,
		programs: copyRecert,
		command: ['/usr/bin/recert'],
		names: [recertRepository],
	},
];

export const precacheImages: Stage = {
	name: 'precache-images',
	title: 'Container images to precache',
	inputs: ['stages/precache-images.ts', 'oci.ts', 'random-bytes.ts', 'image-programs.ts'],
	parameters: ({registry}) => [registry],
	needs: [recertProgram],
	build: async (directory, lab) => {
		const shared = await makeSharedLayers(directory, lab);
		const rows: PrecacheImage[] = [];
		for (const recipe of recipes) {
			rows.push(...(await makeImage(recipe, shared, [directory, lab])));
		}
		await writeFile(join(directory, 'images.json'), `${JSON.stringify(rows, undefined, '\t')}\n`);
	},
};

type Place = readonly [directory: string, lab: Lab];

const makeSharedLayers = async (
	directory: string,
	lab: Lab,
): Promise<ReadonlyMap<SharedLayer, Layer>> => {
	const made = new Map<SharedLayer, Layer>();
	for (const [name, sizeBytes] of Object.entries(sharedLayers)) {
		const content = await writeData(name, sizeBytes, directory);
		made.set(name as SharedLayer, await packLayer(name, content, [directory, lab]));
	}
	return made;
};

const folderOf = (id: string, directory: string): string => join(directory, 'work', id);

const writeData = async (id: string, sizeBytes: number, directory: string): Promise<string> => {
	const folder = folderOf(id, directory);
	await mkdir(join(folder, 'usr/share', id), {recursive: true});
	await writeFile(join(folder, 'usr/share', id, 'README'), `lab image part: ${id}\n`);
	await writeFile(join(folder, 'usr/share', id, 'data'), bytesFrom(id, sizeBytes));
	return folder;
};

const packLayer = (id: string, folder: string, [directory, lab]: Place): Promise<Layer> =>
	layerOf(lab, folder, `${folderOf(id, directory)}.layer`);

const makeImage = async (
	recipe: Recipe,
	shared: ReadonlyMap<SharedLayer, Layer>,
	[directory, lab]: Place,
): Promise<readonly PrecacheImage[]> => {
	const folder = await writeData(recipe.id, recipe.ownBytes, directory);
	await recipe.programs?.(folder, lab);
	const own = await packLayer(recipe.id, folder, [directory, lab]);
	const below = recipe.shared.flatMap((name) => shared.get(name) ?? []);
	const layout = join('layouts', recipe.id);
	const {digest} = await writeLayout(join(directory, layout), recipe.id, {
		layers: [...below, own],
		labels: {'io.k8s.display-name': recipe.id},
		...(recipe.command && {command: recipe.command}),
	});
	return recipe.names.map((name) => ({name: fullName(name, digest, lab.settings), digest, layout}));
};

const fullName = (name: string, digest: string, {registry}: LabSettings): string =>
	`${registry}/${name.endsWith('@') ? `${name}${digest}` : name}`;
