/** Each fault of a network, made in real namespaces with a real registry: the ladder names it, and nothing else. */
import {execFileSync, spawn} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Subject} from '../../src/engine/check.ts';
import {networkChecks} from '../../src/engine/checks/network/index.ts';
import type {LadderFacts} from '../../src/engine/ladder/facts.ts';
import {brokenRung, lanesOf} from '../../src/engine/ladder/lanes.ts';
import {makeAuthority} from '../helpers/certificates.ts';
import {
	addresses,
	climbWith,
	commandInHost,
	type Fault,
	goodServices,
	image,
	registryName,
	type Shelf,
	withNetwork,
	writeProgram,
} from '../helpers/network.ts';
import * as oci from '../helpers/oci-layout.ts';
import {password, startRegistry, writeAuth} from '../helpers/registry.ts';
import {blocking, dayMs, harmless, healthy, withTime} from './network-faults.ts';
import {openPtyProgram} from './pty-console.ts';

let shelf: Shelf;
let authority: ReturnType<typeof makeAuthority>;

beforeAll(async () => {
	const storage = mkdtempSync(join(tmpdir(), 'ibi-shelf-'));
	const registry = await startRegistry();
	const layout = oci.newLayout();
	oci.writeIndex(layout, [oci.named(oci.addSeed(layout), 'v1')]);
	const access = ['--dest-authfile', registry.goodAuth, '--dest-cert-dir', registry.certificates];
	execFileSync('skopeo', [
		...['copy', '--quiet', ...access],
		...[`oci:${layout}:v1`, `docker://${registry.host}/seed:v1`],
	]);
	cpSync(join(registry.directory, 'storage'), storage, {recursive: true});
	await registry.stop();
	rmSync(layout, {recursive: true});
	authority = makeAuthority();
	shelf = {storage, authority};
});

afterAll(() => {
	rmSync(shelf.storage, {recursive: true});
	authority.remove();
});

type Told = {readonly id: string; readonly severity: string; readonly text: string};

/** What does not pass and was tried. */
const faultsOf = (ladder: LadderFacts): readonly Told[] =>
	networkChecks.flatMap(({id, severity, severityFor, examine}) => {
		const subject = {ladder} as unknown as Subject;
		const verdict = examine(subject);
		if (verdict.kind === 'passed') return [];
		const text = verdict.kind === 'failed' ? verdict.found : verdict.reason;
		return text.startsWith('not tried')
			? []
			: [{id, severity: severityFor?.(subject) ?? severity, text}];
	});

const climbed = async (fault: Fault): Promise<readonly Told[]> => {
	const ladder = await climbWith(shelf, fault);
	expect(JSON.stringify(ladder)).not.toContain(password);
	return faultsOf(ladder);
};

describe.concurrent('a healthy network raises no alarm', () => {
	test.each(healthy)('%s', async (_what, fault) => {
		const ladder = await climbWith(shelf, fault);
		expect(faultsOf(ladder)).toEqual([]);
		const lanes = lanesOf(ladder);
		expect(lanes.flatMap((lane) => brokenRung(lane) ?? [])).toEqual([]);
		expect(lanes.map(({nic = 'host'}) => nic)).toEqual(
			fault.host === undefined ? ['eno1', 'host'] : ['eno1', 'eno2', 'host'],
		);
	});

	test('but for a clock that nothing keeps, with the time of its server', async () => {
		expect(await climbed(withTime(0))).toEqual([
			{
				id: 'time-ntp-sync',
				severity: 'warning',
				text: 'the clock follows no time server, although 10.77.0.1 answers and has the same time',
			},
		]);
	});
});

describe.concurrent('the one cause is named where', () => {
	test.each(blocking)('%s', async (_what, id, text, fault) => {
		const faults = await climbed(fault);
		expect(faults.filter(({severity}) => severity === 'blocker')).toEqual([
			{id, severity: 'blocker', text: expect.stringMatching(text)},
		]);
	});
});

