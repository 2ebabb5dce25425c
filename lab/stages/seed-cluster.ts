/**
 * The cluster of the seed, as far as a deployment meets it: certificates that have expired, the etcd database that
 * holds them, and the same ones where a node keeps them. The database is a real one, written by a real etcd.
 */
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {withEtcd} from '../etcd.ts';
import {clusterEtc, clusterVar} from '../seed/cluster/disk.ts';
import {issueSeedPairs} from '../seed/cluster/issue.ts';
import {nodeMachineConfig} from '../seed/cluster/machine-config.ts';
import {seedAddress} from '../seed/cluster/names.ts';
import {seedObjects} from '../seed/cluster/objects.ts';
import type {Content} from '../seed/content.ts';
import {artifactDirectory, type Lab, type Stage} from '../stage.ts';
import {type PrecacheImage, precacheImages} from './precache-images.ts';

/** Below the artifact's folder: the data directory of the database. */
export const seedEtcd = 'etcd';

export type SeedClusterFiles = {
	readonly etc: readonly Content[];
	readonly var: readonly Content[];
};

export const seedCluster: Stage = {
	name: 'seed-cluster',
	title: 'The cluster of the seed: certificates, etcd',
	inputs: [
		'stages/seed-cluster.ts',
		'seed/cluster/certificates.ts',
		'seed/cluster/credentials.ts',
		'seed/cluster/disk.ts',
		'seed/cluster/issue.ts',
		'seed/cluster/kubeconfig.ts',
		'seed/cluster/machine-config.ts',
		'seed/cluster/names.ts',
		'seed/files.ts',
		'seed/cluster/objects.ts',
		'seed/cluster/stored.ts',
		'seed/documents.ts',
		'etcd.ts',
	],
	parameters: ({registry, seedVersion}) => [registry, seedVersion],
	needs: [precacheImages],
	build: async (directory, lab) => {
		const made = await issueSeedPairs(lab.system);
		const etcdImage = await imageNamed('etcd', lab);
		const objects = seedObjects({
			made,
			etcdImage,
			releaseImage: await imageNamed('cluster-version-operator', lab),
			version: lab.settings.seedVersion,
			machineConfig: nodeMachineConfig(made),
		});
		await fill(
			join(directory, seedEtcd),
			objects.map(({key, value}) => [key, JSON.stringify(value)]),
			lab,
		);
		const inputs = {made, etcdImage};
		const files: SeedClusterFiles = {etc: clusterEtc(inputs), var: clusterVar(inputs)};
		await writeFile(join(directory, 'files.json'), JSON.stringify(files));
	},
};

export const readClusterFiles = async (lab: Lab): Promise<SeedClusterFiles> => {
	const directory = await artifactDirectory(seedCluster, lab.settings);
	return JSON.parse(await readFile(join(directory, 'files.json'), 'utf8')) as SeedClusterFiles;
};

const imageNamed = async (id: string, lab: Lab): Promise<string> => {
	const directory = await artifactDirectory(precacheImages, lab.settings);
	const text = await readFile(join(directory, 'images.json'), 'utf8');
	const rows = JSON.parse(text) as readonly PrecacheImage[];
	const row = rows.find(({layout}) => layout === join('layouts', id));
	if (row === undefined) {
		throw new Error(`No image ${id} among those to precache`);
	}
	return row.name;
};

const fill = async (
	directory: string,
	rows: readonly (readonly [key: string, value: string])[],
	lab: Lab,
): Promise<void> => {
	await mkdir(directory, {mode: 0o700});
	await withEtcd(lab, directory, async (client) => {
		for (const [key, value] of rows) {
			await client.put(key, value);
		}
		await client.setPeerAddress(`https://${seedAddress}:2380`);
	});
	await removeSpareLogs(join(directory, 'member/wal'));
};

/** 64 MB each, of zeros, kept ready for the next log; etcd makes another. */
const removeSpareLogs = async (directory: string): Promise<void> => {
	for (const name of await readdir(directory)) {
		if (name.endsWith('.tmp')) {
			await rm(join(directory, name));
		}
	}
};
