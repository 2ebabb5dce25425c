/** What the registry serves: the seed and the images to precache, pushed once as any client pushes them. */
import {mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {freePort, startRegistry} from '../registry.ts';
import {outputOf, run} from '../run.ts';
import {seedImageName} from '../settings.ts';
import {artifactDirectory, type Lab, type Stage} from '../stage.ts';
import {type PrecacheImage, precacheImages} from './precache-images.ts';
import {registryIdentity} from './registry-identity.ts';
import {seedImage, seedLayout} from './seed-image.ts';

export const registryStorage: Stage = {
	name: 'registry-storage',
	title: 'Registry with seed and images',
	inputs: ['stages/registry-storage.ts'],
	needs: [registryIdentity, precacheImages, seedImage],
	build: async (directory, lab) => {
		const port = await freePort();
		const certificates = await certificatesFor(join(directory, 'certs.d'), lab);
		await using registry = await startRegistry(lab, {
			storage: join(directory, 'storage'),
			access: 'read-write',
			port,
		});
		const push = (source: string, name: string) =>
			copyImage(lab, certificates, [source, atAddress(name, registry.address, lab)]);
		for (const {layout, name} of await images(lab)) {
			await push(layout, name);
		}
		const seed = join(await artifactDirectory(seedImage, lab.settings), seedLayout);
		await push(seed, seedImageName(lab.settings));
	},
};

const certificatesFor = async (directory: string, lab: Lab): Promise<string> => {
	const identity = await artifactDirectory(registryIdentity, lab.settings);
	await mkdir(directory);
	await run(lab, ['cp', join(identity, 'ca.crt'), directory]);
	return directory;
};

const images = async (lab: Lab): Promise<readonly PrecacheImage[]> => {
	const directory = await artifactDirectory(precacheImages, lab.settings);
	const text = await readFile(join(directory, 'images.json'), 'utf8');
	const rows = JSON.parse(text) as readonly PrecacheImage[];
	return rows.map((row) => ({...row, layout: join(directory, row.layout)}));
};

const atAddress = (name: string, address: string, {settings}: Lab): string =>
	name.replace(settings.registry, address);

const copyImage = (
	lab: Lab,
	certificates: string,
	[source, name]: readonly [source: string, name: string],
) =>
	outputOf(lab, [
		'skopeo',
		'copy',
		'--quiet',
		'--preserve-digests',
		'--insecure-policy',
		`--dest-cert-dir=${certificates}`,
		`--dest-creds=${lab.settings.registryUser}:${lab.settings.registryPassword}`,
		`oci:${source}`,
		`docker://${name}`,
	]);
