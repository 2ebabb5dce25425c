/** The images of a seed's list in OCI layouts that were mirrored before, good ones and others. */
import {execFileSync} from 'node:child_process';
import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, test} from 'vitest';
import {collectImages} from '../../../src/iso/medium/images.ts';
import {layoutDirectory} from '../../../src/iso/medium/unpacked-layout.ts';
import {realSystem} from '../../../src/system/real.ts';
import {addDockerImage, addDockerList, addLayer} from '../../helpers/image-layout.ts';
import {blobFile, type Entry, named, newLayout, writeIndex} from '../../helpers/oci-layout.ts';
import {inTemporary} from '../xorriso.ts';

const system = realSystem(process.env);
const {signal} = new AbortController();
const request = {architecture: 'amd64', authFile: '/none', work: '/none'};
const reports = {signal, log: () => {}};

let layout: string;
let base: Entry;
let app: Entry;
let listed: Entry;

beforeEach(() => {
	layout = newLayout();
	base = addLayer(layout, 'base');
	app = addDockerImage(layout, 'app', [base, addLayer(layout, 'app')]);
	listed = addDockerList(layout, app);
	writeIndex(layout, [named(app, 'registry.example.com/app:v1')]);
	return () => rmSync(layout, {recursive: true});
});

const collect = (...names: readonly string[]) =>
	collectImages(system, names, layout, request, reports);

describe('an image of a layout', () => {
	test('is found by its full name, and by a digest in it, whatever it is called there', async () => {
		const byDigest = `quay.io/other/app@${app.digest}`;
		const {images} = await collect('registry.example.com/app:v1', byDigest);
		expect(images.map(({digests}) => digests)).toEqual([[app.digest], [app.digest]]);
		expect(images[0]?.layers).toHaveLength(2);
	});

	test('is found by the digest of its list, which stays the way to it', async () => {
		const {images} = await collect(`quay.io/app@${listed.digest}`);
		expect(images[0]?.digests).toEqual([app.digest, listed.digest]);
	});

	test('is refused by its name when it is not there, with all others that are not', async () => {
		const refused = collect('quay.io/gone:v1', 'registry.example.com/app:v1', 'quay.io/lost:v2');
		await expect(refused).rejects.toMatchObject({
			code: 'IMAGES_NOT_CARRIED',
			message:
				"Putting the images of the seed's list on the ISO: 2 of 3 cannot be had: " +
				`quay.io/gone:v1 (it is not in ${layout}); quay.io/lost:v2 (it is not in ${layout}).`,
		});
	});

	test('is refused when its list has none for the hosts', async () => {
		const other = addDockerList(layout, app, 'arm64');
		await expect(collect(`quay.io/app@${other.digest}`)).rejects.toThrow(
			`quay.io/app@${other.digest} (${layout} does not have it for amd64)`,
		);
	});

	test('is refused when a layer is missing, cut short, or has other bytes', async () => {
		const name = 'registry.example.com/app:v1';
		writeFileSync(blobFile(layout, base.digest), 'x'.repeat(base.size));
		await expect(collect(name)).rejects.toThrow(`${base.digest} of it is damaged in`);
		writeFileSync(blobFile(layout, base.digest), 'x');
		await expect(collect(name)).rejects.toThrow(`${base.digest} of it is incomplete in`);
		rmSync(blobFile(layout, base.digest));
		await expect(collect(name)).rejects.toThrow(`${base.digest} of it is not there in`);
	});

	test('is refused when its manifest was changed', async () => {
		writeFileSync(blobFile(layout, app.digest), '{}');
		await expect(collect('registry.example.com/app:v1')).rejects.toMatchObject({
			code: 'SEED_DIGEST_MISMATCH',
		});
	});
});

test('an archive of a layout is unpacked, and nothing else that is in it', async () => {
	await inTemporary(async (directory) => {
		const archive = join(directory, 'mirror.tar');
		writeFileSync(join(layout, 'other'), 'other');
		execFileSync('tar', ['--create', `--file=${archive}`, `--directory=${layout}`, '.']);
		const place = join(directory, 'unpacked');
		const source = {kind: 'oci-archive', path: archive} as const;
		expect(await layoutDirectory(system, source, place, signal)).toBe(place);
		expect(await system.files.list(place)).toEqual(['blobs', 'index.json', 'oci-layout']);
		const name = 'registry.example.com/app:v1';
		const {images} = await collectImages(system, [name], place, request, reports);
		expect(images).toHaveLength(1);
	});
});
