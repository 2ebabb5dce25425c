import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {runInspect} from '../../src/cli/inspect.ts';
import {toProblem} from '../../src/errors.ts';
import {inspectLiveIso} from '../../src/iso/coreos/installation-iso.ts';
import {createInstallationIso} from '../../src/iso/create-installation.ts';
import type {InstallationRequest} from '../../src/iso/create-installation-medium.ts';
import {readIgnitionOutline} from '../../src/iso/ignition/outline.ts';
import {readVolume} from '../../src/iso/volume/read.ts';
import {fileSource} from '../../src/iso/volume/source.ts';
import {realSystem} from '../../src/system/real.ts';
import {pullSecret} from '../config/install-documents.ts';
import {addDockerImage, addLayer} from '../helpers/image-layout.ts';
import {
	addBlob,
	addSeed,
	clusterInfo,
	type Entry,
	named,
	newLayout,
	seedLabels,
	writeIndex,
} from '../helpers/oci-layout.ts';
import {layerOf} from '../seed/make-layer.ts';
import {coreosInstaller, installerPath} from './coreos-installer.ts';
import {type MediumOptions, makeMedium} from './coreos-medium.ts';
import {makeProgram} from './program-source.ts';
import {extracted, inTemporary, xorriso} from './xorriso.ts';

const system = realSystem(process.env);
const {signal} = new AbortController();

type Preparation = MediumOptions & {readonly document?: object};

const prepare = (
	directory: string,
	{document = {}, ...options}: Preparation = {},
): InstallationRequest => {
	const whole = {
		seedImage: 'registry.example.com/seed:1',
		seedVersion: '4.18.0',
		installationDisk: '/dev/vda',
		pullSecret,
		...document,
	};
	writeFileSync(join(directory, 'image-based-installation-config.yaml'), JSON.stringify(whole));
	return {
		directory,
		base: makeMedium(directory, options),
		addedKargs: ['ibi.mode=confirm'],
		program: makeProgram(directory, options.architecture === 'aarch64' ? 'arm64' : 'amd64'),
		withSeed: false,
		withNetworkBoot: false,
		cacheDirectory: join(directory, 'cache'),
		madeAt: new Date('2026-03-01T12:00:00Z'),
	};
};

const digestOf = (path: string): string =>
	createHash('sha256').update(readFileSync(path)).digest('hex');

const problemOf = async (work: Promise<unknown>) => {
	try {
		await work;
	} catch (error) {
		return toProblem(error);
	}
	throw new Error('it worked');
};

const results = (directory: string): readonly string[] =>
	readdirSync(directory).filter((name) => name.includes('rhcos-ibi'));

