/** A host without any card: the seed and its images are on the ISO, which installs it with nobody in front of it. */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Factory, openFactory, unattendedArguments} from './factory.ts';
import {keepOnFailure, startVmHost, type VmHost} from './host.ts';
import {untilResult} from './watch.ts';

const limitMs = 900_000;

let factory: Factory;
let host: VmHost | undefined;

beforeAll(async () => {
	factory = await openFactory('no-network');
});

afterAll(async () => {
	await host?.cutPower();
	await factory?.close();
});

test('a host without a card is installed from the ISO alone, and starts from its disk', async () => {
	keepOnFailure(factory, () => host);
	const medium = await factory.makeIso('iso', {
		isSelfContained: true,
		kargs: [
			...unattendedArguments,
			...['ibi.countdown=3', 'ibi.on_success=poweroff', 'ibi.console=ttyS0'],
		],
	});
	const disk = await factory.makeDisk('target');
	host = await startVmHost(factory, 'live', {disk, medium, network: 'none'});
	expect(await untilResult(host)).toMatchObject({RESULT: 'done', EXIT: '0'});
	await host.off;
	host = await startVmHost(factory, 'edge', {disk, network: 'none'});
	await host.console.waitFor('cluster-config', limitMs);
});
