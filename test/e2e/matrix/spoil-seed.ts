/** A seed whose largest layer the registry serves with other bytes, until it is mended. */
import type {LabHost} from '../../../lab/host.ts';
import {artifactDirectory} from '../../../lab/stage.ts';
import {registryStorage} from '../../../lab/stages/registry-storage.ts';
import {seedImage, seedLayout} from '../../../lab/stages/seed-image.ts';
import {lab} from '../lab-install.ts';
import {inside} from './faults.ts';

/** A command makes other content of a copy, `/var/tmp/spoiled`, which this host alone sees in its place. */
export const spoilSeed = async (host: LabHost, command: string): Promise<() => void> => {
	const blob = await seedBlob(host);
	inside(host, 'cp', blob, '/var/tmp/spoiled');
	inside(host, 'bash', '-c', command);
	inside(host, 'mount', '--bind', '/var/tmp/spoiled', blob);
	return () => {
		inside(host, 'umount', blob);
		inside(host, 'rm', '/var/tmp/spoiled');
	};
};

/** Where the registry keeps the largest layer of the seed. */
const seedBlob = async (host: LabHost): Promise<string> => {
	const layout = `${await artifactDirectory(seedImage, lab.settings)}/${seedLayout}/blobs/sha256`;
	const digest = inside(host, 'bash', '-c', `ls -S ${layout} | head -1`).trim();
	const storage = await artifactDirectory(registryStorage, lab.settings);
	return `${storage}/storage/docker/registry/v2/blobs/sha256/${digest.slice(0, 2)}/${digest}/data`;
};
