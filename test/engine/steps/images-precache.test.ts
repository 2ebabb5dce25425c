/** Pulling the images of a seed, with a registry and a storage that are played. */
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {pullImages} from '../../../src/engine/steps/images-precache.ts';
import {work} from '../../../src/engine/steps/layout.ts';
import {InstallError} from '../../../src/errors.ts';
import {digestOf} from '../../../src/seed/oci.ts';
import {
	type Answer,
	contextOn,
	filesBelow,
	type Scripted,
	scriptedSystem,
} from './scripted-system.ts';

let directory = '';

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'ibi-precache-'));
	mkdirSync(join(directory, work.members), {recursive: true});
});

afterEach(() => rmSync(directory, {recursive: true}));

const layerDigest = (name: string): string => digestOf(name);

const manifestOf = (layers: readonly string[]): string =>
	JSON.stringify({
		schemaVersion: 2,
		config: {mediaType: 'config', digest: layerDigest('config'), size: 10},
		layers: layers.map((name) => ({mediaType: 'layer', digest: layerDigest(name), size: 1000})),
	});

const base = manifestOf(['base']);
const app = manifestOf(['base', 'app']);
const indexOfApp = JSON.stringify({
	schemaVersion: 2,
	manifests: [
		{
			mediaType: 'm',
			digest: digestOf(base),
			size: 1,
			platform: {architecture: 'arm64', os: 'linux'},
		},
		{
			mediaType: 'm',
			digest: digestOf(app),
			size: 1,
			platform: {architecture: 'amd64', os: 'linux'},
		},
	],
});

/** Manifests by name; a text that is no JSON is what skopeo says when it fails. */
type Registry = Readonly<Record<string, string>>;

const play = (registry: Registry, onPull: (image: string) => Answer | undefined): Scripted => {
	const present = new Set<string>();
	return scriptedSystem(
		({program, args}) => {
			const image = args.at(-1) ?? '';
			if (program === 'skopeo') {
				const manifest = registry[image.replace('docker://', '')];
				return manifest?.startsWith('{')
					? {stdout: manifest}
					: {stderr: `time="x" level=fatal msg="${manifest ?? 'manifest unknown'}"`, exitCode: 1};
			}
			if (args[0] === 'pull') {
				const answer = onPull(image);
				if ((answer?.exitCode ?? 0) === 0) {
					present.add(image);
				}
				return answer;
			}
			return present.has(image)
				? {stdout: JSON.stringify([{Digest: 'sha256:1', RepoDigests: []}])}
				: {exitCode: 125};
		},
		{files: filesBelow(directory)},
	);
};

const params = {
	authFile: '/none',
	releaseRegistry: '',
	architecture: 'amd64',
	isBestEffort: false,
};

const writeSeed = (...names: readonly string[]): void => {
	const members = join(directory, work.members);
	writeFileSync(join(members, 'containers.list'), names.join('\n'));
	writeFileSync(join(members, 'manifest.json'), '{"seed_cluster_ocp_version": "4.18.9"}');
};

const pullsOf = ({asked}: Scripted): readonly string[] =>
	asked
		.filter((line) => line.startsWith('podman pull'))
		.map((line) => line.split(' ').at(-1) ?? '');

const record = (): unknown => JSON.parse(readFileSync(join(directory, work.images), 'utf8'));

test('every name is pulled once, names of one image behind each other, and recorded with its digests', async () => {
	writeSeed('r/app:1', 'r/base:1', `r/mirror@${digestOf(app)}`, 'r/app:1');
	const registry = {
		'r/app:1': indexOfApp,
		[`r/app@${digestOf(app)}`]: app,
		'r/base:1': base,
		[`r/mirror@${digestOf(app)}`]: app,
	};
	const played = play(registry, () => undefined);
	await pullImages(params, contextOn(played.system));
	// The third may come between the two names, once the layer that it shares with them is there.
	const pulls = pullsOf(played);
	expect(pulls[0]).toBe('r/app:1');
	expect(pulls.toSorted()).toEqual(['r/app:1', 'r/base:1', `r/mirror@${digestOf(app)}`]);
	expect(record()).toEqual({
		images: [
			{name: 'r/app:1', digests: [digestOf(app), digestOf(indexOfApp)]},
			{name: 'r/base:1', digests: [digestOf(base)]},
			{name: `r/mirror@${digestOf(app)}`, digests: [digestOf(app)]},
		],
		missing: [],
	});
});

