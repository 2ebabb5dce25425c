/**
 * An edge host: the disk of an installed host, running. Its own systemd is process 1 of namespaces of its own, its root
 * directory is the deployment on the disk, its disks are those on the disk's loop device and what is plugged in. When
 * it ends, or its owner dies, everything of it goes.
 */
import {mkdir, mkdtemp, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {Command} from '../src/system/types.ts';
import {enter} from './edge/enter.ts';
import {
	insertMedium,
	type Medium,
	type MediumKind,
	removeMedium,
	showMedium,
} from './edge/media.ts';
import type {EdgeSpec} from './edge/spec.ts';
import {identities, type LabDisk} from './host/disks.ts';
import {endHolder, startHolder} from './host/holder.ts';
import {tearDown} from './host/tear-down.ts';
import {attachLoop, partitionOf, updatePartitions} from './loop.ts';
import {run} from './run.ts';
import {artifactDirectory, buildStages, type Lab} from './stage.ts';
import {installedDisk, installedEdge} from './stages/installed-edge.ts';
import {registryIdentity} from './stages/registry-identity.ts';
import {registryStorage} from './stages/registry-storage.ts';
import {edgeStages} from './stages.ts';

export type EdgeOptions = {
	/** A raw image of an installed disk, which is copied; absent: the one that the lab keeps. */
	readonly disk?: string;
	/** The registry of the factory; most sites do not reach it. */
	readonly registry?: 'running' | 'down';
	/** Of `eno1`, with its prefix, as DHCP would give it; `none`: the cable is there, and no address. */
	readonly address?: string | 'none';
	/** Where the gateway answers beside 192.0.2.1, as `10.0.0.1/24`: for the networks of sites. */
	readonly gateways?: readonly string[];
};

export type EdgeHost = {
	readonly directory: string;
	readonly disk: LabDisk;
	/** The same program, run inside. */
	readonly inside: (program: string, ...args: readonly string[]) => Command;
	/** A path of the host as it is seen from outside. Symbolic links that begin with `/` lead astray. */
	readonly path: (inside: string) => string;
	/** How the stand-in of recert behaves from now on; nothing: as the real one. */
	readonly steerRecert: (behaviour: RecertBehaviour) => Promise<void>;
	/** Plugs in a medium that holds a copy of a directory; udev tells of it. */
	readonly insertMedium: (kind: MediumKind, directory: string) => Promise<Medium>;
	readonly removeMedium: (medium: Medium) => Promise<void>;
	/** As by the power button, held: all processes end at once, and the same disk boots again. */
	readonly restart: () => Promise<void>;
	readonly close: () => Promise<void>;
	readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** `lab/stand-ins/recert/knobs.go` says what each failure leaves behind. */
export type RecertBehaviour = {
	/** Length of the silent minute; 2 unless given. */
	readonly keySeconds?: number;
	readonly fail?: 'scan' | 'late' | 'etcd-commit' | 'panic' | 'hang' | 'hang-late';
	/** For how many runs; absent: for all. */
	readonly runs?: number;
};

/** In the network of the seed, but not the seed's own. */
const defaultAddress = '192.0.2.77/24';

export const startEdge = async (lab: Lab, options: EdgeOptions = {}): Promise<EdgeHost> => {
	await buildStages(edgeStages, lab);
	const hosts = join(lab.settings.cacheDirectory, 'hosts');
	await mkdir(hosts, {recursive: true});
	const directory = await mkdtemp(join(hosts, 'edge-'));
	const specFile = join(directory, 'spec.json');
	await writeFile(specFile, JSON.stringify({directory, ownerPid: process.pid}));
	try {
		const disk = await attachDisk(lab, directory, options);
		const spec = await specOf(directory, lab, [disk, options]);
		await writeFile(specFile, JSON.stringify(spec, undefined, '\t'));
		return await hostOf(lab, specFile, spec);
	} catch (error) {
		await tearDown(lab.system, directory);
		throw error;
	}
};

const attachDisk = async (lab: Lab, directory: string, {disk}: EdgeOptions): Promise<LabDisk> => {
	const kept = join(await artifactDirectory(installedEdge, lab.settings), installedDisk);
	const image = join(directory, 'target.raw');
	await run(lab, ['cp', '--sparse=auto', '--reflink=auto', disk ?? kept, image]);
	const device = await attachLoop(lab, image);
	await writeFile(join(directory, 'target.loop'), `${device}\n${image}\n`);
	await updatePartitions(lab, device);
	await makeUnique(lab, device);
	return {...identities.target, role: 'target', image, device};
};

/** No kernel mounts two XFS of one identity, as copies of a disk are. One that was not unmounted keeps it. */
const makeUnique = async (lab: Lab, device: string): Promise<void> => {
	for (const number of [4, 5]) {
		const partition = partitionOf(device, number);
		await run(lab, ['xfs_admin', '-U', 'generate', partition], {acceptedExitCodes: [0, 1, 2]});
	}
};

const specOf = async (
	directory: string,
	lab: Lab,
	[disk, {registry, address, gateways}]: readonly [LabDisk, EdgeOptions],
): Promise<EdgeSpec> => {
	const identity = await artifactDirectory(registryIdentity, lab.settings);
	const storage = await artifactDirectory(registryStorage, lab.settings);
	return {
		directory,
		ownerPid: process.pid,
		node: process.execPath,
		repository: dirname(import.meta.dirname),
		settings: lab.settings,
		disk,
		registryStorage: registry === 'running' ? join(storage, 'storage') : undefined,
		registryCa: join(identity, 'ca.crt'),
		address: address === 'none' ? undefined : (address ?? defaultAddress),
		gateways,
	};
};

const hostOf = async (lab: Lab, specFile: string, spec: EdgeSpec): Promise<EdgeHost> => {
	const boot = () => startHolder('edge/inside.ts', specFile);
	let holder = await boot();
	const plugged = new Set<Medium>();
	const inside = (program: string, ...args: readonly string[]): Command =>
		enter(Number(holder.said), program, args);
	const path = (place: string): string => join(`/proc/${holder.said}/root`, place);
	const slot = {lab, directory: spec.directory, inside};
	const close = async (): Promise<void> => {
		await endHolder(holder);
		await tearDown(lab.system, spec.directory);
	};
	return {
		directory: spec.directory,
		disk: spec.disk,
		inside,
		path,
		steerRecert: (behaviour) =>
			writeFile(path('/var/tmp/recert-stand-in.json'), JSON.stringify(behaviour)),
		insertMedium: async (kind, directory) => {
			const medium = await insertMedium(slot, kind, directory);
			plugged.add(medium);
			return medium;
		},
		removeMedium: (medium) => {
			plugged.delete(medium);
			return removeMedium(slot, medium);
		},
		restart: async () => {
			await endHolder(holder);
			holder = await boot();
			for (const medium of plugged) {
				await showMedium(slot, medium);
			}
		},
		close,
		[Symbol.asyncDispose]: close,
	};
};
