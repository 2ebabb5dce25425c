/**
 * A recert that fails, through the whole deployment: each time the data of the seed is back as the copy has it before
 * anything else happens, the deployment tries again by itself as often as it may, and ends as failed, with what
 * somebody needs who looks at it later. Started again it goes on, and kubelet runs only then.
 */
import {cp, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type EdgeHost, startEdge} from '../../../lab/edge.ts';
import type {InstallEvent} from '../../../src/engine/events.ts';
import {protectedPaths} from '../../../src/engine/steps/edge/layout.ts';
import {exitCodes} from '../../../src/errors.ts';
import {lab} from '../lab-install.ts';
import {type Deployed, deployUnattended, type Line, typesOf} from './deploy.ts';
import {insideOf} from './deployed.ts';
import {killWithAll} from './kill.ts';
import {writeSite} from './site.ts';

const state = '/var/lib/ibi-console/deploy';

let host: EdgeHost;

beforeAll(async () => {
	host = await startEdge(lab);
	const site = await mkdtemp(join(tmpdir(), 'ibi-site-'));
	await writeSite(site);
	await cp(site, host.path('/var/opt/openshift'), {recursive: true});
	await rm(site, {recursive: true});
});

afterAll(() => host?.close());

/** Names, kinds, modes, owners, times and contents of all that recert may touch, below a directory. */
const portrait = async (root: string): Promise<string> => {
	// The copy is of real paths: /home leads to /var/home.
	const places = protectedPaths.map((path) => `.${path.replace(/^\/home/, '/var/home')}`).join(' ');
	const script = `cd ${root} && there=$(ls -d ${places} 2>/dev/null)
find $there -printf '%p %y %m %U:%G %l %T@\\n' | sort
find $there -type f -exec sha256sum {} + | sort -k 2`;
	const text = await insideOf(host)('sh', '-c', script);
	expect(text).toContain('./var/lib/etcd/member/snap/db');
	return text;
};

const expectSeedsData = async (): Promise<void> => {
	expect(await portrait('/')).toBe(await portrait(`${state}/snapshot/tree`));
};

const outcomeOf = ({lines}: Deployed): unknown =>
	lines.findLast(({type}) => type === 'run.finished')?.['outcome'];

const logged = ({lines}: Deployed, text: string): number =>
	lines.filter((line) => line.type === 'step.logged' && String(line['line']).includes(text)).length;

const kubeletHasRun = (): Promise<boolean> =>
	stat(host.path('/var/log/kubelet-stand-in')).then(
		() => true,
		() => false,
	);

const bundled = async (name: string): Promise<string> =>
	readFile(host.path(`${state}/failure/${name}`), 'utf8');

test('what is wrong with the seed ends it at once', async () => {
	await host.steerRecert({keySeconds: 0.2, fail: 'etcd-commit'});
	const ended = await deployUnattended(host);
	expect(ended.exitCode).toBe(exitCodes.install);
	expect(outcomeOf(ended)).toMatchObject({error: {code: 'RECERT_SEED_UNSUITABLE'}, undone: true});
	expect(logged(ended, 'byte for byte')).toBe(1);
	expect(typesOf(ended)).not.toContain('attempt.waiting');
	await expectSeedsData();
	expect(JSON.parse(await bundled('problem.json'))).toMatchObject({code: 'RECERT_SEED_UNSUITABLE'});
	expect(await bundled('journal.jsonl')).toContain('"recert.run"');
	expect(JSON.parse(await bundled('site.json'))).toMatchObject({
		manifest: {cluster_name: 'edge7', pull_secret: '<redacted>'},
	});
	expect((await stat(host.path(`${state}/failure`))).mode & 0o777).toBe(0o700);
	expect(await kubeletHasRun()).toBe(false);
});

/** The plan leaves the deadline to the step, which waits for ten minutes and more. */
const setDeadline = async (deadlineMs: number): Promise<void> => {
	const path = host.path(`${state}/journal.jsonl`);
	const [first = '', ...rest] = (await readFile(path, 'utf8')).split('\n');
	const event = JSON.parse(first) as Extract<InstallEvent, {readonly type: 'run.started'}>;
	const phases = event.plan.phases.map((phase) => ({
		...phase,
		steps: phase.steps.map((step) =>
			step.step === 'recert.run'
				? {...step, params: {...(step.params as object), deadlineMs}}
				: step,
		),
	}));
	const changed = JSON.stringify({...event, plan: {...event.plan, phases}});
	await writeFile(path, [changed, ...rest].join('\n'));
};

/** What each try of recert does, in their order. */
const failures = ['late', 'panic', 'hang-late'] as const;

const afterTry = (line: Line): (typeof failures)[number] | undefined => {
	const [, made] = /^recert, attempt (\d) of 3/.exec(String(line['line'] ?? '')) ?? [];
	return made === undefined ? undefined : failures[Number(made)];
};

test('one that fails late, exits 101 and hangs is undone each time, and given up', async () => {
	await setDeadline(15_000);
	await host.steerRecert({keySeconds: 0.2, fail: failures[0]});
	// What the journal tells of the run before is told first.
	let isGoingOn = false;
	const ended = await deployUnattended(host, (line) => {
		isGoingOn ||= line.type === 'run.resumed';
		const fail = line.type === 'step.logged' ? afterTry(line) : undefined;
		if (isGoingOn && fail !== undefined) {
			void host.steerRecert({keySeconds: 0.2, fail});
		}
	});
	expect(ended.exitCode).toBe(exitCodes.dependency);
	expect(outcomeOf(ended)).toMatchObject({error: {code: 'RECERT_TIMED_OUT'}, undone: true});
	expect(logged(ended, 'recert, attempt 3 of 3')).toBe(1);
	expect(logged(ended, 'it panicked')).toBe(1);
	expect(logged(ended, 'byte for byte')).toBe(1 + failures.length);
	expect(typesOf(ended)).not.toContain('attempt.waiting');
	await expectSeedsData();
	expect(JSON.parse(await bundled('problem.json'))).toMatchObject({code: 'RECERT_TIMED_OUT'});
	expect(await kubeletHasRun()).toBe(false);
});

test('started again it goes on, and kubelet begins with what recert has made', async () => {
	await setDeadline(120_000);
	await host.steerRecert({keySeconds: 0.2});
	const begun: string[] = [];
	await deployUnattended(host, (line, child) => {
		if (line.type === 'step.finished' && line['step'] === 'kubelet.start') {
			begun.push('kubelet.start');
			killWithAll(child);
		}
	});
	expect(begun).toEqual(['kubelet.start']);
	const found = (): Promise<string> => readFile(host.path('/var/log/kubelet-stand-in'), 'utf8');
	await expect.poll(found, {timeout: 60_000}).toContain('CN = api-int.edge7.corp.example');
	expect(await found()).not.toContain('.seed.');
});
