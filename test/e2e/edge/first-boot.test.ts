/**
 * The screen of an installed host from its first boot on, as systemd makes it by our units: waiting, at work, deployed, a
 * login prompt for who leaves, and the status again at the next boot.
 */
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {giveApiServer} from '../../../lab/edge/api-server/on-kubelet.ts';
import {type EdgeHost, startEdge} from '../../../lab/edge.ts';
import {putConsole} from '../../../src/engine/steps/install-console.ts';
import {contextOn} from '../../engine/steps/scripted-system.ts';
import {lab} from '../lab-install.ts';
import {openPtyProgram, type PtyConsole} from '../pty-console.ts';
import {writeSite} from './site.ts';

const repository = join(import.meta.dirname, '../../..');
const relay = join(repository, 'lab/edge/terminal.ts');
const issue = '/etc/issue.d/60-ibi-console.issue';
/** The console takes no key for 300 ms after a question that must not be answered by haste. */
const guardMs = 500;
const login = 'ibi-console-login@tty1.service';

let host: EdgeHost;
let site: string;
let screen: PtyConsole;

const inside = async (program: string, ...args: readonly string[]): Promise<string> =>
	(
		await lab.system.run(host.inside(program, ...args), {
			acceptedExitCodes: [0, 1, 3, 4],
			timeoutMs: 60_000,
		})
	).stdout.trim();

const isActive = (unit: string): Promise<string> => inside('systemctl', 'is-active', unit);

const quiet = 'ibi-console-quiet.service';

/** Whether the service manager writes onto the console. */
const doesManagerSpeak = (): Promise<string> =>
	inside(
		'busctl',
		...['get-property', 'org.freedesktop.systemd1', '/org/freedesktop/systemd1'],
		...['org.freedesktop.systemd1.Manager', 'ShowStatus'],
	);

let spokeBefore: string;

const showIssue = (): Promise<string> => readFile(host.path(issue), 'utf8').catch(() => '');

const plugScreen = async (): Promise<void> => {
	screen = openPtyProgram(host.inside(process.execPath, relay, '/dev/tty1'));
	await expect.poll(() => inside('readlink', '/dev/tty1')).toMatch(/^\/dev\/pts/);
};

beforeAll(async () => {
	host = await startEdge(lab);
	await host.steerRecert({keySeconds: 0.5});
	await giveApiServer(lab, host, {pauseMs: 300});
	site = await mkdtemp(join(tmpdir(), 'ibi-site-'));
	await writeSite(site);
	await putConsole(
		{
			program: {directory: join(repository, 'dist'), runtime: process.execPath},
			deployBy: 'ibi-console',
			isSelinuxEnabled: false,
		},
		{var: host.path('/var'), deployment: host.path('/')},
		contextOn(lab.system),
	);
	await inside('systemctl', 'daemon-reload');
});

afterAll(async () => {
	screen?.kill('SIGKILL');
	await host?.close();
	await rm(site, {recursive: true, force: true});
});

test('the screen waits for a configuration, and a login prompt would say so', async () => {
	await plugScreen();
	spokeBefore = await doesManagerSpeak();
	await inside('systemctl', 'start', '--no-block', 'ibi-console-edge.service');
	await inside('systemctl', 'start', '--no-block', 'getty@tty1.service');
	await screen.waitFor('it is the installation disk', 120_000);
	await expect.poll(showIssue).toContain('ibi-console: waiting for a configuration');
});

test('while it draws nobody else writes on the screen, and not after it was killed either', async () => {
	expect([await isActive(quiet), await doesManagerSpeak()]).toEqual(['active', 'b false']);
	const pid = await inside(
		'systemctl',
		'show',
		'getty@tty1.service',
		'--property=MainPID',
		'--value',
	);
	await inside('kill', '-KILL', pid);
	await screen.waitFor('it is the installation disk');
	expect([await isActive(quiet), await doesManagerSpeak()]).toEqual(['active', 'b false']);
});

test('a console that crashes again and again makes way for a login prompt, and comes back', async () => {
	const consoleProcess = (): Promise<string> =>
		inside('systemctl', 'show', 'getty@tty1.service', '--property=MainPID', '--value');
	const crashes = (async () => {
		while ((await isActive(login)) !== 'active') {
			const pid = await consoleProcess();
			if (Number(pid) > 1) {
				await inside('kill', '-KILL', pid);
			}
		}
	})();
	await expect.poll(() => isActive(login), {timeout: 30_000}).toBe('active');
	await crashes;
	await screen.waitFor(/login:/);
	expect(screen.screen()).toContain('waiting for a configuration');
	expect(await isActive(login)).toBe('active');
	await expect.poll(() => isActive(quiet)).toBe('inactive');
	expect(await doesManagerSpeak()).toBe(spokeBefore);
	await inside('systemctl', 'stop', login);
	await screen.waitFor('it is the installation disk');
});

test('a medium starts the deployment, and while it works the keys of the machine wait', async () => {
	await host.insertMedium('partition', site);
	await screen.waitFor('WRITING - DO NOT POWER OFF', 120_000);
	await expect.poll(showIssue).toMatch(/deployment at work, step \d+ of \d+: /);
	await expect.poll(() => isActive('ibi-console-guard.service')).toBe('active');
	expect(await inside('systemctl', 'is-enabled', 'ctrl-alt-del.target')).toBe('masked-runtime');
});

test('then it is the locked status, and the keys of the machine work again', async () => {
	const done = await screen.waitFor('── This host is deployed ─', 600_000);
	expect(done).toContain('https://api.edge7.corp.example:6443');
	await expect.poll(() => isActive('ibi-console-guard.service')).toBe('inactive');
	expect(await inside('systemctl', 'is-enabled', 'ctrl-alt-del.target')).not.toContain('mask');
	expect(await showIssue()).toContain('deployment done, https://api.edge7.corp.example:6443');
	await expect
		.poll(() => isActive('ibi-console-edge-status.service'), {timeout: 60_000})
		.toBe('active');
});

test('at the next boot it is the status at once, and who leaves it can log in', async () => {
	screen.kill('SIGKILL');
	await host.restart();
	await giveApiServer(lab, host, {pauseMs: 300});
	await expect
		.poll(() => isActive('ibi-console-edge-status.service'), {timeout: 60_000})
		.toBe('active');
	expect(await isActive('ibi-console-edge.service')).toBe('inactive');
	await plugScreen();
	await inside('systemctl', 'start', '--no-block', 'getty@tty1.service');
	await screen.waitFor('── This host is deployed ─', 120_000);
	screen.type('\x03');
	await screen.waitFor('Leave the console');
	await delay(guardMs);
	screen.type('2');
	await screen.waitFor(/login:/);
	expect(screen.screen()).toContain('https://api.edge7.corp.example:6443');
});
