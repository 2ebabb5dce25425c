/**
 * The machine loses its power in each phase of one install, with whatever the disk had not been told yet, and starts from the
 * ISO again. Nobody is in front of it until the last start, where a person is shown what was left.
 */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Factory, openFactory, testArguments, unattendedArguments} from './factory.ts';
import {keepOnFailure, startVmHost, type VmHost} from './host.ts';
import {started, untilJournal, untilResult} from './watch.ts';

const limitMs = 900_000;

let factory: Factory;
let disk: string;
let unattended: string;
let host: VmHost | undefined;

beforeAll(async () => {
	factory = await openFactory('power');
	disk = await factory.makeDisk('target');
	const ends = ['ibi.countdown=3', 'ibi.on_success=poweroff'];
	unattended = await factory.makeIso('unattended', {kargs: [...unattendedArguments, ...ends]});
});

afterAll(async () => {
	await host?.cutPower();
	await factory?.close();
});

test.each([
	['disk', started('disk.write-image')],
	['seed', started('seed.unpack')],
	['images', 'Successfully pulled image'],
	['system', started('seed.restore-etc')],
])(
	'cut in the phase %s: the next start from the ISO begins anew by itself',
	async (phase, moment) => {
		keepOnFailure(factory, () => host);
		host = await startVmHost(factory, phase, {disk, medium: unattended});
		await untilJournal(host, moment);
		await host.cutPower();
	},
);

test('cut in its last phase: a person is shown that the install was not finished', async () => {
	keepOnFailure(factory, () => host);
	host = await startVmHost(factory, 'finish', {disk, medium: unattended});
	await untilJournal(host, started('install.verify'));
	await host.cutPower();
	const medium = await factory.makeIso('by-hand', {kargs: testArguments});
	host = await startVmHost(factory, 'shown', {disk, medium});
	await host.console.waitFor(/cut short|not finished/, limitMs);
});

test('the install that nobody disturbs goes through, and the disk starts', async () => {
	keepOnFailure(factory, () => host);
	await host?.cutPower();
	host = await startVmHost(factory, 'again', {disk, medium: unattended});
	expect(await untilResult(host)).toMatchObject({RESULT: 'done', EXIT: '0'});
	await host.off;
	host = await startVmHost(factory, 'edge', {disk});
	await host.console.waitFor('cluster-config', limitMs);
});
