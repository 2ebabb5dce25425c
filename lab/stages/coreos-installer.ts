/**
 * coreos-installer: the one named by the environment, else the one on PATH, else built from the Rust package
 * registry, else our stand-in. `kind` says which it became; tests that need the real one read it.
 */
import {chmod, copyFile, mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {run} from '../run.ts';
import type {LabSettings} from '../settings.ts';
import {artifactDirectory, type Lab, type Stage} from '../stage.ts';

const crateVersion = '0.27.0';

/** Below the artifact's folder. */
export const coreosInstallerFile = 'bin/coreos-installer';
const kindFile = 'kind';

export const installerKind = async (settings: LabSettings): Promise<string> =>
	readFile(join(await artifactDirectory(coreosInstaller, settings), kindFile), 'utf8');

export const coreosInstaller: Stage = {
	name: 'coreos-installer',
	title: 'coreos-installer',
	inputs: ['stages/coreos-installer.ts', 'stand-ins/coreos-installer.ts'],
	parameters: ({coreosInstaller}) => [coreosInstaller],
	needs: [],
	build: async (directory, lab) => {
		const path = join(directory, coreosInstallerFile);
		await mkdir(dirname(path));
		await writeFile(join(directory, kindFile), await provide(path, lab));
	},
};

const provide = async (path: string, lab: Lab): Promise<'real' | 'stand-in'> => {
	const {coreosInstaller: wanted} = lab.settings;
	const found = wanted.startsWith('/') ? wanted : await onPath('coreos-installer', lab);
	if (wanted === 'stand-in') {
		return standIn(path);
	}
	if (found !== undefined) {
		await copyFile(found, path);
		return 'real';
	}
	if ((await onPath('cargo', lab)) === undefined) {
		return standIn(path);
	}
	await build(dirname(dirname(path)), lab);
	return 'real';
};

const onPath = async (program: string, lab: Lab): Promise<string | undefined> => {
	const {stdout} = await lab.system.run(
		{program: 'which', args: [program]},
		{acceptedExitCodes: [0, 1]},
	);
	return stdout.trim() || undefined;
};

/** Three minutes on two cores. Needs a C compiler, pkg-config, libssl-dev, liblzma-dev and libzstd-dev. */
const build = async (root: string, lab: Lab): Promise<void> => {
	const target = join(root, 'target');
	await run(
		lab,
		[
			'cargo',
			'install',
			'coreos-installer',
			'--version',
			crateVersion,
			'--locked',
			'--root',
			root,
			'--no-track',
		],
		{environment: {CARGO_TARGET_DIR: target}},
	);
	await run(lab, ['rm', '-rf', target]);
};

const standIn = async (path: string): Promise<'stand-in'> => {
	const source = join(dirname(import.meta.dirname), 'stand-ins/coreos-installer.ts');
	await writeFile(path, `#!/bin/sh\nexec ${process.execPath} ${source} "$@"\n`);
	await chmod(path, 0o755);
	return 'stand-in';
};
