/** A real machine for files, with programs played by a function that also writes down how it was asked. */

import {join} from 'node:path';
import type {Observation} from '../../../src/engine/observation.ts';
import type {StepContext} from '../../../src/engine/step.ts';
import {InstallError} from '../../../src/errors.ts';
import {realSystem} from '../../../src/system/real.ts';
import {commandLine} from '../../../src/system/run.ts';
import type {Command, Files, RunOptions, System} from '../../../src/system/types.ts';

export type Answer = {
	readonly stdout?: string;
	readonly stderr?: string;
	readonly exitCode?: number;
};

export type Scripted = {
	readonly system: System;
	readonly asked: string[];
	readonly sleepsMs: number[];
};

/** No answer is success without words. Sleeping takes no time. */
export const scriptedSystem = (
	answer: (command: Command, options: RunOptions) => Answer | undefined,
	changes: Partial<System> = {},
): Scripted => {
	const asked: string[] = [];
	const sleepsMs: number[] = [];
	const real = realSystem({});
	const run: System['run'] = async (command, options = {}) => {
		asked.push(commandLine(command));
		const {stdout = '', stderr = '', exitCode = 0} = answer(command, options) ?? {};
		if (!(options.acceptedExitCodes ?? [0]).includes(exitCode)) {
			const how = `it ended with exit code ${exitCode}`;
			throw new InstallError('COMMAND_FAILED', {
				command: commandLine(command),
				how,
				said: stderr,
			});
		}
		return {stdout, stderr, exitCode};
	};
	const sleep = async (durationMs: number): Promise<void> => {
		sleepsMs.push(durationMs);
		await new Promise((resolve) => setImmediate(resolve));
	};
	return {
		system: {...real, run, clock: {...real.clock, sleep}, ...changes},
		asked,
		sleepsMs,
	};
};

export type Told = StepContext & {
	readonly lines: string[];
	readonly observed: Observation[];
	readonly progressed: (readonly [done: number, total: number | undefined])[];
};

export const contextOn = (system: System, signal = new AbortController().signal): Told => {
	const lines: string[] = [];
	const observed: Observation[] = [];
	const progressed: (readonly [number, number | undefined])[] = [];
	return {
		system,
		signal,
		lines,
		observed,
		progressed,
		log: (line) => lines.push(line),
		observe: (observation) => observed.push(observation),
		willWrite: async () => {},
		progress: (done, total) => progressed.push([done, total]),
	};
};

/** Real files, but everything absolute lies below the test's own directory. */
export const filesBelow = (root: string): Files => {
	const real = realSystem({}).files;
	const below = Object.entries(real).map(([verb, act]) => [
		verb,
		(path: string, ...rest: readonly never[]) =>
			(act as (path: string, ...rest: readonly never[]) => unknown)(join(root, path), ...rest),
	]);
	return {
		...(Object.fromEntries(below) as Files),
		copy: (from, to) => real.copy(join(root, from), join(root, to)),
		rename: (from, to) => real.rename(join(root, from), join(root, to)),
	};
};
