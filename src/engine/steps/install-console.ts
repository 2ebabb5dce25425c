/**
 * Puts this console onto the installed system: the program with its runtime, and the units that start it at the first
 * boot in the place of the seed's own, and on its screens. The seed's is masked, not deleted; what it was stays beside.
 */
import {dirname} from 'node:path/posix';
import type {ProgramFiles, Settings} from '../../config/settings.ts';
import {InstallError} from '../../errors.ts';
import type {Files, System} from '../../system/types.ts';
import {setType} from '../../tools/selinux.ts';
import {enableUnitBelow, maskUnitBelow} from '../../tools/units-offline.ts';
import type {StepContext} from '../step.ts';
import {requireDeploymentPath} from './deployment.ts';
import {stateroot as staterootPath} from './layout.ts';
import {type OnDisk, onTarget} from './on-disk.ts';

export type InstallConsoleParams = OnDisk & {
	readonly stateroot: string;
	readonly program: ProgramFiles;
	readonly deployBy: Settings['deployBy'];
	readonly isSelinuxEnabled: boolean;
};

export const installConsole = onTarget<InstallConsoleParams>({
	unit: 'files',
	run: async (params, context) => {
		const {stateroot} = params;
		const deployment = await requireDeploymentPath(context, stateroot);
		await putConsole(params, {var: `${staterootPath(stateroot)}/var`, deployment}, context);
	},
});

/** Roots of the installed system, as they are mounted now. */
type Target = {readonly var: string; readonly deployment: string};

export const putConsole = async (
	{program, deployBy, isSelinuxEnabled}: Omit<InstallConsoleParams, 'disk' | 'stateroot'>,
	{var: variable, deployment}: Target,
	context: StepContext,
): Promise<void> => {
	const {system, signal} = context;
	const home = `${variable}/usrlocal`;
	await copyProgram(program, `${home}/lib/ibi-console`, context);
	await system.files.makeDirectory(`${home}/bin`, 0o755);
	await system.files.writeText(`${home}/bin/ibi-console`, starter, 0o755);
	await installUnits(program, deployment, context);
	await system.files.makeDirectory(`${deployment}/etc/ibi-console`, 0o755);
	await system.files.writeText(
		`${deployment}/etc/ibi-console/deploy.env`,
		`IBI_DEPLOY_BY=${deployBy}\n`,
	);
	if (deployBy === 'ibi-console') {
		await maskSeedUnit(deployment, context);
	}
	if (isSelinuxEnabled) {
		// systemd may start no file of the type that libraries have.
		await setType(system, `${home}/lib/ibi-console/bin/node`, 'bin_t', signal);
		await setType(system, `${home}/bin/ibi-console`, 'bin_t', signal);
	}
};

/** For people who come to the host: without words it opens the console of the deployment. */
const starter = `#!/bin/sh
[ $# -gt 0 ] || set -- deploy
exec /usr/local/lib/ibi-console/bin/node /usr/local/lib/ibi-console/ibi-console.js "$@"
`;

/** Each below `edge` of the program, and its place below `/etc/systemd/system`. */
const units: readonly (readonly [from: string, to: string])[] = [
	...[
		'ibi-console-edge.service',
		'ibi-console-edge-failed.service',
		'ibi-console-edge-status.service',
		'ibi-console-edge-later.service',
		'ibi-console-login@.service',
		'ibi-console-login@tty1.service',
		'ibi-console-quiet.service',
		'ibi-console-guard.service',
	].map((name) => [name, name] as const),
	['ibi-console-edge-getty.conf', 'getty@tty1.service.d/50-ibi-console.conf'],
	['ibi-console-edge-getty.conf', 'serial-getty@.service.d/50-ibi-console.conf'],
	['ibi-console-edge-serial.conf', 'serial-getty@.service.d/60-ibi-console-serial.conf'],
];

const enabledUnits = ['ibi-console-edge.service', 'ibi-console-edge-later.service'];

/** An interface of lifecycle-agent. */
const seedUnit = 'installation-configuration.service';

const copyProgram = async (
	{directory, runtime}: ProgramFiles,
	to: string,
	{system, progress}: StepContext,
): Promise<void> => {
	await requireFile(system, `${directory}/ibi-console.js`);
	// What an earlier try, or another version, left there.
	await system.files.removeTree(to);
	// What starts a live system is of no use on an installed one.
	const names = (await listFiles(system.files, directory)).filter(
		(name) => !name.startsWith('live/'),
	);
	for (const [index, name] of names.entries()) {
		await copyFile(system, `${directory}/${name}`, `${to}/${name}`);
		progress(index + 1, names.length + 1);
	}
	await copyFile(system, runtime, `${to}/bin/node`);
	progress(names.length + 1, names.length + 1);
};

const copyFile = async ({files}: System, from: string, to: string): Promise<void> => {
	await files.makeDirectory(dirname(to), 0o755);
	await files.copy(from, to);
};

/** Relative paths of all files below, without following what is neither file nor folder. */
const listFiles = async (files: Files, directory: string): Promise<readonly string[]> => {
	const found: string[] = [];
	for (const name of await files.list(directory)) {
		const kind = (await files.stat(`${directory}/${name}`))?.kind;
		if (kind === 'file') {
			found.push(name);
		} else if (kind === 'directory') {
			const below = await listFiles(files, `${directory}/${name}`);
			found.push(...below.map((path) => `${name}/${path}`));
		}
	}
	return found;
};

const installUnits = async (
	{directory}: ProgramFiles,
	deployment: string,
	{system, signal}: StepContext,
): Promise<void> => {
	const folder = `${deployment}/etc/systemd/system`;
	for (const [from, to] of units) {
		const path = `${directory}/edge/${from}`;
		await requireFile(system, path);
		await system.files.makeDirectory(dirname(`${folder}/${to}`), 0o755);
		await system.files.writeText(`${folder}/${to}`, await system.files.readText(path));
	}
	for (const unit of enabledUnits) {
		await enableUnitBelow(system, deployment, unit, signal);
	}
};

/** systemd masks no unit whose file lies where the mask has to be. */
const maskSeedUnit = async (
	deployment: string,
	{system, signal, log}: StepContext,
): Promise<void> => {
	const path = `${deployment}/etc/systemd/system/${seedUnit}`;
	if ((await system.files.stat(path))?.kind === 'file') {
		await system.files.rename(path, `${path}.of-seed`);
	}
	await maskUnitBelow(system, deployment, seedUnit, signal);
	log(`${seedUnit} of the seed is masked`);
};

const requireFile = async ({files}: System, path: string): Promise<void> => {
	if ((await files.stat(path))?.kind !== 'file') {
		throw new InstallError('CONSOLE_INCOMPLETE', {path});
	}
};
