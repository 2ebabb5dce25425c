/**
 * The machine loses its power in each phase of one install, with whatever the disk had not been told yet, and starts from the
 * ISO again. What the disk holds is shown; the install is taken up, or begun anew where nothing can be taken up.
 */
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {diskSerial, type Factory, openFactory, testArguments} from './factory.ts';
import {keepOnFailure, startVmHost, type VmHost} from './host.ts';
import {started, untilJournal} from './watch.ts';

/** The console takes no key for 300 ms after a destructive question has appeared. */
const guardMs = 500;
const limitMs = 1_200_000;

let factory: Factory;
let disk: string;
let medium: string;
let host: VmHost | undefined;

beforeAll(async () => {
	factory = await openFactory('power');
	disk = await factory.makeDisk('target');
	const words = ['ibi.mode=confirm', `ibi.disk=serial:${diskSerial}`, 'ibi.console=ttyS0'];
	medium = await factory.makeIso('iso', {kargs: [...testArguments, ...words]});
});

afterAll(async () => {
	await host?.cutPower();
	await factory?.close();
});

/** With what is shown first: an install that was cut short, or the question for the id of the disk. */
const startAgain = async (name: string): Promise<string> => {
	await host?.cutPower();
	host = await startVmHost(factory, name, {disk, medium});
	const {console} = host;
	const shown = await console.waitFor(/was cut short|type the last four characters of/, limitMs);
	await delay(guardMs);
	console.type(shown.includes('was cut short') ? '1' : '4g27\r');
	return shown;
};

test('cut while the disk is written: nothing can be taken up, and the same id begins anew', async () => {
	keepOnFailure(factory, () => host);
	expect(await startAgain('disk')).not.toContain('was cut short');
	await untilJournal(host as VmHost, started('disk.write-image'));
	expect(await startAgain('disk-again')).not.toContain('was cut short');
});

test.each([
	['images', 'Successfully pulled image'],
	['system', started('seed.restore-etc')],
	['finish', started('install.verify')],
])('cut in the phase %s: the next start shows it, or begins anew', async (phase, moment) => {
	keepOnFailure(factory, () => host);
	await untilJournal(host as VmHost, moment);
	const shown = await startAgain(`after-${phase}`);
	process.stdout.write(`after a cut in the phase ${phase}:\n${shown}\n`);
});

test('the run comes to its end, and the disk starts', async () => {
	keepOnFailure(factory, () => host);
	await host?.console.waitFor('Done: the job sheet', limitMs);
	await host?.cutPower();
	host = await startVmHost(factory, 'edge', {disk});
	await host.console.waitFor('cluster-config', limitMs);
});
