/** An install that is cleared from its disk on the repair screen: only that disk, and only after its id was typed. */
import {execFileSync} from 'node:child_process';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../lab/host.ts';
import {sha256Of} from '../../lab/oci.ts';
import {lab} from './lab-install.ts';
import {openPtyConsole, type PtyConsole} from './pty-console.ts';

/** The console takes no key for 300 ms after a destructive question has appeared. */
const guardMs = 500;

let host: LabHost;
let console: PtyConsole;

beforeAll(async () => {
	host = await startHost(lab, {
		registry: 'down',
		configuration: 'none',
		targetBytes: 256 * 1024 * 1024,
	});
	console = openPtyConsole(host);
});

afterAll(async () => {
	console?.kill('SIGKILL');
	await host?.close();
});

const signaturesOn = (device: string): string =>
	execFileSync('wipefs', ['--noheadings', '--output=TYPE', device], {encoding: 'utf8'}).trim();

const untouched = (): Promise<readonly string[]> =>
	Promise.all([host.disks.target.image, host.disks.medium.image].map(sha256Of));

test('the install on the second disk is cleared after its id, and no other disk changes', async () => {
	const {type, waitFor, screen} = console;
	const {device, image} = host.disks.other;
	const before = {others: await untouched(), signatures: signaturesOn(device)};
	expect(before.signatures).toContain('gpt');
	await waitFor(/\d can be installed on/);
	type('0');
	await waitFor('── Tools ─');
	type('9');
	await waitFor('── Repair ─');
	type('2');
	await waitFor('OpenShift node');
	await delay(guardMs);
	type('\x1b[B\x1b[B\r');
	await waitFor('S4LABN0D9K81');
	await delay(guardMs);
	const bytes = await sha256Of(image);
	type('4g27\r');
	await waitFor('"4g27" is not what was asked for');
	expect(await sha256Of(image)).toBe(bytes);
	type('9k81\r');
	await waitFor(/Clearing .*: done/, 120_000);
	expect(screen()).not.toContain('WRITING');
	expect(signaturesOn(device)).toBe('');
	expect(await untouched()).toEqual(before.others);
});
