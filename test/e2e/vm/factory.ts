/**
 * What a factory of virtual machines has: the registry of the lab on a port of its own, installation ISOs made by
 * `create image`, and a folder for each machine, which stays below `test-results` when its test fails.
 */
import {cp, mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startHost} from '../../../lab/host.ts';
import {freePort, startRegistry} from '../../../lab/registry.ts';
import {seedImageName} from '../../../lab/settings.ts';
import {artifactDirectory, buildStages} from '../../../lab/stage.ts';
import {liveIso, liveIsoFile} from '../../../lab/stages/live-iso.ts';
import {registryIdentity} from '../../../lab/stages/registry-identity.ts';
import {registryStorage} from '../../../lab/stages/registry-storage.ts';
import {vmStages} from '../../../lab/stages.ts';
import {lab} from '../lab-install.ts';
import {diskReport} from './disk-state.ts';

export const diskSerial = 'S4LABVM0T4G27';

export type IsoOptions = {
	/** Over the settings of the lab: in the document of the ISO, and in that of the host. */
	readonly document?: object;
	readonly hostDocument?: object;
	readonly kargs?: readonly string[];
	readonly words?: readonly string[];
	readonly postScript?: string;
	/** The seed and the images of its list travel on the ISO; the host is told of no registry. */
	readonly isSelfContained?: boolean;
};

export type Factory = {
	readonly directory: string;
	readonly registryPort: number;
	readonly makeIso: (name: string, options?: IsoOptions) => Promise<string>;
	/** An empty disk, as a file that grows. */
	readonly makeDisk: (name: string) => Promise<string>;
	/** Something failed: what is small and tells what happened will be kept. */
	readonly hasFailed: () => void;
	readonly close: () => Promise<void>;
};

export const openFactory = async (name: string): Promise<Factory> => {
	await buildStages(vmStages, lab);
	const directory = await mkdtemp(join(tmpdir(), `ibi-vm-${name}-`));
	const registryPort = await freePort();
	const storage = join(await artifactDirectory(registryStorage, lab.settings), 'storage');
	const registry = await startRegistry(lab, {storage, access: 'read-only', port: registryPort});
	let isKept = false;
	return {
		directory,
		registryPort,
		makeIso: (isoName, options) => makeIso(join(directory, isoName), options),
		makeDisk: async (diskName) => {
			const file = join(directory, `${diskName}.qcow2`);
			const args = ['create', '-q', '-f', 'qcow2', file, '130G'];
			await lab.system.run({program: 'qemu-img', args});
			return file;
		},
		hasFailed: () => {
			isKept = true;
		},
		close: async () => {
			await registry.stop();
			if (isKept) {
				await keepRecords(directory, name);
			}
			await rm(directory, {recursive: true, force: true});
		},
	};
};

const bundle = new URL('../../../dist/ibi-console.js', import.meta.url).pathname;
const kept = new URL('../../../test-results/vm', import.meta.url).pathname;

/** Consoles on the screen and on the serial line, and a shell for tests on the second line. */
export const testArguments = [
	'console=tty0',
	'console=ttyS0,115200n8',
	'systemd.debug_shell=ttyS1',
	'ibi.config=file:/etc/lab-host.json',
];

/** The same with nobody in front of it. */
export const unattendedArguments = [
	...testArguments,
	...['ibi.mode=auto', 'ibi.wipe=yes', `ibi.disk=serial:${diskSerial}`],
];

/** A virtual machine of a test is smaller than a server, which only a node document of its own may allow. */
const override = (document: object): string => {
	const text = JSON.stringify({...document, allowBelowMinimums: true});
	const contents = {source: `data:,${encodeURIComponent(text)}`};
	return JSON.stringify({
		ignition: {version: '3.2.0'},
		storage: {files: [{path: '/etc/lab-host.json', mode: 0o600, contents}]},
	});
};

const makeIso = async (
	directory: string,
	{document, hostDocument, kargs = testArguments, words = [], ...options}: IsoOptions = {},
): Promise<string> => {
	const {settings, system} = lab;
	const {postScript, isSelfContained = false} = options;
	await mkdir(directory);
	const identity = await artifactDirectory(registryIdentity, settings);
	const node = {
		seedImage: seedImageName(settings),
		seedVersion: settings.seedVersion,
		installationDisk: `/dev/disk/by-id/virtio-${diskSerial}`,
	};
	const text = JSON.stringify({
		apiVersion: 'v1beta1',
		kind: 'ImageBasedInstallationConfig',
		metadata: {name: 'lab'},
		...node,
		pullSecret: (await system.files.readText(join(identity, 'pull-secret.json'))).trim(),
		ignitionConfigOverride: override({
			...node,
			...(isSelfContained && {seedImage: `oci:${onMedium}:seed`, precacheLayout: onMedium}),
			...hostDocument,
		}),
		...document,
	});
	await writeFile(join(directory, 'image-based-installation-config.yaml'), text);
	if (postScript !== undefined) {
		await writeFile(join(directory, 'post.sh'), postScript);
	}
	const base = join(await artifactDirectory(liveIso, settings), liveIsoFile);
	const create = [bundle, 'create', 'image', '--dir', directory, '--base-iso', base];
	const added = kargs.flatMap((karg) => ['--karg', karg]);
	const command = {program: process.execPath, args: [...create, ...added, ...words]};
	await (isSelfContained ? runWithRegistry(command) : system.run(command));
	return join(directory, 'rhcos-ibi.iso');
};

/** Where the live system of a host finds what lies on its medium. */
const onMedium = '/run/media/iso/ibi-console/seed';

/** In a host of namespaces, where the registry has the address that is in the image names. */
const runWithRegistry = async ({program, args}: {program: string; args: readonly string[]}) => {
	await using workstation = await startHost(lab, {configuration: 'none'});
	await lab.system.run(workstation.inside(program, ...args, '--with-seed', '--with-images'));
};

/** Screens, logs, journals and what stands on the disks; neither disks nor ISOs. */
const keepRecords = async (directory: string, name: string): Promise<void> => {
	const target = join(kept, name);
	for (const file of (await readdir(directory)).filter((entry) => entry.endsWith('.qcow2'))) {
		const disk = join(directory, file);
		await writeFile(`${disk}.txt`, await diskReport(disk).catch(String));
	}
	await rm(target, {recursive: true, force: true});
	await cp(directory, target, {
		recursive: true,
		filter: (source) => !/\.(iso|qcow2|raw|sock|fd|yaml|state)$/.test(source),
	});
};