describe.concurrent('what the registry proves harmless only warns:', () => {
	test.each(harmless)('%s', async (_what, id, text, fault) => {
		expect(await climbed(fault)).toEqual([
			{id, severity: 'warning', text: expect.stringMatching(text)},
		]);
	});
});

test('a clock that is a day behind its registry blocks, unless it follows a time server', async () => {
	const ladder = await climbWith(shelf, {clockWrongByMs: -dayMs});
	const followed = faultsOf(ladder);
	expect(followed).toEqual([
		{id: 'time-skew', severity: 'warning', text: expect.stringMatching(/24 hours behind/)},
	]);
	const {time: _, ...rungs} = ladder.rungs;
	expect(faultsOf({...ladder, rungs})).toMatchObject([{id: 'time-skew', severity: 'blocker'}]);
});

const {gateway} = addresses;

/** A console takes no key for 300 ms after a question has appeared. */
const guardMs = 500;
const planted = 'Planted-Proxy-1';

/** The tools of an engine in the made network, and a console of the bundle beside it. */
const withConsole = (
	fault: Fault,
	task: (console: ReturnType<typeof openPtyProgram>, directory: string) => Promise<void>,
): Promise<void> =>
	withNetwork(shelf, fault, async (host, directory) => {
		writeProgram(directory, 'timedatectl', 'echo yes');
		const script = new URL('../helpers/tools-in-namespace.ts', import.meta.url);
		const authFile = writeAuth(directory, 'auth.json', registryName, `user:${password}`);
		const order = {directory, seedImage: image, authFile};
		const {program, args, env} = commandInHost(host, directory, shelf, fault, script, order);
		const engine = spawn(program, args, {env, stdio: ['ignore', 'pipe', 'inherit']});
		await new Promise((resolve) => engine.stdout.once('data', resolve));
		const bundle = new URL('../../dist/ibi-console.js', import.meta.url).pathname;
		const words = [bundle, 'attach', '--state', directory];
		const console = openPtyProgram({program: process.execPath, args: words});
		try {
			await task(console, directory);
		} finally {
			console.kill('SIGKILL');
			engine.kill('SIGKILL');
		}
	});

test('a wrong proxy is corrected on the screen, tried, and kept: then the ladder holds', async () => {
	const proxy = {
		...{address: gateway, port: 3128},
		opensFor: {
			credentials: `user:${planted}`,
			hosts: {'registry.lab.test': addresses.registry},
		},
	};
	const fault = {
		environment: {HTTPS_PROXY: `http://user:${planted}@${gateway}:3129`},
		services: {...goodServices, proxies: [proxy]},
	};
	await withConsole(fault, async ({type, waitFor, screen}, directory) => {
		await waitFor(/0 tools/);
		type('0');
		await waitFor('Network: ladder');
		type('3');
		await waitFor(/This host +stops: Proxy/);
		type('2');
		await waitFor(`the proxy ${gateway}:3129 cannot be reached`);
		type('1');
		await waitFor('HTTPS proxy');
		expect(screen()).toContain(`http://user:<redacted>@${gateway}:3129`);
		type('\x1b[B');
		for (let count = 0; count < 50; count++) type('\x7f');
		type(`http://user:${planted}@${gateway}:3128\r\r\r`);
		await waitFor('Try this proxy?');
		expect(screen()).toMatch(/HTTPS proxy .* http:\/\/user:<redacted>@.*\n.* :3128/);
		expect(screen()).not.toContain(planted);
		await delay(guardMs);
		type('2');
		await waitFor(`The proxy ${gateway}:3128 is being tried until`);
		await waitFor(/This host +holds/);
		type('1');
		await waitFor('Keeping the proxy: done.');
		const kept = readFileSync(join(directory, 'etc/ibi-console/proxy.env'), 'utf8');
		expect(kept).toContain(`HTTPS_PROXY="http://user:${planted}@${gateway}:3128"`);
	});
});