test('the total counts each layer once', async () => {
	writeSeed('r/app:1', 'r/base:1');
	const context = contextOn(play({'r/app:1': app, 'r/base:1': base}, () => undefined).system);
	await pullImages(params, context);
	expect(context.progressed.at(-1)).toEqual([2000, 2000]);
});

test('the spool lies on the installation disk, never in memory', async () => {
	writeSeed('r/base:1');
	const spools: unknown[] = [];
	const {system} = scriptedSystem(
		({program, args}, {environment}) => {
			if (program === 'podman' && args[0] === 'pull') {
				spools.push(environment?.['TMPDIR']);
			}
			return {stdout: base};
		},
		{files: filesBelow(directory)},
	);
	await pullImages(params, contextOn(system));
	expect(spools).toEqual([`${work.temporary}/1`]);
});

test('a pull that fails in passing is tried again, with longer and longer pauses', async () => {
	writeSeed('r/base:1');
	let tries = 0;
	const played = play({'r/base:1': base}, () => {
		tries += 1;
		return tries < 4 ? {stderr: 'Error: connection reset by peer', exitCode: 125} : undefined;
	});
	const context = contextOn(played.system);
	await pullImages(params, context);
	expect(played.sleepsMs.filter((sleep) => sleep >= 2000)).toEqual([2000, 4000, 8000]);
	expect(context.lines.filter((line) => line.startsWith('Attempt'))).toEqual([
		'Attempt 1/5: Failed to pull r/base:1: Error: connection reset by peer',
		'Attempt 2/5: Failed to pull r/base:1: Error: connection reset by peer',
		'Attempt 3/5: Failed to pull r/base:1: Error: connection reset by peer',
	]);
	expect(context.lines).toContain('Successfully pulled image: r/base:1');
});

test('a refusal that no retry changes is not repeated, and the other images are pulled all the same', async () => {
	writeSeed('r/app:1', 'r/base:1');
	const played = play({'r/app:1': app, 'r/base:1': base}, (image) =>
		image === 'r/app:1' ? {stderr: 'Error: unauthorized: no', exitCode: 125} : undefined,
	);
	await expect(pullImages(params, contextOn(played.system))).rejects.toMatchObject({
		code: 'IMAGE_PULL_FAILED',
		message: 'Pulling r/app:1: Error: unauthorized: no.',
	});
	expect(pullsOf(played)).toEqual(['r/app:1', 'r/base:1']);
});

test('an image that the registry does not have is told before the first is pulled', async () => {
	writeSeed('r/base:1', 'r/none:1', 'r/gone:1');
	const played = play({'r/base:1': base}, () => undefined);
	const context = contextOn(played.system);
	await expect(pullImages(params, context)).rejects.toMatchObject({
		code: 'IMAGES_MISSING',
		message: expect.stringContaining('r/none:1 (no such image is there (manifest unknown))'),
	});
	const told = context.lines.findIndex((line) => line.startsWith('Cannot be pulled: r/none:1'));
	const pulled = context.lines.findIndex((line) => line.startsWith('Successfully pulled'));
	expect(told).toBeGreaterThan(-1);
	expect(told).toBeLessThan(pulled);
});

test('with best effort what is missing is recorded, and the install goes on', async () => {
	writeSeed('r/base:1', 'r/none:1');
	const context = contextOn(play({'r/base:1': base}, () => undefined).system);
	await pullImages({...params, isBestEffort: true}, context);
	expect(record()).toMatchObject({missing: ['r/none:1']});
	expect(context.lines).toContain('Images Failed to Pull: 1');
});

test('an image that is in the storage already is not missing, although its registry is gone', async () => {
	writeSeed('r/base:1');
	const played = play({'r/base:1': base}, () => undefined);
	await pullImages(params, contextOn(played.system));
	const {run} = played.system;
	const offline: typeof run = (command, options) =>
		command.program === 'skopeo' || command.args[0] === 'pull'
			? Promise.resolve({stdout: '', stderr: 'dial tcp: no route to host', exitCode: 1})
			: run(command, options);
	await pullImages(params, contextOn({...played.system, run: offline}));
	expect(record()).toMatchObject({images: [{name: 'r/base:1'}], missing: []});
});