describe('an installation ISO', () => {
	test('has configuration, arguments, script, units and program on it', async () => {
		await inTemporary(async (directory) => {
			const request = prepare(directory);
			writeFileSync(join(directory, 'post.sh'), '#!/bin/sh\n');
			const baseSha256 = digestOf(request.base);
			const result = await createInstallationIso(
				system,
				{...request, baseSha256: baseSha256.toUpperCase()},
				{signal},
			);
			expect(result).toMatchObject({architecture: 'amd64', baseSha256, warnings: []});
			expect(results(directory)).toEqual(['rhcos-ibi.iso']);
			expect(statSync(result.iso).mode & 0o777).toBe(0o600);
			const {ignition, kargs} = await inspectLiveIso(system, result.iso);
			expect(kargs).toMatch(/ ibi\.mode=confirm$/);
			const outline = ignition.kind === 'config' ? readIgnitionOutline(ignition.config) : undefined;
			expect(outline?.files).toContain('0755 /var/tmp/post.sh');
			expect(outline?.files).toContain('0755 /usr/local/bin/ibi-console');
			expect(outline?.units).toContain('run-ibi-program.mount');
			if (installerPath !== undefined && ignition.kind === 'config') {
				const shown = coreosInstaller('iso', 'ignition', 'show', result.iso);
				expect(shown).toBe(ignition.config.reveal());
				expect(coreosInstaller('iso', 'kargs', 'show', result.iso)).toBe(`${kargs}\n`);
			}
		});
	});

	test.skipIf(installerPath === undefined)(
		'has an Ignition configuration that the parser of CoreOS takes for one',
		async () => {
			await inTemporary(async (directory) => {
				const request = prepare(directory, {document: {networkConfig: {interfaces: []}}});
				const {iso} = await createInstallationIso(system, request, {signal});
				const {ignition} = await inspectLiveIso(system, iso);
				const text = ignition.kind === 'config' ? ignition.config.reveal() : '';
				const judged = (name: string, config: string): string => {
					const path = join(directory, `${name}.ign`);
					writeFileSync(path, config);
					const words = ['iso', 'customize', '--live-ignition', path];
					return coreosInstaller(
						...words,
						'--output',
						join(directory, `${name}.iso`),
						request.base,
					);
				};
				expect(judged('ours', text)).toBe('');
				expect(() => judged('other', text.replace('"mode":384', '"mode":"0600"'))).toThrow(
					'parsing',
				);
			});
		},
	);

	test('carries a program that belongs to root, has no time and may be started', async () => {
		await inTemporary(async (directory) => {
			const {iso} = await createInstallationIso(system, prepare(directory), {signal});
			const tree = extracted(directory, iso);
			const image = join(directory, 'program.squashfs');
			writeFileSync(image, tree['ibi-console/program.squashfs'] ?? '', 'latin1');
			const listed = execFileSync('unsquashfs', ['-lln', image], {encoding: 'utf8'});
			const lines = listed.split('\n').filter((line) => line.includes('squashfs-root/'));
			expect(lines.map((line) => line.replaceAll(/ +/g, ' ').replace(/ 0\/0 \d+ /, ' '))).toEqual([
				'drwxr-xr-x 1970-01-01 00:00 squashfs-root/bin',
				'-rwxr-xr-x 1970-01-01 00:00 squashfs-root/bin/ibi-console',
				'-rwxr-xr-x 1970-01-01 00:00 squashfs-root/bin/node',
				'drwxr-xr-x 1970-01-01 00:00 squashfs-root/lib',
				'-rwxr-xr-x 1970-01-01 00:00 squashfs-root/lib/ibi-console.js',
				'drwxr-xr-x 1970-01-01 00:00 squashfs-root/lib/parts',
				'-rw-r--r-- 1970-01-01 00:00 squashfs-root/lib/parts/engine.js',
				'drwxr-xr-x 1970-01-01 00:00 squashfs-root/share',
				...readdirSync('iso-overlay/run/ibi/program/share').map(
					(name) => `-rw-r--r-- 1970-01-01 00:00 squashfs-root/share/${name}`,
				),
			]);
		});
	});

	test('leaves every other byte of every file of the live ISO as it was, and what boots it', async () => {
		await inTemporary(async (directory) => {
			const request = prepare(directory);
			const {iso} = await createInstallationIso(system, request, {signal});
			const before = readFileSync(request.base);
			const after = readFileSync(iso);
			const changed =
				/^(images\/ignition\.img|EFI\/redhat\/grub\.cfg|isolinux\/(isolinux\.cfg|boot\.cat))$/;
			const {entries} = await readVolume(await fileSource(system, request.base));
			const kept = entries.filter(({kind, path}) => kind === 'file' && !changed.test(path));
			expect(kept.length).toBeGreaterThan(8);
			for (const {path, extents} of kept) {
				for (const {offsetBytes, lengthBytes} of extents) {
					const range = [offsetBytes, offsetBytes + lengthBytes] as const;
					expect(after.subarray(...range).equals(before.subarray(...range)), path).toBe(true);
				}
			}
			expect(after.subarray(0, 32_768).equals(before.subarray(0, 32_768))).toBe(true);
			const boots = (path: string): string =>
				xorriso(['-indev', path, '-report_el_torito', 'plain']).replace(
					/^El Torito catalog.*$/m,
					'',
				);
			expect(boots(iso)).toBe(boots(request.base));
		});
	});

	test('is the same bytes for the same inputs, whoever makes it and when', async () => {
		await inTemporary(async (directory) => {
			const request = prepare(directory);
			const make = async (cacheDirectory: string): Promise<string> =>
				digestOf((await createInstallationIso(system, {...request, cacheDirectory}, {signal})).iso);
			const first = await make(join(directory, 'cache'));
			// Times on an ISO are whole seconds.
			await system.clock.sleep(1100);
			const before = process.umask(0o077);
			try {
				expect(await make(join(directory, 'other-cache'))).toBe(first);
			} finally {
				process.umask(before);
			}
		});
	});

	test('is made for arm64 from a live ISO without isolinux', async () => {
		await inTemporary(async (directory) => {
			const request = prepare(directory, {
				architecture: 'aarch64',
				document: {architecture: 'arm64'},
			});
			const {iso, architecture} = await createInstallationIso(system, request, {signal});
			expect(architecture).toBe('arm64');
			expect((await inspectLiveIso(system, iso)).kargs).toMatch(/ ibi\.mode=confirm$/);
		});
	});

	test('says what the live ISO was when nobody said what it should be', async () => {
		await inTemporary(async (directory) => {
			const request = prepare(directory);
			const {warnings} = await createInstallationIso(system, request, {signal});
			expect(warnings).toEqual([
				`nobody said what the live ISO should be; its SHA-256 is ${digestOf(request.base)}`,
			]);
		});
	});
});

