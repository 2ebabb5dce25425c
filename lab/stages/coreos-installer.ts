/**
 * coreos-installer in three ways: the one that the machine has, else our stand-in, which costs nothing; and,
 * where somebody asks for the real one, a build of it from the Rust package registry, which costs minutes.
 */
import {chmod, copyFile, mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {run} from '../run.ts';
import type {LabSettings} from '../settings.ts';
import {artifactDirectory, isBuilt, type Lab, type Stage} from '../stage.ts';

const crateVersion = '0.27.0';

const programFile = 'bin/coreos-installer';
const kindFile = 'kind';

export const coreosInstaller: Stage = {
	name: 'coreos-installer',
	title: 'coreos-installer of this machine',
	inputs: [],
	parameters: ({coreosInstaller}) => [coreosInstaller, 'recipe 2'],
	needs: [],
	build: async (directory, lab) => {
		const path = join(directory, programFile);
		await mkdir(dirname(path));
		await writeFile(join(directory, kindFile), await provide(path, lab));
	},
};

/** Three to four minutes on two cores. Needs what `packages-coreos-installer.txt` names. */
export const builtInstaller: Stage = {
	name: 'coreos-installer-built',
	title: `coreos-installer ${crateVersion}, built by cargo`,
	inputs: [],
	parameters: () => [crateVersion, 'recipe 2'],
	needs: [],
	build: async (directory, lab) => {
		const target = join(directory, 'target');
		const what = ['coreos-installer', '--version', crateVersion, '--locked'];
		const where = ['--root', directory, '--no-track'];
		await run(lab, ['cargo', 'install', ...what, ...where], {
			environment: {CARGO_TARGET_DIR: target},
		});
		await run(lab, ['rm', '-rf', target]);
	},
};

/** The program that lab hosts run: a built one, when there is one, before a stand-in. */
export const installerProgram = async (lab: Lab): Promise<string> => {
	const useBuilt =
		(await foundKind(lab.settings)) === 'stand-in' &&
		lab.settings.coreosInstaller === 'auto' &&
		(await isBuilt(builtInstaller, lab));
	const stage = useBuilt ? builtInstaller : coreosInstaller;
	return join(await artifactDirectory(stage, lab.settings), programFile);
};

/** Whether nothing but a build would give the real one. */
export const needsBuild = async (lab: Lab): Promise<boolean> =>
	(await foundKind(lab.settings)) === 'stand-in' && !(await isBuilt(builtInstaller, lab));

export const isOnPath = async (program: string, lab: Lab): Promise<boolean> =>
	(await pathOf(program, lab)) !== undefined;

const foundKind = async (settings: LabSettings): Promise<string> =>
	readFile(join(await artifactDirectory(coreosInstaller, settings), kindFile), 'utf8');

const provide = async (path: string, lab: Lab): Promise<'real' | 'stand-in'> => {
	const {coreosInstaller: wanted} = lab.settings;
	const found = wanted === 'auto' ? await pathOf('coreos-installer', lab) : wanted;
	if (found === undefined || found === 'stand-in') {
		const source = join(dirname(import.meta.dirname), 'stand-ins/coreos-installer.ts');
		await writeFile(path, `#!/bin/sh\nexec ${process.execPath} ${source} "$@"\n`);
		await chmod(path, 0o755);
		return 'stand-in';
	}
	await copyFile(found, path);
	return 'real';
};

const pathOf = async (program: string, lab: Lab): Promise<string | undefined> => {
	const {stdout} = await lab.system.run(
		{program: 'which', args: [program]},
		{acceptedExitCodes: [0, 1]},
	);
	return stdout.trim() || undefined;
};
