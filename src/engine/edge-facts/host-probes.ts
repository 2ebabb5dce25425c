/** What is read of the installed host without sending anything. */
import {known, unknown} from '../../hardware/facts.ts';
import {hostProbes} from '../../hardware/host.ts';
import {platformProbes} from '../../hardware/platform.ts';
import type {Probe} from '../../hardware/probes.ts';
import type {SeedClusterInfo} from '../../seed/info.ts';
import type {System} from '../../system/types.ts';
import {readFreeBytes} from '../../tools/df.ts';
import {readUsedBytes} from '../../tools/du.ts';
import {readModifiedAt} from '../../tools/stat.ts';
import {edgeStateDirectory, protectedPaths, seedManifest} from '../steps/edge/layout.ts';
import {readSeedNetworks} from '../steps/edge/seed-networks.ts';
import {resultName} from '../steps/record.ts';
import type {EdgeFacts} from './facts.ts';
import {readSeedNotes} from './read-seed-notes.ts';

type HostPart = Pick<
	EdgeFacts,
	| 'hostName'
	| 'isFipsEnabled'
	| 'systemRelease'
	| 'seedFormat'
	| 'isImageStorageThere'
	| 'seedBuiltAt'
	| 'seedNotes'
	| 'seedNetworks'
	| 'freeBytes'
	| 'snapshotBytes'
>;

type HostProbes = {readonly [Name in keyof HostPart]: Probe<HostPart[Name]>};

export const edgeHostProbes = (seed: SeedClusterInfo): HostProbes => ({
	hostName: hostProbes.hostName,
	isFipsEnabled: platformProbes.isFipsEnabled,
	systemRelease: readRelease,
	seedFormat: async (system) =>
		(await system.files.stat(installRecord)) === undefined
			? unknown('this host was not installed by this console, and a seed does not carry its format')
			: known(installedFormat),
	isImageStorageThere: async (system) => {
		const target = seed.containerStorageMountpointTarget;
		return known(
			target === undefined ||
				!target.startsWith('/') ||
				(await system.files.stat(target)) !== undefined,
		);
	},
	seedBuiltAt: async (system, signal) => known(await readModifiedAt(system, seedManifest, signal)),
	seedNotes: readSeedNotes,
	seedNetworks: async (system) => known(await readSeedNetworks(system)),
	freeBytes: async (system, signal) => {
		const path = (await firstThere(system, [edgeStateDirectory, '/var/lib'])) ?? '/';
		const bytes = await readFreeBytes(system, path, signal);
		return bytes === undefined ? unknown(`df does not tell the room at ${path}`) : known(bytes);
	},
	snapshotBytes: async (system, signal) => {
		const paths = await allThere(system, protectedPaths);
		const bytes = paths.length === 0 ? 0 : await readUsedBytes(system, paths, signal);
		return bytes === undefined ? unknown('du does not tell the size of the data') : known(bytes);
	},
});

/** What an install of ours leaves on the installed system. */
const installRecord = `/var/lib/ibi-console/${resultName}`;
/** The only one that it restores. */
const installedFormat = '4';

/** os-release(5); the key is Red Hat's. */
const readRelease: Probe<EdgeFacts['systemRelease']> = async (system) => {
	const text = await system.files.readText('/etc/os-release');
	const release = /^OPENSHIFT_VERSION="?([0-9.]+)"?$/m.exec(text)?.[1];
	return release === undefined
		? unknown('this system does not tell its release of OpenShift')
		: known(release);
};

const allThere = async ({files}: System, paths: readonly string[]): Promise<readonly string[]> => {
	const found = await Promise.all(
		paths.map(async (path) => ((await files.stat(path)) === undefined ? [] : [path])),
	);
	return found.flat();
};

const firstThere = async (system: System, paths: readonly string[]): Promise<string | undefined> =>
	(await allThere(system, paths))[0];
