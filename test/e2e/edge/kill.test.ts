/**
 * The deployment of an edge host killed with -9, with all that it started, and started again by its own command: while it
 * imports, at the start of every step, and in the middle of those that take long. In the end the host is as after a
 * deployment that nobody disturbed, and recert was applied once.
 */
import {lstatSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {giveApiServer} from '../../../lab/edge/api-server/on-kubelet.ts';
import {type EdgeHost, startEdge} from '../../../lab/edge.ts';
import type {Outcome} from '../../../src/engine/events.ts';
import {lab} from '../lab-install.ts';
import {type Deployed, deployUnattended, type Line, typesOf} from './deploy.ts';
import {contentsOf, databaseOf, disagreements, filesOf, insideOf, stopCluster} from './deployed.ts';
import {killWithAll} from './kill.ts';
import {baseDomain, clusterName, writeSite} from './site.ts';

const state = '/var/lib/ibi-console/deploy';

type Moment = {
	readonly name: string;
	readonly isNow: (line: Line) => boolean;
	/** A little later: when something is seen on the disk. */
	readonly until?: () => boolean;
	/** What recert is to do in this attempt. */
	readonly recert?: Parameters<EdgeHost['steerRecert']>[0];
};

/** In the order in which they start; the second row, and what follows it, has several beside each other. */
const early = [
	...['edge.prepare', 'clock.configure', 'access.ssh-key', 'access.pull-secret'],
	...['network.apply', 'trust.update', 'recert.snapshot'],
	...['network.host-name', 'network.node-ip', 'clock.synchronise', 'recert.images'],
	...['network.dnsmasq', 'recert.examine', 'recert.configure', 'recert.run'],
];

/** Or of one that follows it, when this one was quicker in an earlier attempt than the one beside it. */
const atStart = (step: string): Moment => ({
	name: `at the start of ${step}`,
	isNow: ({type, step: found}) =>
		type === 'step.started' &&
		(found === step || (early.includes(step) && isLater(String(found), step))),
});

const isLater = (one: string, other: string): boolean => early.indexOf(one) > early.indexOf(other);

const says =
	(step: string, text: string): Moment['isNow'] =>
	(line) =>
		line.type === 'step.logged' && line['step'] === step && String(line['line']).includes(text);

const sees =
	(step: string, what: string): Moment['isNow'] =>
	(line) =>
		line.type === 'step.observed' && line['step'] === step && JSON.stringify(line).includes(what);

/** A link too, wherever it leads. */
const isThere = (path: string): boolean =>
	lstatSync(host.path(path), {throwIfNoEntry: false}) !== undefined;

const moments: readonly Moment[] = [
	{name: 'while it imports', isNow: ({type}) => type === 'site.loading'},
	{name: 'when it has imported', isNow: ({type}) => type === 'site.loaded'},
	...early.slice(0, 7).map(atStart),
	{
		...atStart('recert.snapshot'),
		name: 'in the middle of the copy',
		until: () => isThere(`${state}/snapshot/tree`),
	},
	...early.slice(7).map(atStart),
	{
		name: 'before the first write of recert',
		isNow: sees('recert.run', '"phase":4'),
		recert: {keySeconds: 3},
	},
	{
		name: 'after the first write of recert',
		isNow: sees('recert.run', '"hasWritten":true'),
		recert: {keySeconds: 0.2, fail: 'hang-late', runs: 1},
	},
	{name: 'when recert says that all is done', isNow: says('recert.run', 'All done')},
	...['trust.refresh', 'kubelet.start'].map(atStart),
	{
		...atStart('kubelet.start'),
		name: 'in the middle of kubelet.start',
		until: () => isThere('/etc/systemd/system/multi-user.target.wants/kubelet.service'),
	},
	...['cluster.wait-api', 'cluster.delete-seed-objects'].map(atStart),
	{name: 'in the middle of deleting', isNow: says('cluster.delete-seed-objects', 'Deleted')},
	...['cluster.apply-manifests', 'cluster.apply-extra-manifests'].map(atStart),
	{name: 'in the middle of applying', isNow: says('cluster.apply-extra-manifests', 'Applied')},
	...['cluster.release-registry', 'cluster.id', 'cluster.node-labels', 'cluster.ready'].map(
		atStart,
	),
	{name: 'while the cluster settles', isNow: sees('cluster.ready', '"isReady":true')},
	...['edge.compare', 'edge.record', 'edge.clean'].map(atStart),
	{
		...atStart('edge.clean'),
		name: 'in the middle of cleaning, with the inputs gone',
		until: () => !isThere('/var/opt/openshift/cluster-configuration'),
	},
];

let host: EdgeHost;
let site: string;
/** How often the run has been taken up. */
let begun = 0;

const changes = {
	release_registry: 'mirror.site.example',
	node_labels: {'site.example/rack': 'b7'},
	chrony_config: 'server ntp.site.example iburst\n',
};

const makeHost = async (): Promise<void> => {
	host = await startEdge(lab);
	await host.steerRecert({keySeconds: 0.2});
	await giveApiServer(lab, host, {pauseMs: 100});
	// Overwriting it takes long enough to be disturbed.
	await insideOf(host)('dd', 'if=/dev/zero', 'of=/var/seed_data/more', 'bs=1M', 'count=48');
	await host.insertMedium('partition', site);
};

const attempt = async (moment?: Moment) => {
	let resumes = 0;
	let isOver = false;
	const deployed = await deployUnattended(host, (line, child) => {
		resumes += line.type === 'run.resumed' ? 1 : 0;
		// What the journal tells of earlier attempts is told first.
		if (isOver || resumes < begun || !moment?.isNow(line)) {
			return;
		}
		isOver = true;
		void passed(moment).then(() => killWithAll(child));
	});
	begun += deployed.lines.some(({type}) => type === 'run.started') ? 1 : 0;
	return {...deployed, wasReached: isOver};
};

const passed = async ({until}: Moment): Promise<void> => {
	while (until?.() === false) {
		await delay(1);
	}
};

type Portrait = {
	readonly files: ReadonlyMap<string, string>;
	readonly contents: ReadonlyMap<string, string>;
	readonly writes: ReadonlyMap<string, number>;
	readonly disagreements: readonly string[];
};

const portrait = async (): Promise<Portrait> => {
	await stopCluster(host);
	const database = await databaseOf(host);
	return {
		files: await filesOf(host),
		contents: await contentsOf(host),
		writes: database.writes,
		disagreements: await disagreements(host, database, `${clusterName}.${baseDomain}`),
	};
};

let undisturbed: Portrait;

beforeAll(async () => {
	site = await mkdtemp(join(tmpdir(), 'ibi-site-'));
	await writeSite(site, changes);
	await makeHost();
	const ended = await attempt();
	expect([ended.exitCode, failuresIn(ended)]).toEqual([0, []]);
	undisturbed = await portrait();
	await host.close();
	begun = 0;
	await makeHost();
});

afterAll(async () => {
	await host?.close();
	await rm(site, {recursive: true, force: true});
});

test.each(moments)('killed $name', async (moment) => {
	await host.steerRecert(moment.recert ?? {keySeconds: 0.2});
	const ended = await attempt(moment);
	expect([ended.wasReached, ended.exitCode, failuresIn(ended)]).toEqual([true, null, []]);
	expect(questionsIn(ended)).toEqual([]);
});

test('started a last time, the host is as if nobody had disturbed it', async () => {
	const ended = await attempt();
	expect([ended.exitCode, failuresIn(ended), questionsIn(ended)]).toEqual([0, [], []]);
	expect(await insideOf(host)('cat', '/var/log/kubelet-stand-in')).not.toMatch(/seed-0|\.seed\./);
	const planned = ended.lines.flatMap((line) =>
		line.type === 'run.started' ? (line['plan'] as {phases: {steps: {id: string}[]}[]}).phases : [],
	);
	const starts = planned.flatMap(({steps}) => steps.map(({id}) => atStart(id).name));
	expect(moments.map(({name}) => name)).toEqual(expect.arrayContaining(starts));
	const found = await portrait();
	expect({
		disagreements: found.disagreements,
		files: differing(found.files, undisturbed.files),
		contents: differing(found.contents, undisturbed.contents).filter(
			(path) => !isNewEachTime(path),
		),
		writes: differing(found.writes, undisturbed.writes).filter((key) => !isLease(key)),
	}).toEqual({disagreements: [], files: [], contents: [], writes: []});
});

/** Once it has begun, a run neither looks for a configuration nor weighs one. */
const questionsIn = (deployed: Deployed): readonly string[] => {
	const types = typesOf(deployed);
	const asking = ['media.seen', 'site.loading', 'facts.loading', 'decided', 'attempt.waiting'];
	return types.includes('run.resumed') ? types.filter((type) => asking.includes(type)) : [];
};

/** Keys and what holds them or is signed with them, and records with the time in them. */
const isNewEachTime = (path: string): boolean =>
	/^\/etc\/ssh\/ssh_host_|^\/var\/lib\/kubelet\/pki\//.test(path) ||
	/^\/etc\/kubernetes\/.*(\.crt|\.key|\.pub|\/token|\.?kubeconfig):/i.test(path) ||
	/^\/etc\/(machine-config-daemon\/currentconfig|mcs-machine-config-content\.json):/.test(path) ||
	/^\/var\/lib\/ibi-console\/(deploy\/(commands|deployment|findings|journal)\.jsonl?|seed-objects\.json):/.test(
		path,
	);

/** Renewed as long as the API server runs. */
const isLease = (key: string): boolean => key.startsWith('/kubernetes.io/leases/');

/** Of steps; none may have failed, not even to go well at a second try. */
const failuresIn = ({lines}: Deployed): readonly unknown[] =>
	lines.flatMap((line) => {
		const outcome = line['outcome'] as Outcome | undefined;
		return line.type === 'step.finished' && outcome?.kind === 'failed' ? [outcome.error] : [];
	});

const differing = <Value>(
	one: ReadonlyMap<string, Value>,
	other: ReadonlyMap<string, Value>,
): readonly string[] =>
	[...new Set([...one.keys(), ...other.keys()])]
		.filter((key) => one.get(key) !== other.get(key))
		.map((key) => `${key}: ${one.get(key)}, undisturbed ${other.get(key)}`);
