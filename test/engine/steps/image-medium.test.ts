/** Images from a layout on the medium, put into a storage that is played. */
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {pullImages} from '../../../src/engine/steps/images-precache.ts';
import {work} from '../../../src/engine/steps/layout.ts';
import {addDockerImage, addDockerList, addLayer} from '../../helpers/image-layout.ts';
import {blobFile, type Entry, named, newLayout, writeIndex} from '../../helpers/oci-layout.ts';
import {contextOn, filesBelow, scriptedSystem} from './scripted-system.ts';

let directory = '';
let layout: string;
let app: Entry;
let listed: Entry;

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-medium-'));
	mkdirSync(join(directory, work.members), {recursive: true});
	layout = newLayout();
	app = addDockerImage(layout, 'app', [addLayer(layout, 'base'), addLayer(layout, 'app')]);
	listed = addDockerList(layout, app);
	writeIndex(layout, [named(listed, 'r/app:v1')]);
	// What the step sees of the medium lies below the same directory.
	mkdirSync(join(directory, 'run'));
	execFileSync('cp', ['--recursive', layout, join(directory, 'run/medium')]);
});

afterEach(() => {
	rmSync(directory, {recursive: true});
	rmSync(layout, {recursive: true});
});

const params = {
	authFile: '/none',
	releaseRegistry: '',
	architecture: 'amd64',
	isBestEffort: false,
	layout: '/run/medium',
};

const writeSeed = (...names: readonly string[]): void => {
	const members = join(directory, work.members);
	writeFileSync(join(members, 'containers.list'), names.join('\n'));
	writeFileSync(join(members, 'manifest.json'), '{"seed_cluster_ocp_version": "4.18.9"}');
};

type Copied = {readonly to: string; readonly names: readonly string[]; readonly manifest: string};

/** Storage, registries and links that are played; what skopeo would find is written down. */
const play = (answer: () => {exitCode?: number; stderr?: string} = () => ({})) => {
	const copied: Copied[] = [];
	const links = new Map<string, readonly string[]>();
	const played = scriptedSystem(
		({program, args}) => {
			if (program === 'ln') {
				const target = args.find((arg) => arg.startsWith('--target-directory='));
				links.set(target?.replace('--target-directory=', '') ?? '', args.slice(4));
			}
			if (program !== 'skopeo') {
				return {exitCode: program === 'podman' ? 125 : 0};
			}
			const from = args.at(-2)?.replace('dir:', '') ?? '';
			const linked = (links.get(from) ?? []).map((path) => path.replace(/^.*\//, ''));
			const own = readdirSync(join(directory, from));
			const manifest = readFileSync(join(directory, from, 'manifest.json'), 'utf8');
			copied.push({to: args.at(-1) ?? '', names: [...linked, ...own].sort(), manifest});
			return answer();
		},
		{files: filesBelow(directory)},
	);
	return {...played, copied};
};

const hexOf = ({digest}: Pick<Entry, 'digest'>): string => digest.replace('sha256:', '');

test('an image is handed over with list, manifest and blobs as they are, and no registry is asked', async () => {
	writeSeed('r/app:v1', `r/other@${listed.digest}`);
	const {system, copied, asked} = play();
	await pullImages(params, contextOn(system));
	expect(copied.map(({to}) => to).sort()).toEqual([
		'containers-storage:r/app:v1',
		`containers-storage:r/other@${listed.digest}`,
	]);
	const manifest = JSON.parse(readFileSync(blobFile(layout, app.digest), 'utf8'));
	for (const {names, manifest: handed} of copied) {
		expect(handed).toBe(readFileSync(blobFile(layout, listed.digest), 'utf8'));
		const blobs = [manifest.config, ...manifest.layers].map(hexOf);
		expect(names).toEqual(
			[...blobs, `${hexOf(app)}.manifest.json`, 'manifest.json', 'version'].sort(),
		);
	}
	expect(asked.filter((line) => /docker:|podman pull/.test(line))).toEqual([]);
	expect(JSON.parse(readFileSync(join(directory, work.images), 'utf8')).images).toEqual([
		{name: 'r/app:v1', digests: [app.digest, listed.digest]},
		{name: `r/other@${listed.digest}`, digests: [app.digest, listed.digest]},
	]);
});

test('images that the medium lacks are told by their names, before the first is copied', async () => {
	writeSeed('r/app:v1', 'r/gone:v1', 'r/lost:v1');
	const {system, copied} = play();
	const context = contextOn(system);
	await expect(pullImages(params, context)).rejects.toMatchObject({
		code: 'IMAGES_MISSING',
		message: expect.stringContaining('r/gone:v1 (it is not in /run/medium)'),
	});
	const told = context.lines.indexOf(
		'Cannot be taken from the medium: r/lost:v1: it is not in /run/medium',
	);
	expect(told).toBeGreaterThan(-1);
	expect(told).toBeLessThan(
		context.lines.findIndex((line) => line.startsWith('Successfully pulled')),
	);
	expect(copied).toHaveLength(1);
});

test('a layer that cannot be read is told by the name of its image', async () => {
	writeSeed('r/app:v1');
	const {system} = play(() => ({exitCode: 1, stderr: 'level=fatal msg="input/output error"'}));
	await expect(pullImages(params, contextOn(system))).rejects.toMatchObject({
		code: 'IMAGE_PULL_FAILED',
		message: expect.stringContaining('Pulling r/app:v1: '),
	});
});

test('a manifest that was damaged on the medium makes its image a missing one', async () => {
	writeSeed('r/app:v1');
	writeFileSync(blobFile(join(directory, 'run/medium'), app.digest), '{}');
	await expect(pullImages(params, contextOn(play().system))).rejects.toMatchObject({
		code: 'IMAGE_PULL_FAILED',
		message: expect.stringContaining('r/app:v1'),
	});
});
