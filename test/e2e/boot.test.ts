/** What `make lab AUTO=1` leaves: a disk that boots to the console by the one boot entry on it. */
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {type BootResult, bootImage} from '../../lab/qemu.ts';
import {machineConfig} from '../../lab/seed/documents.ts';
import {lab} from './lab-install.ts';

const stateroot = `rhcos_${lab.settings.seedVersion.replaceAll('-', '_')}`;
const program = join(import.meta.dirname, '../../lab/main.ts');

let said: string;
let booted: BootResult;

beforeAll(async () => {
	const command = {program: process.execPath, args: [program, 'run', '--auto']};
	const {XDG_CACHE_HOME: cache} = process.env;
	const environment = cache === undefined ? {} : {XDG_CACHE_HOME: cache};
	said = (await lab.system.run(command, {environment})).stdout;
	booted = await bootImage(lab, join(lab.settings.cacheDirectory, 'installed.raw'));
});

test('the unattended console says at the end that it is done', () => {
	expect(said).toContain('IBI preparation process finished successfully!');
	expect(said).not.toContain(lab.settings.registryPassword);
});

test('the disk boots to the console, which waits for the configuration of its site', () => {
	expect(booted.outcome).toBe('console');
	expect(booted.serialLog).toContain('cluster-config');
});

test('what booted is the stateroot of the seed, with the arguments of its MachineConfig', () => {
	expect(booted.entry.stateroot).toBe(stateroot);
	expect(booted.entry.options).toContain(machineConfig.spec.kernelArguments.join(' '));
	expect(booted.report).toMatchObject({stateroot, note: 'a b'});
});

test('it finds its boot and container partitions, and no unit has failed', () => {
	expect(booted.report).toMatchObject({boot: '/dev/vda3', containers: '/dev/vda5', failed: ''});
});
