import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {runInspect} from '../../src/cli/inspect.ts';
import {inspectLiveIso} from '../../src/iso/coreos/installation-iso.ts';
import {createInstallationIso} from '../../src/iso/create-installation.ts';
import type {InstallationRequest} from '../../src/iso/create-installation-medium.ts';
import {addDockerImage, addLayer} from '../helpers/image-layout.ts';
import {
	addBlob,
	addSeed,
	clusterInfo,
	type Entry,
	named,
	newLayout,
	seedLabels,
	writeIndex,
} from '../helpers/oci-layout.ts';
import {layerOf} from '../seed/make-layer.ts';
import {prepare, problemOf, results, signal, system} from './installation-request.ts';
import {extracted, inTemporary} from './xorriso.ts';

describe('the seed image on the medium', () => {
	const withLayout = (directory: string, version: string): InstallationRequest => {
		const layout = newLayout();
		writeIndex(layout, [addSeed(layout, {labels: seedLabels})]);
		return {
			...prepare(directory, {document: {seedImage: `oci:${layout}`, seedVersion: version}}),
			withSeed: true,
		};
	};

	test('is an OCI layout that the document names', async () => {
		await inTemporary(async (directory) => {
			const {iso} = await createInstallationIso(system, withLayout(directory, '4.18.0'), {signal});
			const tree = extracted(directory, iso);
			const {manifests} = JSON.parse(tree['ibi-console/seed/index.json'] ?? '');
			const [, hex = ''] = manifests[0].digest.split(':');
			const manifest = tree[`ibi-console/seed/blobs/sha256/${hex}`] ?? '';
			expect(createHash('sha256').update(manifest, 'latin1').digest('hex')).toBe(hex);
			const {ignition} = await inspectLiveIso(system, iso);
			const config = ignition.kind === 'config' ? JSON.parse(ignition.config.reveal()) : {};
			const source = config.storage.files.find(
				({path}: {path: string}) => path === '/var/tmp/ibi-configuration.json',
			).contents.source;
			const document = Buffer.from(source.replace(/^.*,/, ''), 'base64').toString();
			expect(JSON.parse(document).seedImage).toBe('oci:/run/media/iso/ibi-console/seed');
		});
	});

	test('brings the images of its list in the same layout, each blob once', async () => {
		await inTemporary(async (directory) => {
			const layout = newLayout();
			const app = addDockerImage(layout, 'app', [addLayer(layout, 'base')]);
			const other = addDockerImage(layout, 'other', [addLayer(layout, 'base')]);
			const list = [`quay.io/app@${app.digest}`, 'quay.io/other:v1'];
			const {blob, bytes} = layerOf([
				{path: './containers.list', content: list.join('\n')},
				{path: './manifest.json', content: JSON.stringify(clusterInfo)},
			]);
			addBlob(layout, blob.mediaType, bytes);
			const {sizeBytes: size, ...layer} = blob;
			const seed = addSeed(layout, {layers: [{...layer, size}], content: gunzipSync(bytes)});
			writeIndex(layout, [named(seed, 'it'), named(other, 'quay.io/other:v1')]);
			const archive = join(directory, 'mirror.tar');
			execFileSync('tar', ['--create', `--file=${archive}`, `--directory=${layout}`, '.']);
			const seedImage = `oci-archive:${archive}:it`;
			const {iso} = await createInstallationIso(
				system,
				{
					...prepare(directory, {document: {seedImage}}),
					withSeed: true,
					images: {kind: 'layout', place: archive},
				},
				{signal},
			);
			const tree = extracted(directory, iso);
			const blobs = Object.keys(tree).filter((path) => /seed\/blobs\/sha256\/./.test(path));
			// Manifest, config and layer of the seed; manifests and configs of two images, and their layer.
			expect(blobs).toHaveLength(3 + 2 * 2 + 1);
			const index = JSON.parse(tree['ibi-console/seed/index.json'] ?? '');
			const names = index.manifests.map(
				({annotations}: Entry) => annotations?.['org.opencontainers.image.ref.name'],
			);
			expect(names).toEqual(['seed', ...list]);
			const said: string[] = [];
			const print = (text: string): void => void said.push(text);
			await runInspect({system, signal, print, remember: () => {}}, iso, 'json');
			expect(JSON.parse(said.join(''))).toMatchObject({program: 'on it', images: names});
			const {ignition} = await inspectLiveIso(system, iso);
			const text = ignition.kind === 'config' ? ignition.config.reveal() : '';
			const encoded = /ibi-configuration\.json.*?base64,([^"]+)"/.exec(text)?.[1] ?? '';
			expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toMatchObject({
				seedImage: 'oci:/run/media/iso/ibi-console/seed:seed',
				precacheLayout: '/run/media/iso/ibi-console/seed',
			});
		});
	});

	test('of another version is refused before the ISO is written', async () => {
		await inTemporary(async (directory) => {
			const work = createInstallationIso(system, withLayout(directory, '4.17.0'), {signal});
			expect((await problemOf(work)).message).toContain('seedVersion: the seed image has version');
			expect(results(directory)).toEqual([]);
		});
	});
});
