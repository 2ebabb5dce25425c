/**
 * The steps of recert on an edge host with a real etcd database: once when it goes well; undone to the last byte when it
 * fails, and then tried again. recert-failures.test.ts and kill.test.ts break it in the middle of a whole deployment.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type EdgeHost, startEdge} from '../../../lab/edge.ts';
import {buildStages} from '../../../lab/stage.ts';
import {stages} from '../../../lab/stages.ts';
import type {InstallEvent, Outcome} from '../../../src/engine/events.ts';
import {protectedPaths} from '../../../src/engine/steps/edge/layout.ts';
import {type Ended, lab, linesOf} from '../lab-install.ts';
import {writeSite} from './site.ts';

let host: EdgeHost;

const inside = async (program: string, ...args: readonly string[]): Promise<string> =>
	(await lab.system.run(host.inside(program, ...args))).stdout;

const write = async (path: string, text: string): Promise<void> => {
	await lab.system.run(host.inside('tee', path), {input: text});
};

/** How the lab's recert is to behave; see lab/stand-ins/recert/knobs.go. */
const steer = (knobs: object): Promise<void> =>
	write('/var/tmp/recert-stand-in.json', JSON.stringify({keySeconds: 0.5, ...knobs}));

const driver = join(import.meta.dirname, 'drive-recert.ts');

const drive = async (): Promise<Ended> => {
	const command = host.inside(process.execPath, driver, JSON.stringify({recertAttempts: 2}));
	const child = spawn(command.program, command.args, {stdio: ['ignore', 'pipe', 'inherit']});
	const events: InstallEvent[] = [];
	for await (const line of createInterface({input: child.stdout})) {
		events.push(JSON.parse(line) as InstallEvent);
	}
	if (child.exitCode === null && child.signalCode === null) {
		await once(child, 'exit');
	}
	const last = events.at(-1);
	return {events, ...(last?.type === 'run.finished' && {outcome: last.outcome})};
};

/** Names, kinds, owners, modes, sizes, times and contents of all that recert may touch. */
const portrait = async (): Promise<string> => {
	const paths = [];
	for (const path of protectedPaths) {
		const {exitCode} = await lab.system.run(host.inside('test', '-e', path), {
			acceptedExitCodes: [0, 1],
		});
		paths.push(...(exitCode === 0 ? [path] : []));
	}
	const said = [
		await inside('find', ...paths, '-printf', '%p %y %m %U:%G %s %l %T@\\n'),
		await inside('find', ...paths, '-type', 'f', '-exec', 'sha256sum', '{}', '+'),
	];
	return said.map((text) => text.split('\n').toSorted().join('\n')).join('\n');
};

const containers = async (): Promise<string> =>
	(await inside('podman', 'ps', '--all', '--format', '{{.Names}}')).trim();

const outcomeOf = ({events}: Ended, id: string): Outcome | undefined =>
	events
		.flatMap((event) =>
			event.type === 'step.finished' && event.step === id ? [event.outcome] : [],
		)
		.at(-1);

const manifest = '/opt/openshift/cluster-configuration/manifest.json';

/** Another site each time: what an earlier one has made is undone first. */
const putSite = async (name: string): Promise<void> => {
	const directory = await mkdtemp(join(tmpdir(), 'ibi-site-'));
	await writeSite(directory, {cluster_name: name});
	const text = await readFile(join(directory, 'cluster-configuration/manifest.json'), 'utf8');
	await inside('mkdir', '--parents', dirname(manifest));
	await write(manifest, text);
	await rm(directory, {recursive: true});
};

/** Of the data of the seed. */
let seeds = '';

beforeAll(async () => {
	await buildStages(stages, lab);
	host = await startEdge(lab);
	await inside('hostname', 'edge7-n0');
	seeds = await portrait();
});

afterAll(() => host?.close());

test.each([
	['fails late', {fail: 'late'}, 'RECERT_FAILED', 2],
	// Its cause is in the seed: another try would end as this one.
	['leaves half of etcd written', {fail: 'etcd-commit'}, 'RECERT_SEED_UNSUITABLE', 1],
])(
	'a recert that %s is undone to the last byte, and given up after its attempts',
	async (_, knobs, code, tries) => {
		await putSite('failing');
		await steer(knobs);
		const ended = await drive();
		expect(outcomeOf(ended, 'recert.run')).toMatchObject({
			kind: 'failed',
			undone: true,
			error: {code},
		});
		expect(await portrait()).toBe(seeds);
		expect(await containers()).toBe('');
		expect(linesOf(ended).filter((line) => line.includes('byte for byte'))).toHaveLength(tries);
	},
);

test('a recert that fails late once is tried again from the data of the seed, and goes well', async () => {
	await putSite('second-try');
	await steer({fail: 'late', runs: 1});
	const ended = await drive();
	expect(ended.outcome).toEqual({kind: 'done'});
	const lines = linesOf(ended).join('\n');
	expect(lines).toContain('recert, attempt 1 of 2');
	expect(lines.indexOf('byte for byte')).toBeLessThan(lines.lastIndexOf('All done'));
});

test('a run that goes well makes the new cluster, once, and leaves no container', async () => {
	await putSite('edge7');
	await steer({});
	const ended = await drive();
	expect(linesOf(ended).join('\n')).toContain('All done');
	expect(ended.outcome).toEqual({kind: 'done'});
	const after = await portrait();
	expect(after).not.toBe(seeds);
	expect(await containers()).toBe('');
	const kubeconfig =
		'/etc/kubernetes/static-pod-resources/kube-apiserver-certs/secrets/node-kubeconfigs/lb-ext.kubeconfig';
	expect(await inside('cat', kubeconfig)).toContain('api.edge7.');
	const phases = ended.events.flatMap((event) =>
		event.type === 'step.observed' && event.observation.kind === 'recert'
			? [event.observation.progress.phase]
			: [],
	);
	expect(phases).toEqual(phases.toSorted((a, b) => a - b));
	expect(phases.length).toBeGreaterThan(8);

	const again = await drive();
	expect(outcomeOf(again, 'recert.run')).toMatchObject({kind: 'skipped'});
	expect(await portrait()).toBe(after);
});
