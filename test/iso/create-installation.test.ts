import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {inspectLiveIso} from '../../src/iso/coreos/installation-iso.ts';
import {createInstallationIso} from '../../src/iso/create-installation.ts';
import {readIgnitionOutline} from '../../src/iso/ignition/outline.ts';
import {readVolume} from '../../src/iso/volume/read.ts';
import {fileSource} from '../../src/iso/volume/source.ts';
import {coreosInstaller, installerPath} from './coreos-installer.ts';
import {digestOf, prepare, problemOf, results, signal, system} from './installation-request.ts';
import {extracted, inTemporary, xorriso} from './xorriso.ts';

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
