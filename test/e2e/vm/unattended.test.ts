/** Nobody in front of it: the kernel arguments of the ISO say all. The machine installs itself and turns itself off. */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {readRecord} from './disk-state.ts';
import {diskSerial, type Factory, openFactory, unattendedArguments} from './factory.ts';
import {keepOnFailure, startVmHost, type VmHost} from './host.ts';
import {untilResult} from './watch.ts';

const limitMs = 1_200_000;

let factory: Factory;
let disk: string;
let host: VmHost | undefined;

beforeAll(async () => {
	factory = await openFactory('unattended');
	disk = await factory.makeDisk('target');
});

afterAll(async () => {
	await host?.cutPower();
	await factory?.close();
});

test('with UEFI and a registry: it counts down, installs, and turns off; all that tell its end agree', async () => {
	keepOnFailure(factory, () => host);
	const words = ['ibi.countdown=8', 'ibi.on_success=poweroff', 'ibi.console=ttyS0'];
	const medium = await factory.makeIso('iso', {kargs: [...unattendedArguments, ...words]});
	host = await startVmHost(factory, 'live', {disk, medium, firmware: 'uefi'});
	const counting = await host.console.waitFor('An unattended install is about to begin', limitMs);
	expect(counting).toContain(diskSerial);
	expect(counting).toMatch(/Seed digest +sha256:[0-9a-f]/);
	expect(counting).toMatch(/Config SHA-256 +[0-9a-f]/);
	const line = await untilResult(host);
	expect(line).toMatchObject({RESULT: 'done', EXIT: '0', DISK: diskSerial});
	await host.off;
	expect(JSON.parse(await readRecord(disk, 'result.json'))).toMatchObject({
		...{result: 'done', seed: {digest: line['SEED']}, disk: {serial: diskSerial}},
	});
	expect(await readRecord(disk, 'journal.jsonl')).toContain(line['RUN']);
});

test('the disk starts by UEFI to its console', async () => {
	keepOnFailure(factory, () => host);
	host = await startVmHost(factory, 'edge', {disk, firmware: 'uefi'});
	await host.console.waitFor('cluster-config', limitMs);
});
