/**
 * A disk for virtual machines at the edge: the programs that a CoreOS has and the lab's small tree lacks, from the tree of the
 * live system, and the stand-ins of the edge, each a file that the console's own Node runs. In the namespaces of an edge
 * host the /usr of this machine and this checkout do that.
 */
import {chmod, copyFile, mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {build} from 'esbuild';
import type {HostApiServer} from '../edge/api-server/program.ts';
import {standInUnits} from '../edge/units.ts';
import {makeContainerSettings} from '../host/container-settings.ts';
import {run} from '../run.ts';
import {artifactDirectory, type Lab, type Stage} from '../stage.ts';
import {liveTree} from './live-tree.ts';

/** Below the artifact's folder: a squashfs. */
export const programsDisk = 'programs.squashfs';

/** By which `lab/vm/programs/lab-programs.service` finds it. */
export const programsSerial = 'S4LABPROGRAMS';

const labFolder = dirname(import.meta.dirname);

const standIns = {
	nmstatectl: 'stand-ins/edge/nmstatectl.ts',
	NetworkManager: 'stand-ins/edge/network-manager.ts',
	chronyc: 'stand-ins/edge/chronyc.ts',
	'update-ca-trust': 'stand-ins/edge/update-ca-trust.ts',
	'api-server': 'edge/api-server/program.ts',
} as const;

export const edgePrograms: Stage = {
	name: 'edge-programs',
	title: 'Disk of programs for the edge in virtual machines',
	inputs: [
		'stages/edge-programs.ts',
		'vm/programs/start.sh',
		'edge/units.ts',
		'host/container-settings.ts',
		...Object.values(standIns),
		'stand-ins/edge/network.ts',
		...['controllers', 'forward', 'machine-config', 'real', 'seed-cluster', 'statuses'].map(
			(name) => `edge/api-server/${name}.ts`,
		),
		...['direct-client', 'kept-store', 'patch', 'requests', 'resources', 'server', 'store'].map(
			(name) => `edge/api-server/stand-in/${name}.ts`,
		),
	],
	needs: [liveTree],
	build: async (directory, lab) => {
		const own = join(directory, 'lab');
		await mkdir(own);
		await copyFile(join(labFolder, 'vm/programs/start.sh'), join(own, 'start'));
		await chmod(join(own, 'start'), 0o755);
		await makeContainerSettings(join(own, 'containers'), lab);
		await makeStandIns(own);
		await makeUnits(join(own, 'units'));
		await pack(directory, lab);
		await run(lab, ['rm', '-rf', own]);
	},
};

/** What `install.console` has put on the disk. */
const node = '/usr/local/lib/ibi-console/bin/node';

const makeStandIns = async (own: string): Promise<void> => {
	await build({
		entryPoints: Object.fromEntries(
			Object.entries(standIns).map(([name, file]) => [name, join(labFolder, file)]),
		),
		outdir: join(own, 'bundles'),
		outExtension: {'.js': '.mjs'},
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node24',
		banner: {
			js: "import {createRequire as __createRequire} from 'node:module';\nconst require = __createRequire(import.meta.url);",
		},
	});
	await mkdir(join(own, 'sbin'));
	for (const name of Object.keys(standIns)) {
		await script(
			join(own, 'sbin', name),
			`exec ${node} /run/lab-programs/lab/bundles/${name}.mjs "$@"`,
		);
	}
	const spec: HostApiServer = {
		port: 6443,
		pauseMs: 300,
		dataDirectory: '/var/lib/etcd',
		workDirectory: '/var/lib/ibi-lab-api-server',
	};
	const line = `exec /usr/local/sbin/api-server '${JSON.stringify(spec)}'`;
	await script(join(own, 'on-kubelet'), line);
};

const script = (path: string, line: string): Promise<void> =>
	writeFile(path, `#!/bin/sh\n${line}\n`, {mode: 0o755});

/** The kernel of a virtual machine is its own, and so is its serial line. */
const notHere = /^(ibi-console-quiet|lab-report)\.service/;

const makeUnits = async (directory: string): Promise<void> => {
	await mkdir(directory);
	for (const [name, text] of Object.entries(standInUnits)) {
		if (!notHere.test(name)) {
			await writeFile(join(directory, name), text);
		}
	}
};

/** The modules of the kernel are those of the deployment. */
const pack = async (directory: string, lab: Lab): Promise<void> => {
	const root = join(await artifactDirectory(liveTree, lab.settings), 'root');
	const packing = ['-noappend', '-no-progress', '-quiet', '-comp', 'zstd'];
	const level = ['-Xcompression-level', '3'];
	const disk = join(directory, programsDisk);
	await run(lab, [
		...(['mksquashfs', join(root, 'usr'), join(directory, 'lab'), disk] as const),
		...[...packing, ...level, '-e', join(root, 'usr/lib/modules')],
	]);
};
