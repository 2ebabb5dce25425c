/**
 * A deployment on an edge host up to a cluster that is ready. Its API server is the one that kubelet starts there: with the
 * certificates that recert has made, on the database that recert has edited; the real one where the lab could build it.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {cp, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {afterEach, beforeAll, beforeEach, expect, test} from 'vitest';
import {giveApiServer} from '../../../lab/edge/api-server/on-kubelet.ts';
import {type EdgeHost, startEdge} from '../../../lab/edge.ts';
import {buildStages} from '../../../lab/stage.ts';
import {stages} from '../../../lab/stages.ts';
import type {InstallEvent} from '../../../src/engine/events.ts';
import {kubeconfigPath} from '../../../src/engine/steps/cluster/layout.ts';
import {type Ended, lab, linesOf} from '../lab-install.ts';
import {writeSite} from './site.ts';

let host: EdgeHost;

const inside = async (program: string, ...args: readonly string[]): Promise<string> =>
	(await lab.system.run(host.inside(program, ...args))).stdout;

const driver = join(import.meta.dirname, 'drive-cluster.ts');

const drive = async (
	verb: 'start' | 'resume',
	watch: (event: InstallEvent, kill: () => void) => void = () => {},
): Promise<Ended> => {
	const command = host.inside(process.execPath, driver, verb);
	const child = spawn(command.program, command.args, {stdio: ['ignore', 'pipe', 'inherit']});
	const events: InstallEvent[] = [];
	for await (const line of createInterface({input: child.stdout})) {
		const event = JSON.parse(line) as InstallEvent;
		events.push(event);
		watch(event, () => void inside('pkill', '-KILL', '--full', driver).catch(() => {}));
	}
	if (child.exitCode === null && child.signalCode === null) {
		await once(child, 'exit');
	}
	const last = events.at(-1);
	return {events, ...(last?.type === 'run.finished' && {outcome: last.outcome})};
};

beforeAll(() => buildStages(stages, lab));

beforeEach(async () => {
	host = await startEdge(lab);
	await host.steerRecert({keySeconds: 0.5});
	const site = await mkdtemp(join(tmpdir(), 'ibi-site-'));
	await writeSite(site, {
		release_registry: 'mirror.site.example',
		node_labels: {'site.example/rack': 'b7'},
	});
	await cp(site, host.path('/var/opt/openshift'), {recursive: true});
	await rm(site, {recursive: true});
	await giveApiServer(lab, host, {pauseMs: 300});
});

afterEach(() => host?.close());

const finished = ({events}: Ended): readonly string[] =>
	events.flatMap((event) =>
		event.type === 'step.finished' ? [`${event.step} ${event.outcome.kind}`] : [],
	);

test('comes from its configuration to a cluster that is ready', async () => {
	const ended = await drive('start');
	expect(ended.outcome).toEqual({kind: 'done'});
	expect(finished(ended)).toContain('cluster.delete-seed-objects done');
	expect(finished(ended)).toContain('cluster.ready done');
	const lines = linesOf(ended).join('\n');
	expect(lines).toContain('Waiting for https://api.edge7.corp.example:6443');
	expect(lines).toContain('Applied ConfigMap default/one of one.yaml');
	const statuses = ended.events.flatMap((event) =>
		event.type === 'step.observed' && event.observation.kind === 'cluster'
			? [event.observation.status]
			: [],
	);
	expect(statuses.at(-1)).toMatchObject({
		isAvailable: true,
		node: {name: 'edge7-n0', isReady: true},
	});
	expect(await inside('cat', kubeconfigPath)).not.toContain('api.seed.');
});

test('killed while it brings the cluster about, it goes on and deletes nothing of the site', async () => {
	const killed = await drive('start', (event, kill) => {
		if (event.type === 'step.finished' && event.step === 'cluster.apply-extra-manifests') kill();
	});
	expect(killed.outcome).toBeUndefined();
	const ended = await drive('resume');
	expect(ended.outcome).toEqual({kind: 'done'});
	expect(finished(ended)).not.toContain('cluster.delete-seed-objects done');
	expect(finished(ended)).toContain('cluster.ready done');
});
