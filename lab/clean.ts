/** Removes what the lab left behind: hosts whose owner is gone, half-built and outdated artifacts. */
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {builtApiServer} from './edge/api-server/build.ts';
import {tearDown} from './host/tear-down.ts';
import {readSpec} from './host.ts';
import {isAlive, withLock} from './lock.ts';
import {artifactDirectory, buildLock, type Lab, removeArtifact} from './stage.ts';
import {builtInstaller} from './stages/coreos-installer.ts';
import {networkManager} from './stages/network-manager.ts';
import {edgeStages, vmStages} from './stages.ts';

export const cleanLeftovers = async (lab: Lab): Promise<void> => {
	await cleanHosts(lab);
	await withLock(buildLock(lab.settings), lab, () => cleanArtifacts(lab));
};

const cleanHosts = async (lab: Lab): Promise<void> => {
	for (const directory of await foldersIn(join(lab.settings.cacheDirectory, 'hosts'))) {
		const spec = await readSpec(directory).catch(() => undefined);
		if (spec === undefined || !isAlive(spec.ownerPid)) {
			lab.reporter.note(`removing the abandoned host ${directory}`);
			await tearDown(lab.system, directory);
		}
	}
};

const cleanArtifacts = async (lab: Lab): Promise<void> => {
	if ((await foldersIn(join(lab.settings.cacheDirectory, 'hosts'))).length > 0) {
		lab.reporter.note('hosts are running: artifacts stay');
		return;
	}
	const current = new Set<string>();
	const built = [builtInstaller, builtApiServer, networkManager];
	for (const stage of [...edgeStages, ...vmStages, ...built]) {
		current.add(await artifactDirectory(stage, lab.settings));
	}
	for (const directory of await foldersIn(join(lab.settings.cacheDirectory, 'artifacts'))) {
		if (!current.has(directory)) {
			lab.reporter.note(`removing the outdated artifact ${directory}`);
			await removeArtifact(lab, directory);
		}
	}
};

const foldersIn = async (directory: string): Promise<readonly string[]> => {
	const names = await readdir(directory).catch(() => []);
	return names.map((name) => join(directory, name));
};
