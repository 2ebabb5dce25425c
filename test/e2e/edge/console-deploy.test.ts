/** The whole job at the edge through the console: typed on a pseudo-terminal, to the locked status of a cluster. */
import {readFile} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {giveApiServer} from '../../../lab/edge/api-server/on-kubelet.ts';
import {type EdgeHost, startEdge} from '../../../lab/edge.ts';
import {lab} from '../lab-install.ts';
import {openPtyConsole, type PtyConsole} from '../pty-console.ts';
import {openPtyDialogue, type PtyDialogue} from '../pty-dialogue.ts';
import {machineNetwork, pullSecret} from './site.ts';

const bundle = new URL('../../../dist/ibi-console.js', import.meta.url).pathname;

/** The console takes no key for 300 ms after a question that must not be answered by haste. */
const guardMs = 500;

let host: EdgeHost;
let console: PtyConsole;
/** Another one, on a terminal that can only print. */
let printer: PtyDialogue;

beforeAll(async () => {
	host = await startEdge(lab);
	await host.steerRecert({keySeconds: 0.5});
	await giveApiServer(lab, host, {pauseMs: 300});
	console = openPtyConsole(host, ['deploy']);
	await console.waitFor('it is the installation disk');
	printer = openPtyDialogue(
		host.inside(process.execPath, bundle, 'deploy', '--mode', 'attach'),
		'dumb',
	);
});

afterAll(async () => {
	console?.kill('SIGKILL');
	printer?.kill('SIGKILL');
	await host?.close();
});

const enter = '\r';
const down = '\x1b[B';
const paste = (text: string): string => `\x1b[200~${text}\x1b[201~`;

test('waits, takes typed values, shows the password once, and asks before it starts', async () => {
	const {type, waitFor, screen} = console;
	await waitFor('it is the installation disk');
	type('1');
	await waitFor('── Type the configuration ─');
	type(`edge9${enter}corp.example${enter}edge9-n0${enter}${machineNetwork}${enter}`);
	type(`eno1 dhcp${enter}`);
	await waitFor(/> 6 +Bond/);
	type(down.repeat(7));
	await waitFor(/> 13 Pull secret/);
	type(paste(pullSecret));
	await waitFor('1 registry: registry.site.example');
	expect(screen()).not.toContain('planted');
	type(down.repeat(5));
	await waitFor(/> 18 +Make the configuration/);
	type(enter);
	await waitFor('── Access to the cluster ─', 120_000);
	await delay(guardMs);
	type('1');
	await waitFor(/Password +\S{5}-\S{5}-\S{5}-\S{5}/);
	type('2');
	await waitFor('── Show it no more? ─');
	type('2');
	await waitFor(/Nothing blocks|Not ready/, 120_000);
	expect(screen()).toContain('edge9.corp.example');
	type('1');
	await waitFor('── Start the deployment? ─');
	await delay(guardMs);
	type('2');
	await waitFor('WRITING - DO NOT POWER OFF');
});

test('deploys with live progress, and stays as a locked status screen', async () => {
	const {type, waitFor} = console;
	await waitFor(/done +kubelet|RUNNING +Cluster/, 300_000);
	const done = await waitFor('── This host is deployed ─', 600_000);
	expect(done).toContain('https://api.edge9.corp.example:6443');
	expect(done).toContain('Nothing can be changed from this screen.');
	type('1');
	await waitFor('── Cluster ─');
});

test('a console that can only print has told each step with its marker, in ASCII, and no secret', async () => {
	await printer.expect(/== Waiting for the configuration/);
	await printer.expect(/== Deploying\r\n-- WRITING - DO NOT POWER OFF/);
	const work = await printer.expect(/== This host is deployed\r\n-- /);
	const begun = [...work.matchAll(/^STEP ([\w.-]+): /gm)].map(([, step]) => step);
	const ended = [...work.matchAll(/^(?:OK|SKIP) ([\w.-]+) \(/gm)].map(([, step]) => step);
	expect(begun.length).toBeGreaterThan(10);
	expect(begun.filter((step) => !ended.includes(step)).slice(0, -1)).toEqual([]);
	await printer.expect(/OK run\r\n[\s\S]*API +https:\/\/api\.edge9\.corp\.example:6443/);
	expect(printer.transcript().replaceAll('\r\n', '')).toMatch(/^[ -~]*$/);
	expect(printer.transcript()).not.toContain('planted');
});

test('a console that is started again shows the same status', async () => {
	console.kill('SIGKILL');
	await console.exited;
	console = openPtyConsole(host, ['deploy']);
	await console.waitFor('── This host is deployed ─', 60_000);
	const journal = await readFile(host.path('/var/lib/ibi-console/deploy/journal.jsonl'), 'utf8');
	expect(journal).not.toContain('planted');
});
