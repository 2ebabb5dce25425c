/** The seed as a container image: one layer and two labels, as an OCI layout and as one archive file. */
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {archiveLayout, layerOf, writeLayout} from '../oci.ts';
import {seedFormatVersion} from '../seed/documents.ts';
import {artifactDirectory, type Stage} from '../stage.ts';
import {seedContent, seedRoot} from './seed-content.ts';

/** Below the artifact's folder. */
export const seedLayout = 'layout';
export const seedArchive = 'seed.oci.tar';
/** Text: the digest of the seed's manifest. */
export const seedDigestFile = 'digest';

const label = 'com.openshift.lifecycle-agent';

export const seedImage: Stage = {
	name: 'seed-image',
	title: 'Seed image as OCI layout and archive',
	inputs: ['stages/seed-image.ts', 'oci.ts'],
	parameters: ({seedVersion}) => [seedVersion],
	needs: [seedContent],
	build: async (directory, lab) => {
		const root = join(await artifactDirectory(seedContent, lab.settings), seedRoot);
		await mkdir(join(directory, 'work'));
		const layer = await layerOf(lab, root, join(directory, 'work/layer'));
		const layout = join(directory, seedLayout);
		const {digest} = await writeLayout(layout, lab.settings.seedVersion, {
			layers: [layer],
			labels: {
				[`${label}.seed_format_version`]: seedFormatVersion,
				[`${label}.seed_cluster_info`]: await readFile(join(root, 'manifest.json'), 'utf8'),
			},
		});
		await archiveLayout(lab, layout, join(directory, seedArchive));
		await writeFile(join(directory, seedDigestFile), digest);
		await rm(join(directory, 'work'), {recursive: true});
	},
};
