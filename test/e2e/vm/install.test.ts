/**
 * The whole job in virtual machines: an installation ISO boots, keys on its serial line install, the machine starts from its
 * own disk by its own boot loader, and the console is there.
 */
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Factory, openFactory} from './factory.ts';
import {keepOnFailure, startVmHost, type VmHost} from './host.ts';

/** The console takes no key for 300 ms after a destructive question has appeared. */
const guardMs = 500;
const installLimitMs = 900_000;

let factory: Factory;
let disk: string;
let host: VmHost | undefined;

beforeAll(async () => {
	factory = await openFactory('install');
	disk = await factory.makeDisk('target');
});

afterAll(async () => {
	await host?.cutPower();
	await factory?.close();
});

const running = (): VmHost => {
	if (host === undefined) {
		throw new Error('the machine was not started');
	}
	return host;
};

test('the ISO boots, and the console stands on the screen and on the serial line', async () => {
	keepOnFailure(factory, () => host);
	const medium = await factory.makeIso('iso');
	host = await startVmHost(factory, 'live', {disk, medium});
	const {console, inside, screenText} = host;
	await console.waitFor(/-- This host -/);
	const expected = expect.stringMatching(/^── This host ─/);
	await expect.poll(screenText, {timeout: 120_000}).toContainEqual(expected);
	expect(await inside('systemctl --failed --plain --no-legend')).toBe('');
	expect(await inside('journalctl --boot | grep --count "ordering cycle"')).toBe('0');
});
test('keys on the serial line drive a whole install', async () => {
	keepOnFailure(factory, () => host);
	const {type, waitFor, screen} = running().console;
	await waitFor(/\d can be installed on/, installLimitMs);
	// The screen came first; whoever sits at the line takes the keys over.
	type('T');
	await expect.poll(screen, {timeout: 120_000}).not.toMatch(/holds the keys|asked \S+ for/);
	type('1');
	await waitFor('Installation disk');
	type('1');
	await waitFor(/-- Network -/);
	type('1');
	await waitFor('Seed version');
	type('\r\r\r\r');
	await waitFor(/Digest +sha256:/);
	type('5');
	await waitFor(/-- Checks -/);
	await waitFor(/ 1 +Continue$/m);
	type('1\r');
	await waitFor(/-- Review -/);
	expect(screen()).toContain('What dies on this disk');
	type('1');
	await waitFor('type the last four characters of');
	await delay(guardMs);
	type('4g27\r');
	await waitFor('WRITING - DO NOT POWER OFF');
	const done = await waitFor('Done: the job sheet', installLimitMs);
	expect(done).toContain('SAFE TO REMOVE MEDIA');
});

test('the machine starts from its disk by its own boot loader, and the console is there', async () => {
	keepOnFailure(factory, () => host);
	await running().cutPower();
	host = await startVmHost(factory, 'edge', {disk});
	await host.console.waitFor('cluster-config', installLimitMs);
});
