/**
 * The whole job in virtual machines: an installation ISO boots, keys on its serial line install, the machine restarts from
 * its own disk by its own boot loader, and a configuration ISO in its drive makes it a cluster.
 */
import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {chatterAsBefore, storm} from './chatter.ts';
import {type Factory, openFactory} from './factory.ts';
import {firstFrame} from './first-frame.ts';
import {keepOnFailure, requireStarted, startVmHost, type VmHost} from './host.ts';
import {acceptWarnings, guardMs, install, installLimitMs, takeKeys} from './keys.ts';
import {postScript, programsOf} from './programs.ts';
import {makeConfigurationIso, siteName} from './site.ts';

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

const running = (): VmHost => requireStarted(host);

/** By emulation; the goals hold for a processor of its own, so these are only told. */
const tell = (goal: string, figures: object): void => {
	process.stdout.write(`${goal} ${JSON.stringify(figures)}\n`);
};

/** Both draw it at once: its picture is there, and its text. */
const expectOnScreen = async (title: string): Promise<void> => {
	const {directory, screenText, screenshot} = running();
	const row = expect.stringMatching(new RegExp(`^── ${title} ─`));
	await expect.poll(screenText, {timeout: 120_000}).toContainEqual(row);
	const picture = join(directory, 'screen.png');
	await screenshot(picture);
	expect((await stat(picture)).size).toBeGreaterThan(1000);
};

test('the ISO boots, and the console stands on the screen and on the serial line', async () => {
	keepOnFailure(factory, () => host);
	const medium = await factory.makeIso('iso', {
		postScript: await postScript(),
		hostDocument: {coreosInstallerArgs: ['--append-karg', 'systemd.debug_shell=ttyS1']},
	});
	host = await startVmHost(factory, 'live', {disk, medium, onReset: 'end'});
	tell('G1 live', await firstFrame(host, 'This host'));
	const {console, inside} = host;
	await console.waitFor(/-- Checks -/);
	await expectOnScreen('Checks');
	expect(await inside('systemctl --failed --plain --no-legend')).toBe('');
	expect(await inside('journalctl --boot | grep --count "ordering cycle"')).toBe('0');
});

test('storms of the kernel, of udev and of systemd leave both pictures whole', async () => {
	keepOnFailure(factory, () => host);
	await takeKeys(running().console);
	const figures = await storm(running());
	tell('G12', figures);
	expect(Math.max(figures.serialMs, figures.screenMs)).toBeLessThan(10_000);
});

test('keys on the serial line drive a whole install', async () => {
	keepOnFailure(factory, () => host);
	const {console} = running();
	await acceptWarnings(console);
	const done = await install(console, '4g27');
	expect(done).toContain('SAFE TO REMOVE MEDIA');
	await expectOnScreen('Done: the job sheet');
});

test('a key restarts the machine, which starts from its disk by its own boot loader to the console', async () => {
	keepOnFailure(factory, () => host);
	await delay(guardMs);
	running().console.type('2');
	await running().off;
	host = await startVmHost(factory, 'edge', {disk, disks: await programsOf(disk)});
	tell('G1 edge', await firstFrame(host, 'Waiting for the configuration'));
	await host.console.waitFor('cluster-config');
	expect(await host.inside('systemctl --failed --plain --no-legend')).toBe('');
});

test('a configuration ISO in its drive makes it the cluster of the site', async () => {
	keepOnFailure(factory, () => host);
	const {console, insertMedium} = running();
	await insertMedium(await makeConfigurationIso(join(factory.directory, 'site')));
	await console.waitFor('WRITING - DO NOT POWER OFF');
	await console.waitFor(/RUNNING +Cluster|done +kubelet|This host is deployed/, installLimitMs);
	const done = await console.waitFor('-- This host is deployed -', installLimitMs);
	expect(done).toContain(`https://api.${siteName}.example.com:6443`);
	await expectOnScreen('This host is deployed');
});

test('when the console is stopped, kernel and manager speak as before', async () => {
	keepOnFailure(factory, () => host);
	expect(await chatterAsBefore(running())).toContain('lab storm is over');
});
