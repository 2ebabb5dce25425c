import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {reporterOn, silentReporter} from '../../lab/reporter.ts';
import {labSettings} from '../../lab/settings.ts';
import {artifactDirectory, buildStages, type Lab, type Stage} from '../../lab/stage.ts';
import {realSystem} from '../../src/system/real.ts';

let cache: string;
let lab: Lab;

beforeEach(async () => {
	cache = await mkdtemp(join(tmpdir(), 'ibi-stage-'));
	const settings = labSettings({XDG_CACHE_HOME: cache});
	lab = {system: realSystem(process.env), settings, reporter: silentReporter};
});

afterEach(() => rm(cache, {recursive: true, force: true}));

const counting = (over: Partial<Stage> = {}) => {
	let builds = 0;
	const stage: Stage = {
		name: 'toy',
		title: 'A toy',
		inputs: ['stage.ts'],
		needs: [],
		build: async (directory) => {
			builds += 1;
			await writeFile(join(directory, 'made'), String(builds));
		},
		...over,
	};
	return {stage, builds: () => builds};
};

test('an artifact is built once and then kept', async () => {
	const {stage, builds} = counting();
	await buildStages([stage], lab);
	await buildStages([stage], lab);
	expect(builds()).toBe(1);
	const made = join(await artifactDirectory(stage, lab.settings), 'made');
	expect(await readFile(made, 'utf8')).toBe('1');
});

test('a build that fails half-way leaves no artifact, and the next one starts afresh', async () => {
	const broken = counting({
		build: async (directory) => {
			await writeFile(join(directory, 'half'), '');
			throw new Error('power cut');
		},
	});
	await expect(buildStages([broken.stage], lab)).rejects.toThrow('power cut');
	const {stage} = counting();
	await buildStages([stage], lab);
	expect(await readdir(await artifactDirectory(stage, lab.settings))).toEqual(['made']);
});

test('what a stage needs is part of its name, so a change there builds it anew', async () => {
	const needed = (version: string) => counting({name: 'needed', parameters: () => [version]}).stage;
	const one = counting({needs: [needed('1')]}).stage;
	const two = counting({needs: [needed('2')]}).stage;
	const [first, second] = [
		await artifactDirectory(one, lab.settings),
		await artifactDirectory(two, lab.settings),
	];
	expect(first).not.toBe(second);
});

test('two builds at once make each artifact once', async () => {
	const {stage, builds} = counting();
	await Promise.all([buildStages([stage], lab), buildStages([stage], lab)]);
	expect(builds()).toBe(1);
});

test('a lock of a process that is gone does not hold up a build', async () => {
	const {stage, builds} = counting();
	await buildStages([], lab);
	await lab.system.files.makeDirectory(lab.settings.cacheDirectory);
	await writeFile(join(lab.settings.cacheDirectory, 'build.lock'), '999999999');
	await buildStages([stage], lab);
	expect(builds()).toBe(1);
});

test('progress is one line a stage, with its place and its seconds', () => {
	const written: string[] = [];
	const reporter = reporterOn((text) => written.push(text), false);
	reporter.started('2/9', 'Debian tree');
	reporter.detail('Unpacking …');
	reporter.finished('2/9', 'Debian tree', 142_300);
	expect(written).toEqual(['lab: [2/9] Debian tree ...\n', 'lab: [2/9] Debian tree ... 142 s\n']);
});

test('a port that is none is refused by name', () => {
	expect(() => labSettings({IBI_LAB_REGISTRY_PORT: '0x'})).toThrow('IBI_LAB_REGISTRY_PORT');
});
