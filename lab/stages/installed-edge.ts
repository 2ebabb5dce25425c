/**
 * The disk of a host that was installed, as it leaves the factory: by our own engine, from the lab's seed. Kept, so that
 * tests of the edge need not install. It does not follow every change of the engine: only its seed and base
 * image count. After a change of the install itself, remove it from the cache, or trust the tests that install.
 */
import {join} from 'node:path';
import {keepTarget} from '../commands/host.ts';
import {startHost} from '../host.ts';
import {outputOf} from '../run.ts';
import type {Stage} from '../stage.ts';
import {baseImage} from './base-image.ts';
import {otherDisks} from './other-disks.ts';
import {registryIdentity} from './registry-identity.ts';
import {registryStorage} from './registry-storage.ts';

/** Below the artifact's folder: a raw image, mostly holes. */
export const installedDisk = 'installed.raw';

const driver = join(import.meta.dirname, '../drive-install.ts');

export const installedEdge: Stage = {
	name: 'installed-edge',
	title: 'The disk of an installed host',
	inputs: ['stages/installed-edge.ts'],
	needs: [baseImage, registryIdentity, registryStorage, otherDisks],
	build: async (directory, lab) => {
		await using host = await startHost(lab);
		const settings = JSON.stringify({installationDisk: `wwn:${host.disks.target.wwn}`});
		const {program, args} = host.inside(process.execPath, driver, 'start', settings);
		await outputOf(lab, [program, ...args]);
		await keepTarget(lab, host, join(directory, installedDisk));
	},
};
