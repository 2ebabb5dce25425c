/**
 * The lab's own command line. `node lab/main.ts help` says what it can do. Needs root: loop devices, mounts
 * and namespaces are made, all of them only from files in the cache folder.
 */
import {parseArgs} from 'node:util';
import {realSystem} from '../src/system/real.ts';
import {cleanLeftovers} from './clean.ts';
import {type EdgeFlags, edgeFlags, runInEdge} from './commands/edge.ts';
import {type HostFlags, hostFlags, runInHost} from './commands/host.ts';
import {runConsole} from './commands/run.ts';
import {builtApiServer, canBuildApiServer} from './edge/api-server/build.ts';
import {bootImage} from './qemu.ts';
import {startRegistry} from './registry.ts';
import {reporterOn} from './reporter.ts';
import {labSettings, seedImageName} from './settings.ts';
import {artifactDirectory, buildStages, type Lab} from './stage.ts';
import {builtInstaller, isOnPath, needsBuild} from './stages/coreos-installer.ts';
import {networkManager} from './stages/network-manager.ts';
import {registryIdentity} from './stages/registry-identity.ts';
import {registryStorage} from './stages/registry-storage.ts';
import {edgeStages, stages} from './stages.ts';

const help = `Usage: node lab/main.ts <command>
  build [--real-installer] [--real-api-server] [--real-nmstate]
                                 make every artifact that is missing from the cache
  run [--auto]                   the console in a fresh host; --auto: an install without questions
  host [flags] [-- command]      a command, or a shell, in a fresh host
       --config JSON  --karg WORD  --registry down  --ca unknown  --password wrong
       --target-gib N  --sector 4096  --keep FILE (keeps the target disk)
  edge [flags] [-- command]      a command, or a shell, in an edge host
       --disk FILE  --registry running  --address CIDR  --medium DIRECTORY
  registry                       the registry alone, until it is interrupted
  boot <image>                   boots an installed disk image to its login prompt
  clean                          removes what earlier runs left behind
`;

const lab: Lab = {
	system: realSystem(process.env),
	settings: labSettings(process.env),
	reporter: reporterOn((text) => process.stderr.write(text), process.stderr.isTTY),
};

const build = async (words: readonly string[]): Promise<number> => {
	const {values} = parseArgs({
		args: [...words],
		options: {
			'real-installer': {type: 'boolean'},
			'real-api-server': {type: 'boolean'},
			'real-nmstate': {type: 'boolean'},
		},
	});
	await buildStages(edgeStages, lab);
	if (values['real-api-server']) {
		await buildApiServer();
	}
	if (values['real-installer'] && (await needsBuild(lab))) {
		if (!(await isOnPath('cargo', lab))) {
			lab.reporter.note(
				'the real coreos-installer is neither installed here nor can cargo build it',
			);
			return 1;
		}
		await buildStages([builtInstaller], lab);
	}
	if (values['real-nmstate'] && (await isOnPath('cargo', lab))) {
		await buildStages([networkManager], lab);
	}
	return 0;
};

const buildApiServer = async (): Promise<void> => {
	if (await canBuildApiServer(lab)) {
		await buildStages([builtApiServer], lab);
	} else {
		lab.reporter.note('no Go of 1.24 or later: a stand-in takes the place of kube-apiserver');
	}
};

const host = async (words: readonly string[]): Promise<number> => {
	const {values, positionals} = parseArgs({
		args: [...words],
		options: hostFlags,
		allowPositionals: true,
	});
	await buildStages(stages, lab);
	return runInHost(lab, values as HostFlags, positionals);
};

const edge = async (words: readonly string[]): Promise<number> => {
	const {values, positionals} = parseArgs({
		args: [...words],
		options: edgeFlags,
		allowPositionals: true,
	});
	return runInEdge(lab, values as EdgeFlags, positionals);
};

const run = async (words: readonly string[]): Promise<number> => {
	const {values} = parseArgs({args: [...words], options: {auto: {type: 'boolean'}}});
	await buildStages(stages, lab);
	return runConsole(lab, values.auto === true);
};

const registry = async (): Promise<number> => {
	await buildStages(stages, lab);
	const storage = await artifactDirectory(registryStorage, lab.settings);
	await using running = await startRegistry(lab, {
		storage: `${storage}/storage`,
		access: 'read-only',
	});
	const identity = await artifactDirectory(registryIdentity, lab.settings);
	process.stdout.write(
		`registry ${running.address}\nseed ${seedImageName(lab.settings)}\nfiles ${identity}\n`,
	);
	await new Promise((resolve) => {
		process.once('SIGINT', resolve);
		process.once('SIGTERM', resolve);
	});
	return 0;
};

const boot = async ([image]: readonly string[]): Promise<number> => {
	if (image === undefined) {
		throw new Error('Booting an image: which one?');
	}
	const result = await bootImage(lab, image, {onText: (text) => process.stdout.write(text)});
	const seconds = Math.round(result.durationMs / 1000);
	lab.reporter.note(`${result.outcome} after ${seconds} s, stateroot ${result.entry.stateroot}`);
	return ['login-prompt', 'console'].includes(result.outcome) ? 0 : 1;
};

const clean = async (): Promise<number> => {
	await cleanLeftovers(lab);
	return 0;
};

const commands: Readonly<Record<string, (words: readonly string[]) => Promise<number>>> = {
	build,
	run,
	host,
	edge,
	registry,
	boot,
	clean,
};

const [verb = 'help', ...words] = process.argv.slice(2);
const command = commands[verb];
if (command === undefined) {
	process.stdout.write(help);
	process.exitCode = verb === 'help' ? 0 : 2;
} else {
	process.exitCode = await command(words);
}
