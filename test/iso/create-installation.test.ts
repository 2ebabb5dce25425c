import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {toProblem} from '../../src/errors.ts';
import {inspectLiveIso} from '../../src/iso/coreos/installation-iso.ts';
import {
	createInstallationIso,
	type InstallationRequest,
} from '../../src/iso/create-installation.ts';
import {file} from '../../src/iso/ignition/files.ts';
import {readIgnitionOutline} from '../../src/iso/ignition/outline.ts';
import {realSystem} from '../../src/system/real.ts';
import {pullSecret} from '../config/install-documents.ts';
import {coreosInstaller, installerPath} from './coreos-installer.ts';
import {type MediumOptions, makeMedium} from './coreos-medium.ts';
import {extracted, inTemporary} from './xorriso.ts';

const system = realSystem(process.env);
const {signal} = new AbortController();

const prepare = (directory: string, options: MediumOptions = {}): InstallationRequest => {
	const document = {
		seedImage: 'registry.example.com/seed:1',
		seedVersion: '4.18.0',
		installationDisk: '/dev/vda',
		pullSecret,
	};
	writeFileSync(join(directory, 'image-based-installation-config.yaml'), JSON.stringify(document));
	writeFileSync(join(directory, 'runtime.squashfs'), 'runtime');
	return {
		directory,
		base: makeMedium(directory, options),
		addedKargs: ['ibi.mode=confirm'],
		program: {files: [file('/etc/a', 0o644, 'a')], units: [{name: 'a.service', enabled: true}]},
		addedFiles: [{from: join(directory, 'runtime.squashfs'), to: '/ibi-console/runtime.squashfs'}],
		madeAt: new Date('2026-03-01T12:00:00Z'),
	};
};

const digestOf = (path: string): string =>
	createHash('sha256').update(readFileSync(path)).digest('hex');

const codeOf = async (work: Promise<unknown>): Promise<string> => {
	try {
		await work;
	} catch (error) {
		return toProblem(error).code;
	}
	throw new Error('it worked');
};

const results = (directory: string): readonly string[] =>
	readdirSync(directory).filter((name) => name.startsWith('rhcos-ibi'));

test('an installation ISO has configuration, arguments, script and program on it', async () => {
	await inTemporary(async (directory) => {
		const request = prepare(directory);
		writeFileSync(join(directory, 'post.sh'), '#!/bin/sh\n');
		const expectedSha256 = digestOf(request.base).toUpperCase();
		const iso = await createInstallationIso(system, request, {signal, expectedSha256});
		expect(results(directory)).toEqual(['rhcos-ibi.iso']);
		expect(statSync(iso).mode & 0o777).toBe(0o600);
		expect(extracted(directory, iso)['ibi-console/runtime.squashfs']).toBe('runtime');
		const {ignition, kargs} = await inspectLiveIso(system, iso);
		expect(kargs).toMatch(/ ibi\.mode=confirm$/);
		const outline = ignition.kind === 'config' ? readIgnitionOutline(ignition.config) : undefined;
		expect(outline?.files).toContain('0755 /var/tmp/post.sh');
		expect(outline?.files).toContain('0644 /etc/a');
		expect(outline?.units).toEqual(['a.service']);
		if (installerPath !== undefined) {
			expect(JSON.parse(coreosInstaller('iso', 'ignition', 'show', iso))).toHaveProperty('storage');
			expect(coreosInstaller('iso', 'kargs', 'show', iso)).toMatch(/ ibi\.mode=confirm\n$/);
		}
	});
});

test('the same inputs give the same bytes', async () => {
	await inTemporary(async (directory) => {
		const request = prepare(directory);
		const first = digestOf(await createInstallationIso(system, request, {signal}));
		// Times on an ISO are whole seconds.
		await system.clock.sleep(1100);
		expect(digestOf(await createInstallationIso(system, request, {signal}))).toBe(first);
	});
});

test('a live ISO of another architecture is refused before it is copied', async () => {
	await inTemporary(async (directory) => {
		const request = prepare(directory, {architecture: 'aarch64'});
		expect(await codeOf(createInstallationIso(system, request, {signal}))).toBe('ISO_ARCHITECTURE');
		expect(results(directory)).toEqual([]);
	});
});

test('a live ISO with other bytes than were asked for leaves nothing behind', async () => {
	await inTemporary(async (directory) => {
		const request = prepare(directory);
		const options = {signal, expectedSha256: '0'.repeat(64)};
		expect(await codeOf(createInstallationIso(system, request, options))).toBe(
			'ISO_DIGEST_MISMATCH',
		);
		expect(results(directory)).toEqual([]);
	});
});

test('a file that cannot be added leaves nothing behind', async () => {
	await inTemporary(async (directory) => {
		const request = {...prepare(directory), addedFiles: [{from: '/nowhere', to: '/a'}]};
		expect(await codeOf(createInstallationIso(system, request, {signal}))).toBe('COMMAND_FAILED');
		expect(results(directory)).toEqual([]);
	});
});