test('a full disk ends the step at once: no other image could be stored either', async () => {
	writeSeed('r/app:1', 'r/base:1');
	const played = play({'r/app:1': app, 'r/base:1': base}, () => ({
		stderr: 'Error: writing blob: no space left on device',
		exitCode: 125,
	}));
	await expect(pullImages(params, contextOn(played.system))).rejects.toMatchObject({
		code: 'TARGET_FULL',
	});
	expect(pullsOf(played)).toHaveLength(1);
});

test('an image without a variant for this architecture cannot be pulled', async () => {
	writeSeed('r/app:1');
	const played = play({'r/app:1': indexOfApp}, () => undefined);
	const work = pullImages({...params, architecture: 's390x'}, contextOn(played.system));
	await expect(work).rejects.toMatchObject({
		code: 'IMAGE_PULL_FAILED',
		message: expect.stringContaining('s390x'),
	});
});

test('a registry that is silent is not asked five times for each of its images', async () => {
	const names = ['r/a:1', 'r/a:2', 'r/a:3', 'r/b:1', 'q/c:1'];
	writeSeed(...names);
	const silent = 'dial tcp 192.0.2.1:443: i/o timeout';
	const asked: string[] = [];
	const played = play({}, () => undefined);
	const run: typeof played.system.run = (command, options) => {
		if (command.program !== 'skopeo') {
			return played.system.run(command, options);
		}
		const words = command.args;
		asked.push(`${words.at(-1)} ${words[words.indexOf('--retry-times') + 1]}`);
		const isGood = words.at(-1) === 'docker://q/c:1';
		const output = isGood
			? {stdout: base, stderr: '', exitCode: 0}
			: {stdout: '', stderr: `level=fatal msg="${silent}"`, exitCode: 1};
		return new Promise((resolve) => setImmediate(() => resolve(output)));
	};
	const context = contextOn({...played.system, run});
	await expect(pullImages(params, context)).rejects.toMatchObject({code: 'IMAGES_MISSING'});
	expect(context.lines.filter((line) => line.startsWith('Cannot be pulled'))).toHaveLength(4);
	expect(asked).toContain('docker://q/c:1 4');
	expect(asked.length).toBeLessThanOrEqual(names.length);
});

test('when images in a row fail in all their tries, the rest is not tried again and again', async () => {
	const names = Array.from({length: 30}, (_, index) => `r/a:${index}`);
	writeSeed(...names);
	const registry = Object.fromEntries(
		names.map((name, index) => [name, manifestOf([`layer ${index}`])]),
	);
	const played = play(registry, () => ({stderr: 'Error: connection refused', exitCode: 125}));
	const context = contextOn(played.system);
	await expect(pullImages(params, context)).rejects.toMatchObject({
		code: 'IMAGES_MISSING',
		message: expect.stringContaining('30 did not arrive'),
	});
	expect(context.lines.filter((line) => line.includes('1/1'))).toEqual([]);
	expect(context.lines).toContain('Failed to pull r/a:29: Error: connection refused');
	expect(new Set(pullsOf(played)).size).toBe(30);
	expect(pullsOf(played).length).toBeLessThan(2 * 30);
});

test('a pull that stands still is ended and tried again, whatever the others do', async () => {
	writeSeed('r/base:1');
	let nowMs = 0;
	let pulls = 0;
	const played = play({'r/base:1': base}, () => undefined);
	const {system} = played;
	const context = contextOn({
		...system,
		clock: {
			...system.clock,
			monotonicMs: () => nowMs,
			sleep: async (durationMs, signal) => {
				await new Promise((resolve) => setImmediate(resolve));
				signal?.throwIfAborted();
				nowMs += durationMs;
				// Another pull spools on.
				writeFileSync(join(directory, work.temporary, 'other'), `${nowMs}`);
			},
		},
		run: async (command, options) => {
			if (command.args[0] === 'pull') {
				pulls += 1;
				if (pulls === 1) {
					await new Promise((_, reject) => {
						const ended = new InstallError('CANCELLED', undefined);
						options?.signal?.addEventListener('abort', () => reject(ended));
					});
				}
			}
			return system.run(command, options);
		},
	});
	await pullImages(params, context);
	expect(pulls).toBe(2);
	expect(context.lines).toContain(
		'Attempt 1/5: Failed to pull r/base:1: nothing has come for 10 minutes',
	);
	expect(record()).toMatchObject({missing: []});
});
