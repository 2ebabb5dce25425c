/**
 * A factory without any registry: the installation ISO is made where there is one, with the seed and the images of its
 * list, and a host that reaches none is installed from it. The images are then asked of the disk itself.
 */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {identities} from '../../lab/host/disks.ts';
import {type LabHost, startHost} from '../../lab/host.ts';
import {seedImageName} from '../../lab/settings.ts';
import {artifactDirectory, buildStages} from '../../lab/stage.ts';
import {type PrecacheImage, precacheImages} from '../../lab/stages/precache-images.ts';
import {registryIdentity} from '../../lab/stages/registry-identity.ts';
import {stages} from '../../lab/stages.ts';
import {makeMedium} from '../iso/coreos-medium.ts';
import {lab} from './lab-install.ts';
import {bootInstallationIso} from './live-system.ts';

const {system, settings} = lab;
let directory: string;
let host: LabHost | undefined;

const inside = async (where: LabHost, ...words: readonly string[]): Promise<string> => {
	const [program = '', ...args] = words;
	return (await system.run(where.inside(program, ...args))).stdout;
};

const iso = (): string => join(directory, 'rhcos-ibi.iso');

beforeAll(async () => {
	await buildStages(stages, lab);
	directory = mkdtempSync(join(tmpdir(), 'ibi-factory-'));
	const identity = await artifactDirectory(registryIdentity, settings);
	const document = {
		seedImage: seedImageName(settings),
		seedVersion: settings.seedVersion,
		installationDisk: `wwn:${identities.target.wwn}`,
		pullSecret: readFileSync(join(identity, 'pull-secret.json'), 'utf8'),
	};
	writeFileSync(join(directory, 'image-based-installation-config.yaml'), JSON.stringify(document), {
		mode: 0o600,
	});
});

afterAll(async () => {
	await host?.close();
	rmSync(directory, {recursive: true, force: true});
});

test('the ISO is made where the registry is, each layer on it once', async () => {
	await using workstation = await startHost(lab, {configuration: 'none'});
	const words = ['create', 'image', '--dir', directory, '--base-iso', makeMedium(directory)];
	const bundle = resolve('dist/ibi-console.js');
	const said = await inside(
		workstation,
		...[process.execPath, bundle, ...words, '--with-seed', '--with-images'],
	);
	expect(said).toMatch(/^Installation ISO +/m);
	expect(said).not.toContain(settings.registryPassword);
	const listed = await system.run({
		program: 'xorriso',
		args: ['-indev', iso(), '-find', '/ibi-console/seed/blobs', '-type', 'f'],
	});
	const blobs = listed.stdout.trim().split('\n');
	expect(new Set(blobs).size).toBe(blobs.length);
	// 15 images of their own with three layers that most share, and the seed.
	expect(blobs.length).toBe(15 * 3 + 3 + 3);
});

test('a host without a registry is installed from it', async () => {
	host = await startHost(lab, {configuration: 'none', registry: 'down'});
	const live = await bootInstallationIso(system, host, iso());
	await live.start('ibi-console-live-program.service');
	await live.start('run-ibi-program.mount');
	// The machine that runs this has fewer CPUs than a node needs.
	const path = '/var/tmp/ibi-configuration.json';
	const document = {...JSON.parse(await inside(host, 'cat', path)), allowBelowMinimums: true};
	expect(document.precacheLayout).toBe('/run/media/iso/ibi-console/seed');
	await system.run(host.inside('tee', path), {input: JSON.stringify(document)});
	const said = await inside(host, '/usr/local/bin/ibi-console', '--mode=auto', '--wipe=yes');
	expect(said).toContain('IBI preparation process finished successfully!');
	expect(said).not.toContain('Attempt ');
});

test('its disk has every image of the list under its name, with the digest that the registry has', async () => {
	const images = await artifactDirectory(precacheImages, settings);
	const rows = JSON.parse(
		readFileSync(join(images, 'images.json'), 'utf8'),
	) as readonly PrecacheImage[];
	const there = host as LabHost;
	const partition = `${there.disks.target.device}p5`;
	await inside(there, 'mount', partition, '/var/lib/containers');
	try {
		expect(rows.length).toBeGreaterThan(15);
		for (const {name, digest} of rows) {
			const found = await inside(there, 'podman', 'image', 'inspect', '--format={{.Digest}}', name);
			expect(found.trim(), name).toBe(digest);
		}
	} finally {
		await inside(there, 'umount', '--recursive', '/var/lib/containers');
	}
});
