/** Nobody in front of it: the kernel arguments of the ISO say all. The machine installs itself and turns itself off. */
import {afterAll, beforeAll, test} from 'vitest';
import {diskSerial, type Factory, openFactory, testArguments} from './factory.ts';
import {keepOnFailure, startVmHost, type VmHost} from './host.ts';

const limitMs = 900_000;

let factory: Factory;
let host: VmHost | undefined;

beforeAll(async () => {
	factory = await openFactory('unattended');
});

afterAll(async () => {
	await host?.cutPower();
	await factory?.close();
});

test('with a registry: installs, turns off, and starts from the disk to its console', async () => {
	keepOnFailure(factory, () => host);
	const medium = await factory.makeIso('iso', {
		kargs: [
			...testArguments,
			...['ibi.mode=auto', 'ibi.wipe=yes', `ibi.disk=serial:${diskSerial}`],
			...['ibi.countdown=3', 'ibi.on_success=poweroff', 'ibi.console=ttyS0'],
		],
	});
	const disk = await factory.makeDisk('target');
	host = await startVmHost(factory, 'live', {disk, medium});
	await host.serial.waitFor('WRITING', {limitMs});
	await host.off;
	host = await startVmHost(factory, 'edge', {disk});
	await host.console.waitFor('cluster-config', limitMs);
});
