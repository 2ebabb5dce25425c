/** What the login prompts of a host say. */
import {expect, test} from 'vitest';
import type {InstallEvent} from '../../src/engine/events.ts';
import type {ServedEvent} from '../../src/engine/service/server.ts';
import {reduceRun} from '../../src/store/reduce-run.ts';
import {keepHostNotice} from '../../src/unattended/host-notice.ts';
import {issueText, type Told} from '../../src/unattended/issue.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';

const at = '2026-01-01T00:00:00.000Z';
const plan = {
	name: 'deploy',
	phases: [
		{
			id: 'prepare',
			steps: [
				{id: 'one', step: 'edge.prepare', params: {}, weight: 1},
				{id: 'two', step: 'install.console', params: {}, weight: 1},
			],
		},
	],
} as const;
const started = {seq: 1, at, type: 'run.started', version: 1, runId: 'r', plan} as const;
const identity = {
	cluster: 'edge7.corp.example',
	machineNetworks: [],
	addresses: [],
	digest: 'sha256:0',
};

const after = (...events: readonly InstallEvent[]): Told =>
	events.reduce<Told>((told, event) => ({identity, ...reduceRun(told.run, event)}), {});

const failed = (message: string): InstallEvent => ({
	seq: 3,
	at,
	type: 'run.finished',
	outcome: {
		kind: 'failed',
		undone: false,
		error: {code: 'BUG', kind: 'bug', message, causes: [], remedy: []},
	},
});

const done: InstallEvent = {seq: 3, at, type: 'run.finished', outcome: {kind: 'done'}};

test.each([
	['waiting for a configuration', {}],
	[
		'deployment at work, step 2 of 2: Installing this console',
		after(started, {seq: 2, at, type: 'step.started', step: 'two'}),
	],
	['deployment FAILED, BUG: it is gone', after(started, failed('it is gone'))],
	['deployment done, https://api.edge7.corp.example:6443', after(started, done)],
])('%s', (said, told) => {
	expect(issueText(told, 'a configuration')).toBe(`ibi-console: ${said}\n\n`);
});

test('nothing in it is an order to agetty or to a terminal', () => {
	const text = issueText(after(started, failed('a \\4 b \x1b[2J\nlogin: ')), 'x');
	expect(text).toBe('ibi-console: deployment FAILED, BUG: a \\\\4 b  [2J login: \n\n');
});

/** What the host was asked for. */
const noticed = () => {
	const machine = memoryMachine();
	const asked: string[] = [];
	const system = {
		...memorySystem(machine),
		run: async ({program, args}: {readonly program: string; readonly args: readonly string[]}) => {
			asked.push([program, ...args].join(' '));
			return {stdout: '', stderr: '', exitCode: 0};
		},
	};
	const listeners: ((event: ServedEvent) => void)[] = [];
	const events: InstallEvent[] = [];
	const notice = keepHostNotice(
		system,
		{
			subscribe: (listener) => {
				listeners.push(listener);
				return () => {};
			},
			getState: () => after(...events),
		},
		'a configuration',
	);
	return {
		tell: (event: InstallEvent): void => {
			events.push(event);
			for (const listener of listeners) {
				listener({type: 'run.event', event});
			}
		},
		close: notice.close,
		issue: () => machine.files.get('/etc/issue.d/60-ibi-console.issue'),
		units: () => asked.filter((line) => line.startsWith('systemctl')),
	};
};

test('the file follows the state, and the keys wait exactly while a run works', async () => {
	const {tell, close, issue, units} = noticed();
	tell(started);
	await expect.poll(issue).toContain('deployment at work');
	expect(units()).toEqual(['systemctl start --no-block ibi-console-guard.service']);
	tell(done);
	await close();
	expect(issue()).toContain('deployment done');
	expect(units().slice(1)).toEqual(['systemctl stop --no-block ibi-console-guard.service']);
});

test('a run that is recalled passes, and holds no key of the machine', async () => {
	const {tell, close, issue, units} = noticed();
	tell(started);
	tell(done);
	await close();
	expect(issue()).toContain('deployment done');
	expect(units()).toEqual([]);
});

test('it says where the status service listens and what it is known by, never its token', () => {
	const api = {
		kind: 'listening',
		host: '',
		port: 8443,
		fingerprint: 'AB:CD',
		token: 'secret',
	} as const;
	expect(issueText({api}, 'a configuration')).toBe(
		'ibi-console: waiting for a configuration\n' +
			'status service: every address, port 8443\n' +
			'SHA-256 AB:CD\n\n',
	);
});
