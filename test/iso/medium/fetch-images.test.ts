/** Images fetched from a real registry: manifests of Docker and their lists keep their digests. */
import {execFileSync} from 'node:child_process';
import {readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {collectImages} from '../../../src/iso/medium/images.ts';
import {realSystem} from '../../../src/system/real.ts';
import type {System} from '../../../src/system/types.ts';
import {addDockerImage, addDockerList, addLayer, asDirectory} from '../../helpers/image-layout.ts';
import {blobFile, digestOf, type Entry, newLayout} from '../../helpers/oci-layout.ts';
import {password, type Registry, startRegistry} from '../../helpers/registry.ts';
import {inTemporary} from '../xorriso.ts';

let registry: Registry;
let layout: string;
let app: Entry;
let listed: Entry;
let other: Entry;

beforeAll(async () => {
	registry = await startRegistry();
	layout = newLayout();
	const base = addLayer(layout, 'base');
	app = addDockerImage(layout, 'app', [base, addLayer(layout, 'app')]);
	listed = addDockerList(layout, app);
	other = addDockerImage(layout, 'other', [base]);
	push('app:v1', app, listed);
	push('other:v1', other);
}, 60_000);

afterAll(async () => {
	rmSync(layout, {recursive: true});
	await registry.stop();
});

const push = (name: string, image: Entry, list?: Entry): void => {
	const directory = join(layout, 'push', name.replace(':', '-'));
	asDirectory(layout, directory, image, list);
	const access = ['--dest-authfile', registry.goodAuth, '--dest-cert-dir', registry.certificates];
	const places = [`dir:${directory}`, `docker://${registry.host}/${name}`];
	execFileSync('skopeo', ['copy', '--quiet', '--all', '--preserve-digests', ...access, ...places]);
};

const fetch = (work: string, ...names: readonly string[]) => fetchBy(real(), work, ...names);

const real = (): System => realSystem({...process.env, HOME: registry.trustingHome});

const fetchBy = (system: System, work: string, ...names: readonly string[]) =>
	collectImages(
		system,
		names.map((name) => `${registry.host}/${name}`),
		undefined,
		{architecture: 'amd64', authFile: registry.goodAuth, work},
		{signal: new AbortController().signal, log: () => {}},
	);

test('every image has the digests that its registry told, and a shared layer comes once', async () => {
	await inTemporary(async (work) => {
		const names = ['app:v1', `app@${listed.digest}`, `app@${app.digest}`, 'other:v1'];
		const {images, layout: fetched} = await fetch(work, ...names);
		expect(images.map(({digests}) => digests)).toEqual([
			[app.digest, listed.digest],
			[app.digest, listed.digest],
			[app.digest],
			[other.digest],
		]);
		const system = realSystem(process.env);
		for (const {digests, config, layers} of images) {
			for (const digest of [...digests, config.digest, ...layers.map((layer) => layer.digest)]) {
				const text = await system.run({
					program: 'sha256sum',
					args: [blobFile(fetched.directory, digest)],
				});
				expect(`sha256:${text.stdout.slice(0, 64)}`).toBe(digest);
			}
		}
		const spooled = readdirSync(join(work, 'images/blobs'));
		expect(spooled).toEqual(['sha256']);
	});
});

test('two names of one image, fetched beside each other, write each document once', async () => {
	await inTemporary(async (work) => {
		const system = real();
		const written: string[] = [];
		const writeText: System['files']['writeText'] = (path, ...rest) => {
			written.push(path);
			return system.files.writeText(path, ...rest);
		};
		const files = {...system.files, writeText};
		await fetchBy({...system, files}, work, 'app:v1', `app@${listed.digest}`);
		const blobs = written.filter((path) => path.includes('/blobs/'));
		expect(blobs.length).toBe(3);
		expect(new Set(blobs).size).toBe(blobs.length);
	});
});

test('all that cannot be had are told by their names, and the password is not', async () => {
	await inTemporary(async (work) => {
		const gone = `gone@${digestOf('gone')}`;
		const refused = await fetch(work, 'app:v1', 'missing:v1', gone).catch((error: Error) => error);
		expect(refused).toMatchObject({code: 'IMAGES_NOT_CARRIED'});
		expect(`${refused}`).toContain('2 of 3 cannot be had: ');
		expect(`${refused}`).toContain(`${registry.host}/missing:v1 (no such image is there`);
		expect(`${refused}`).toContain(`${registry.host}/${gone} (no such image is there`);
		expect(`${refused}`).not.toContain(password);
	});
});
