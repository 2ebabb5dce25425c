/**
 * Artifacts that are built once and kept: a stage builds into a temporary folder which gets its final name,
 * made of a hash of everything the stage depends on, only when it is complete.
 */
import {createHash} from 'node:crypto';
import {mkdir, readFile, rename} from 'node:fs/promises';
import {join} from 'node:path';
import type {System} from '../src/system/types.ts';
import {withLock} from './lock.ts';
import {releaseFolder} from './loop.ts';
import type {Reporter} from './reporter.ts';
import type {LabSettings} from './settings.ts';

export type Lab = {
	readonly system: System;
	readonly settings: LabSettings;
	readonly reporter: Reporter;
	readonly signal?: AbortSignal;
};

export type Stage = {
	readonly name: string;
	readonly title: string;
	/** Files under `lab/` that make the artifact: when one changes, it is built anew. */
	readonly inputs: readonly string[];
	/** What of the settings ends up inside the artifact. */
	readonly parameters?: (settings: LabSettings) => readonly (string | number)[];
	readonly needs: readonly Stage[];
	readonly build: (directory: string, lab: Lab) => Promise<void>;
};

/** The folder of a stage's artifact, whether it exists yet or not. */
export const artifactDirectory = async (stage: Stage, settings: LabSettings): Promise<string> =>
	join(settings.cacheDirectory, 'artifacts', `${stage.name}-${await stageKey(stage, settings)}`);

export const isBuilt = async (stage: Stage, lab: Lab): Promise<boolean> =>
	(await lab.system.files.stat(await artifactDirectory(stage, lab.settings))) !== undefined;

export const buildLock = ({cacheDirectory}: LabSettings): string =>
	join(cacheDirectory, 'build.lock');

/** Builds what is missing, in the given order; `stages` must name each stage after what it needs. */
export const buildStages = async (stages: readonly Stage[], lab: Lab): Promise<void> => {
	if ((await missing(stages, lab)).length === 0) {
		return;
	}
	await mkdir(join(lab.settings.cacheDirectory, 'artifacts'), {recursive: true});
	await withLock(buildLock(lab.settings), lab, async () => {
		const wanted = await missing(stages, lab);
		for (const [index, stage] of wanted.entries()) {
			await buildStage(stage, `${index + 1}/${wanted.length}`, lab);
		}
	});
};

const missing = async (stages: readonly Stage[], lab: Lab): Promise<readonly Stage[]> => {
	const found: Stage[] = [];
	for (const stage of stages) {
		if (!(await isBuilt(stage, lab))) {
			found.push(stage);
		}
	}
	return found;
};

const buildStage = async (stage: Stage, place: string, lab: Lab): Promise<void> => {
	const final = await artifactDirectory(stage, lab.settings);
	const startedMs = lab.system.clock.monotonicMs();
	const temporary = `${final}.part`;
	await removeArtifact(lab, temporary);
	await mkdir(temporary);
	lab.reporter.started(place, stage.title);
	await stage.build(temporary, lab);
	await rename(temporary, final);
	lab.reporter.finished(place, stage.title, lab.system.clock.monotonicMs() - startedMs);
};

/** A build that was killed may have left an image of it attached and mounted. */
export const removeArtifact = async (lab: Lab, directory: string): Promise<void> => {
	await releaseFolder(lab, directory);
	await lab.system.run({program: 'rm', args: ['-rf', '--one-file-system', directory]});
};

const stageKey = async (stage: Stage, settings: LabSettings): Promise<string> => {
	const hash = createHash('sha256');
	for (const input of stage.inputs) {
		hash.update(`${input}\0`).update(await readInput(input));
	}
	hash.update(JSON.stringify(stage.parameters?.(settings) ?? []));
	for (const needed of stage.needs) {
		hash.update(await stageKey(needed, settings));
	}
	return hash.digest('hex').slice(0, 16);
};

/** As this process first saw them: its own code is that old too, and what it builds must not carry a newer name. */
const inputs = new Map<string, Promise<Buffer>>();

const readInput = (input: string): Promise<Buffer> => {
	const read = inputs.get(input) ?? readFile(join(import.meta.dirname, input));
	inputs.set(input, read);
	return read;
};
