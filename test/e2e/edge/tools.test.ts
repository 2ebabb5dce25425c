/**
 * The tools of a technician on an edge host whose recert fails, by keys on a pseudo-terminal: what they show, and what
 * they mend.
 */
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import type {Medium} from '../../../lab/edge/media.ts';
import {type EdgeHost, startEdge} from '../../../lab/edge.ts';
import {toolIds} from '../../../src/screens/tools/rows.tsx';
import {lab} from '../lab-install.ts';
import {openPtyConsole, type PtyConsole} from '../pty-console.ts';
import {writeSite} from './site.ts';

/** A console takes no key for 300 ms after a question that must not be answered by haste. */
const guardMs = 500;

let host: EdgeHost;
let console: PtyConsole;
/** The newest stick. */
let stick: Medium;

beforeAll(async () => {
	host = await startEdge(lab);
	await host.steerRecert({keySeconds: 0.2, fail: 'etcd-commit'});
	console = openPtyConsole(host, ['deploy']);
	await console.waitFor('it is the installation disk');
});

afterAll(async () => {
	console?.kill('SIGKILL');
	await host?.close();
});

const openTool = async (id: (typeof toolIds)[number], title: string): Promise<void> => {
	console.type('0');
	await console.waitFor('── Tools ─');
	console.type(String(toolIds.indexOf(id) + 1));
	await console.waitFor(`── ${title} ─`);
};

const leaveTools = async (): Promise<void> => {
	console.type('\x1b');
	await console.waitFor('── Network ─');
	console.type('0');
	await console.waitFor('── Tools ─');
	console.type('b');
	await console.waitFor('── Waiting for the configuration ─');
};

/** A stick with the configuration of the site, changed as said. */
const plugIn = async (changes: object): Promise<void> => {
	const site = await mkdtemp(join(tmpdir(), 'ibi-site-'));
	await writeSite(site, changes);
	stick = await host.insertMedium('filesystem', site);
	await rm(site, {recursive: true});
};

/** Takes the line that has this text. */
const take = async (label: RegExp): Promise<void> => {
	const line = await console.waitFor(label);
	const [, number = ''] = new RegExp(`(\\d+) +${label.source}`).exec(line) ?? [];
	console.type(number);
};

const confirm = async (title: string): Promise<void> => {
	await console.waitFor(`── ${title} ─`);
	await delay(guardMs);
	console.type('2');
};

test('disks and network are seen before there is any configuration', async () => {
	await openTool('disks', 'Disks');
	await console.waitFor(/To free it/);
	await openTool('network', 'Network');
	await console.waitFor(/eno1 +UP +192\.0\.2\.77\/24/);
	await take(/eno1 /);
	await take(/Change addresses, VLAN, bond or DNS/);
	expect(await console.waitFor('── Change the network: eno1 ─')).toMatch(
		/Addresses +\[192\.0\.2\.77\/24/,
	);
	await leaveTools();
});

test('a recert that cannot go well ends it, and the repair tool says at which step', async () => {
	await plugIn({});
	await console.waitFor('── Review ─');
	await console.waitFor(/Nothing blocks/, 60_000);
	await take(/Start the deployment/);
	await confirm('Start the deployment?');
	await console.waitFor('── The deployment failed ─', 120_000);
	expect(console.screen()).toContain('RECERT_SEED_UNSUITABLE');
	await delay(guardMs);
	await openTool('repair', 'Repair');
	expect(console.screen()).toMatch(/The last run stopped at: .*\n.*It cannot be left out/);
});

test('what recert changed is put back, and the configuration is imported again', async () => {
	await take(/Put back what recert changed/);
	await confirm('Put back what recert changed');
	await console.waitFor('What recert changed was put back from the snapshot.');
	expect(await hasSshKey()).toBe(true);
	await host.removeMedium(stick);
	await plugIn({ssh_key: undefined});
	const {filesystem: device} = stick;
	const again = `Import the configuration of ${device} again`;
	await console.waitFor(again);
	await take(/Import the configuration of \S+ again/);
	await confirm(again);
	await console.waitFor(`The configuration is that of ${device}: edge7.corp.example.`);
	await vi.waitFor(async () => expect(await hasSshKey()).toBe(false), {timeout: 30_000});
});

/** Of what is imported. */
const hasSshKey = async (): Promise<boolean> => {
	const path = host.path('/var/opt/openshift/cluster-configuration/manifest.json');
	return (await readFile(path, 'utf8')).includes('ssh_key');
};

test('after that it is tried again from there, and recert goes well', async () => {
	await host.steerRecert({keySeconds: 0.2});
	await take(/Try again from the step that failed/);
	await confirm('Try again from the step that failed');
	console.type('0');
	await console.waitFor('── Tools ─');
	console.type('b');
	await console.waitFor(/done +Recert|RUNNING +Cluster/, 120_000);
});
