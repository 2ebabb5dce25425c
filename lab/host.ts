/**
 * A lab host: three disks on loop devices, seen from mount and network namespaces of their own, in which a
 * process of ours waits. Whatever runs inside finds a live system with a registry; the developer's machine
 * stays as it is. When the host ends, or its owner dies, everything of it goes.
 */
import {mkdir, mkdtemp, readFile, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Command} from '../src/system/types.ts';
import {type DiskRole, identities, type LabDisk} from './host/disks.ts';
import {inHostEnvironment} from './host/environment.ts';
import {endHolder, type Holder, startHolder} from './host/holder.ts';
import type {HostSpec} from './host/spec.ts';
import {tearDown} from './host/tear-down.ts';
import {attachLoop, updatePartitions} from './loop.ts';
import {run} from './run.ts';
import {seedImageName} from './settings.ts';
import {artifactDirectory, type Lab} from './stage.ts';
import {baseImage, baseImageFile} from './stages/base-image.ts';
import {installerProgram} from './stages/coreos-installer.ts';
import {mediumFile, mediumLabel, otherDiskFile, otherDisks} from './stages/other-disks.ts';
import {registryIdentity} from './stages/registry-identity.ts';
import {registryStorage} from './stages/registry-storage.ts';
import {seedArchive, seedImage, seedLayout} from './stages/seed-image.ts';

export type HostOptions = {
	readonly targetBytes?: number;
	readonly targetSectorBytes?: 512 | 4096;
	readonly registry?: 'running' | 'down';
	readonly registryCa?: 'trusted' | 'unknown';
	readonly password?: 'right' | 'wrong';
	/** Added to `/var/tmp/ibi-configuration.json`, which names seed and version; `none`: no such file. */
	readonly configuration?: Readonly<Record<string, unknown>> | 'none';
	/** Added to the kernel command line that the host shows. */
	readonly kernelArguments?: readonly string[];
};

export type LabHost = {
	readonly directory: string;
	readonly disks: Readonly<Record<DiskRole, LabDisk>>;
	/** The same program, run inside. */
	readonly inside: (program: string, ...args: readonly string[]) => Command;
	readonly close: () => Promise<void>;
	readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Holds the default extra partition of 40 GiB, and passes as a disk of 120 GB. Sparse: costs little. */
const defaultTargetBytes = 130 * 1024 ** 3;

export const startHost = async (lab: Lab, options: HostOptions = {}): Promise<LabHost> => {
	const hosts = join(lab.settings.cacheDirectory, 'hosts');
	await mkdir(hosts, {recursive: true});
	const directory = await mkdtemp(join(hosts, 'host-'));
	const specFile = join(directory, 'spec.json');
	await writeFile(specFile, JSON.stringify({directory, ownerPid: process.pid, disks: []}));
	try {
		const disks = await makeDisks(directory, lab, options);
		const spec = await specOf(directory, lab, [disks, options]);
		await writeFile(specFile, JSON.stringify(spec, undefined, '\t'));
		const holder = await startHolder('host/inside.ts', specFile);
		const close = () => closeHost(lab, directory, holder);
		return {
			directory,
			disks,
			inside: (program, ...args) => insideCommand(holder, program, args),
			close,
			[Symbol.asyncDispose]: close,
		};
	} catch (error) {
		await tearDown(lab.system, directory);
		throw error;
	}
};

const makeDisks = async (
	directory: string,
	lab: Lab,
	options: HostOptions,
): Promise<LabHost['disks']> => {
	const source = await artifactDirectory(otherDisks, lab.settings);
	const [target, other] = [join(directory, 'target.raw'), join(directory, 'other.raw')];
	const medium = join(source, mediumFile);
	await writeFile(target, '');
	await truncate(target, options.targetBytes ?? defaultTargetBytes);
	await run(lab, ['cp', '--sparse=always', '--reflink=auto', join(source, otherDiskFile), other]);
	const sectorBytes = options.targetSectorBytes ?? 512;
	const attach = async (role: DiskRole, image: string, device: string): Promise<LabDisk> => {
		const disk = {...identities[role], role, image, device};
		await writeFile(join(directory, `${role}.loop`), `${device}\n${image}\n`);
		return disk;
	};
	const disks = {
		target: await attach('target', target, await attachLoop(lab, target, {sectorBytes})),
		other: await attach('other', other, await attachLoop(lab, other)),
		medium: await attach('medium', medium, await attachLoop(lab, medium, {readOnly: true})),
	};
	await updatePartitions(lab, disks.other.device);
	return disks;
};

const specOf = async (
	directory: string,
	lab: Lab,
	[disks, options]: readonly [LabHost['disks'], HostOptions],
): Promise<HostSpec> => {
	const artifact = (stage: Parameters<typeof artifactDirectory>[0]) =>
		artifactDirectory(stage, lab.settings);
	const identity = await artifact(registryIdentity);
	const right = options.password !== 'wrong';
	return {
		directory,
		ownerPid: process.pid,
		settings: lab.settings,
		disks: [disks.target, disks.other, disks.medium],
		programs: {
			'base-image': join(await artifact(baseImage), baseImageFile),
			'coreos-installer': await installerProgram(lab),
		},
		registryStorage:
			options.registry === 'down' ? undefined : join(await artifact(registryStorage), 'storage'),
		registryCa: options.registryCa === 'unknown' ? undefined : join(identity, 'ca.crt'),
		pullSecret: join(identity, right ? 'pull-secret.json' : 'pull-secret-wrong-password.json'),
		seedLayout: join(await artifact(seedImage), seedLayout),
		seedArchive: join(await artifact(seedImage), seedArchive),
		configuration: configurationOf(lab, options),
		kernelArguments: [`coreos.liveiso=${mediumLabel}`, ...(options.kernelArguments ?? [])],
	};
};

const configurationOf = ({settings}: Lab, {configuration = {}}: HostOptions) =>
	configuration === 'none'
		? undefined
		: {seedImage: seedImageName(settings), seedVersion: settings.seedVersion, ...configuration};

const insideCommand = (
	{process: {pid}}: Holder,
	program: string,
	args: readonly string[],
): Command => ({
	program: 'nsenter',
	args: ['--target', String(pid), '--mount', '--net', ...inHostEnvironment, program, ...args],
});

const closeHost = async (lab: Lab, directory: string, holder: Holder): Promise<void> => {
	await endHolder(holder);
	await tearDown(lab.system, directory);
};

/** The table of a host that is running or was left behind. */
export const readSpec = async (directory: string): Promise<HostSpec> =>
	JSON.parse(await readFile(join(directory, 'spec.json'), 'utf8')) as HostSpec;