test('a live ISO that was damaged after it was fetched is found out and fetched again', async () => {
	await inTemporary(async (directory) => {
		const request = prepare(directory);
		const bytes = readFileSync(request.base);
		const server = createServer((_request, response) => response.end(bytes));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const {port} = server.address() as AddressInfo;
		const fetching = {...request, base: `http://127.0.0.1:${port}/live.iso`};
		try {
			const {base, baseSha256, iso} = await createInstallationIso(system, fetching, {signal});
			const first = digestOf(iso);
			writeFileSync(base, Buffer.concat([bytes.subarray(0, -1), Buffer.from('x')]));
			const again = createInstallationIso(system, fetching, {signal});
			expect(await problemOf(again)).toMatchObject({code: 'ISO_DIGEST_MISMATCH'});
			expect(digestOf(iso)).toBe(first);
			expect((await createInstallationIso(system, fetching, {signal})).baseSha256).toBe(baseSha256);
		} finally {
			await new Promise((resolve) => server.close(resolve));
		}
	});
});

describe('the seed image on the medium', () => {
	const withLayout = (directory: string, version: string): InstallationRequest => {
		const layout = newLayout();
		writeIndex(layout, [addSeed(layout, {labels: seedLabels})]);
		return {
			...prepare(directory, {document: {seedImage: `oci:${layout}`, seedVersion: version}}),
			withSeed: true,
		};
	};

	test('is an OCI layout that the document names', async () => {
		await inTemporary(async (directory) => {
			const {iso} = await createInstallationIso(system, withLayout(directory, '4.18.0'), {signal});
			const tree = extracted(directory, iso);
			const {manifests} = JSON.parse(tree['ibi-console/seed/index.json'] ?? '');
			const [, hex = ''] = manifests[0].digest.split(':');
			const manifest = tree[`ibi-console/seed/blobs/sha256/${hex}`] ?? '';
			expect(createHash('sha256').update(manifest, 'latin1').digest('hex')).toBe(hex);
			const {ignition} = await inspectLiveIso(system, iso);
			const config = ignition.kind === 'config' ? JSON.parse(ignition.config.reveal()) : {};
			const source = config.storage.files.find(
				({path}: {path: string}) => path === '/var/tmp/ibi-configuration.json',
			).contents.source;
			const document = Buffer.from(source.replace(/^.*,/, ''), 'base64').toString();
			expect(JSON.parse(document).seedImage).toBe('oci:/run/media/iso/ibi-console/seed');
		});
	});

	test('brings the images of its list in the same layout, each blob once', async () => {
		await inTemporary(async (directory) => {
			const layout = newLayout();
			const app = addDockerImage(layout, 'app', [addLayer(layout, 'base')]);
			const other = addDockerImage(layout, 'other', [addLayer(layout, 'base')]);
			const list = [`quay.io/app@${app.digest}`, 'quay.io/other:v1'];
			const {blob, bytes} = layerOf([
				{path: './containers.list', content: list.join('\n')},
				{path: './manifest.json', content: JSON.stringify(clusterInfo)},
			]);
			addBlob(layout, blob.mediaType, bytes);
			const {sizeBytes: size, ...layer} = blob;
			const seed = addSeed(layout, {layers: [{...layer, size}], content: gunzipSync(bytes)});
			writeIndex(layout, [named(seed, 'it'), named(other, 'quay.io/other:v1')]);
			const archive = join(directory, 'mirror.tar');
			execFileSync('tar', ['--create', `--file=${archive}`, `--directory=${layout}`, '.']);
			const seedImage = `oci-archive:${archive}:it`;
			const {iso} = await createInstallationIso(
				system,
				{
					...prepare(directory, {document: {seedImage}}),
					withSeed: true,
					images: {kind: 'layout', place: archive},
				},
				{signal},
			);
			const tree = extracted(directory, iso);
			const blobs = Object.keys(tree).filter((path) => /seed\/blobs\/sha256\/./.test(path));
			// Manifest, config and layer of the seed; manifests and configs of two images, and their layer.
			expect(blobs).toHaveLength(3 + 2 * 2 + 1);
			const index = JSON.parse(tree['ibi-console/seed/index.json'] ?? '');
			const names = index.manifests.map(
				({annotations}: Entry) => annotations?.['org.opencontainers.image.ref.name'],
			);
			expect(names).toEqual(['seed', ...list]);
			const said: string[] = [];
			const print = (text: string): void => void said.push(text);
			await runInspect({system, signal, print, remember: () => {}}, iso, 'json');
			expect(JSON.parse(said.join(''))).toMatchObject({program: 'on it', images: names});
			const {ignition} = await inspectLiveIso(system, iso);
			const text = ignition.kind === 'config' ? ignition.config.reveal() : '';
			const encoded = /ibi-configuration\.json.*?base64,([^"]+)"/.exec(text)?.[1] ?? '';
			expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toMatchObject({
				seedImage: 'oci:/run/media/iso/ibi-console/seed:seed',
				precacheLayout: '/run/media/iso/ibi-console/seed',
			});
		});
	});

	test('of another version is refused before the ISO is written', async () => {
		await inTemporary(async (directory) => {
			const work = createInstallationIso(system, withLayout(directory, '4.17.0'), {signal});
			expect((await problemOf(work)).message).toContain('seedVersion: the seed image has version');
			expect(results(directory)).toEqual([]);
		});
	});
});

describe('booting over the network', () => {
	test('takes the images as they are and one more, with configuration and program', async () => {
		await inTemporary(async (directory) => {
			const request = {...prepare(directory), withNetworkBoot: true};
			const {iso, networkBoot = ''} = await createInstallationIso(system, request, {signal});
			const tree = extracted(directory, iso);
			const read = (name: string): Buffer => readFileSync(join(networkBoot, name));
			for (const name of ['vmlinuz', 'initrd.img', 'rootfs.img']) {
				expect(read(name).toString('latin1')).toBe(tree[`images/pxeboot/${name}`]);
			}
			const unpacked = join(directory, 'unpacked');
			execFileSync('mkdir', ['-p', join(unpacked, 'usr/lib/dracut/hooks/pre-pivot')]);
			const cpio = ['--extract', '--quiet', '--directory', unpacked];
			execFileSync('cpio', cpio, {input: read('ibi-console.img')});
			expect(readdirSync(unpacked).sort()).toEqual(['config.ign', 'ibi-console.squashfs', 'usr']);
			expect(readFileSync(join(unpacked, 'ibi-console.squashfs'), 'latin1')).toBe(
				tree['ibi-console/program.squashfs'],
			);
			expect(statSync(join(networkBoot, 'ibi-console.img')).mode & 0o777).toBe(0o600);
			expect(read('boot.ipxe').toString()).toBe(
				[
					'#!ipxe',
					'kernel vmlinuz initrd=initrd.magic ignition.firstboot ignition.platform.id=metal ibi.mode=confirm',
					'initrd initrd.img',
					'initrd rootfs.img',
					'initrd ibi-console.img',
					'boot',
					'',
				].join('\n'),
			);
		});
	});
});

describe('nothing is left behind when', () => {
	const refused = (
		options: Preparation,
		change: (request: InstallationRequest) => InstallationRequest,
		code: string,
		used = system,
	) =>
		inTemporary(async (directory) => {
			const request = change(prepare(directory, options));
			expect((await problemOf(createInstallationIso(used, request, {signal}))).code).toBe(code);
			expect(results(directory)).toEqual([]);
		});

	test('the live ISO is for another architecture', async () => {
		await refused({architecture: 'aarch64'}, (request) => request, 'ISO_ARCHITECTURE');
	});

	test('the live ISO has other bytes than were asked for', async () => {
		const baseSha256 = '0'.repeat(64);
		await refused({}, (request) => ({...request, baseSha256}), 'ISO_DIGEST_MISMATCH');
	});

	test('the digest is none', async () => {
		await refused({}, (request) => ({...request, baseSha256: 'abc'}), 'USAGE');
	});

	test('the configuration does not fit, with both sizes', async () => {
		await refused({areaBytes: 1024}, (request) => request, 'IGNITION_TOO_LARGE');
	});

	test('the kernel arguments do not fit', async () => {
		const addedKargs = ['a'.repeat(1200)];
		await refused({}, (request) => ({...request, addedKargs}), 'KARGS_TOO_LONG');
	});

	test('the runtime is for another architecture', async () => {
		await inTemporary(async (elsewhere) => {
			const {runtime} = makeProgram(elsewhere, 'arm64');
			const change = (request: InstallationRequest) => ({
				...request,
				program: {...request.program, runtime},
			});
			await refused({}, change, 'RUNTIME_UNUSABLE');
		});
	});

	test('the runtime is no program', async () => {
		const change = (request: InstallationRequest) => ({
			...request,
			program: {...request.program, runtime: '/etc/passwd'},
		});
		await refused({}, change, 'RUNTIME_UNUSABLE');
	});

	test('the program was not built', async () => {
		await inTemporary(async (bundle) => {
			const change = (request: InstallationRequest) => ({
				...request,
				program: {...request.program, bundle},
			});
			await refused({}, change, 'PROGRAM_INCOMPLETE');
		});
	});

	test('this machine has no xorriso', async () => {
		await refused({}, (request) => request, 'PROGRAM_NEEDED', realSystem({PATH: '/nowhere'}));
	});

	test('it is cancelled while the ISO is written', async () => {
		await inTemporary(async (directory) => {
			const ending = new AbortController();
			const work = createInstallationIso(system, prepare(directory), {
				signal: ending.signal,
				onProgress: (stage) => stage === 'copy' && ending.abort(),
			});
			expect((await problemOf(work)).code).toBe('CANCELLED');
			expect(results(directory)).toEqual([]);
		});
	});
});
