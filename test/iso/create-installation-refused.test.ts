import {describe, expect, test} from 'vitest';
import {createInstallationIso} from '../../src/iso/create-installation.ts';
import type {InstallationRequest} from '../../src/iso/create-installation-medium.ts';
import {realSystem} from '../../src/system/real.ts';
import {
	type Preparation,
	prepare,
	problemOf,
	results,
	signal,
	system,
} from './installation-request.ts';
import {makeProgram} from './program-source.ts';
import {inTemporary} from './xorriso.ts';

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
