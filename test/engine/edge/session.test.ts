/** The session at the edge on a machine whose files are real and whose programs are played. */
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import type {EdgeEvent} from '../../../src/engine/edge/events.ts';
import {openEdgeSession} from '../../../src/engine/edge/session.ts';
import type {Secret} from '../../../src/secret.ts';
import type {Command, System} from '../../../src/system/types.ts';
import {configMap, someFiles, someHost} from '../site/sites.ts';
import {seedDocument} from '../steps/edge/site.ts';
import type {Answer} from '../steps/scripted-system.ts';

const planted = Buffer.from('site:planted-password').toString('base64');

const nowhere: Partial<System> = {
	connect: async () => ({kind: 'failed', at: 'tcp', code: 'ENETUNREACH'}),
	exchange: async () => ({kind: 'failed', code: 'ENETUNREACH'}),
	request: async () => ({kind: 'failed', code: 'ENETUNREACH'}),
	fetch: async () => {
		throw new Error('there is no network here');
	},
};

const directory = '/var/lib/ibi-console/deploy';

type Files = Readonly<Record<string, string>>;

const openOn = async (
	files: Files,
	answer: (command: Command) => Answer | undefined = () => undefined,
	isLater: () => boolean = () => false,
) => {
	const host = await someHost(answer, nowhere);
	const {root, asked, sleepsMs} = host;
	const {clock} = host.system;
	const now = () => new Date(clock.now().getTime() + (isLater() ? 6 * 60_000 : 0));
	const system = {...host.system, clock: {...clock, now, sleep: patient(host.system)}};
	await lay(root, {
		'proc/cmdline': 'root=LABEL=root rw\n',
		'var/seed_data/manifest.json': JSON.stringify(seedDocument),
		...files,
	});
	const secrets: Secret[] = [];
	const events: EdgeEvent[] = [];
	const session = openEdgeSession({
		system,
		working: system,
		stateDirectory: directory,
		remember: (found) => secrets.push(...found),
		by: 'ibi-console',
	});
	session.subscribe((event) => events.push(event));
	onTestFinished(session.close);
	return {session, events, secrets, root, asked, sleepsMs, until: untilTold(events)};
};

/** Looking for media again and again takes its time; any other sleep takes none. */
const patient =
	({clock}: System): System['clock']['sleep'] =>
	(durationMs, signal) =>
		mediaPausesMs.includes(durationMs)
			? new Promise((_, reject) => {
					signal?.addEventListener('abort', () => reject(signal.reason));
				})
			: clock.sleep(durationMs, signal);

const mediaPausesMs = [1000, 2000, 5000, 60_000];

const lay = async (root: string, files: Files): Promise<void> => {
	for (const [path, text] of Object.entries(files)) {
		await mkdir(dirname(join(root, path)), {recursive: true});
		await writeFile(join(root, path), text);
	}
};

const untilTold =
	(events: readonly EdgeEvent[]) =>
	async <Type extends EdgeEvent['type']>(type: Type): Promise<EdgeEvent & {type: Type}> => {
		for (let turn = 0; turn < 2000; turn += 1) {
			const found = events.find((event) => event.type === type);
			if (found !== undefined) {
				return found as EdgeEvent & {type: Type};
			}
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		throw new Error(`${type} was not told; told: ${JSON.stringify(events)}`);
	};

const siteBelow = async (change: object = {}): Promise<Files> =>
	Object.fromEntries(
		Object.entries({
			...(await someFiles({pull_secret: pullSecret, ...change})),
			'cluster-configuration/manifests/two.json': configMap('two'),
		}).map(([path, text]) => [`opt/openshift/${path}`, text]),
	);

const pullSecret = JSON.stringify({auths: {'quay.io': {auth: planted}}});

test('a directory that was laid there is the configuration, and is examined', async () => {
	const {session, until, secrets} = await openOn(await siteBelow());
	void session.start();
	const {site} = await until('site.loaded');
	expect(site.origin).toEqual({kind: 'directory'});
	const {decision} = await until('decided');
	expect(decision.plan).toBeUndefined();
	expect(secrets.map((secret) => secret.reveal())).toContain(pullSecret);
});

test('a host that was looked at too long ago is looked at again before the deployment', async () => {
	let isLater = false;
	const {session, until, events} = await openOn(
		await siteBelow(),
		() => undefined,
		() => isLater,
	);
	const looks = () => events.filter(({type}) => type === 'facts.loading').length;
	void session.start();
	await until('facts.loaded');
	session.dispatch({type: 'deploy.start'});
	await until('action.refused');
	expect(looks()).toBe(1);
	isLater = true;
	session.dispatch({type: 'deploy.start'});
	await vi.waitFor(() => expect(looks()).toBe(2));
});

test('what a configuration says without effect is a warning before the deployment', async () => {
	const {session, until, events} = await openOn(await siteBelow({zz_later: 'edge8'}));
	void session.start();
	await until('facts.loaded');
	const findings = events.flatMap((event) =>
		event.type === 'decided' ? event.decision.findings : [],
	);
	const finding = findings.find(({id}) => id === 'site-keys-known');
	expect(finding).toMatchObject({severity: 'warning', verdict: {kind: 'failed'}});
	expect(JSON.stringify(finding)).toContain('zz_later');
});

test('a faulty directory is told fault by fault, and nothing is imported', async () => {
	const {session, until, events} = await openOn(await siteBelow({cluster_name: 'Not A Name'}));
	void session.start();
	const {reports} = await until('media.seen');
	expect(reports[0]?.medium.device).toBe('/opt/openshift');
	expect(reports[0]?.examined?.isGood).toBe(false);
	expect(reports[0]?.examined?.faults.map(({field}) => field)).toContain('cluster_name');
	expect(events.map(({type}) => type)).not.toContain('site.loaded');
});

test('without a question nothing starts while a check blocks, however often it is looked', async () => {
	const {session, sleepsMs, asked} = await openOn(await siteBelow());
	await expect(session.deployUnattended()).rejects.toMatchObject({
		code: 'DEPLOY_NOT_READY',
		kind: 'environment',
	});
	expect(sleepsMs).toEqual(expect.arrayContaining([10_000, 30_000, 90_000]));
	expect(
		asked.filter((command) => /^(podman run|systemctl (enable|restart))/.test(command)),
	).toEqual([]);
});

test('a start is refused while a check blocks, and before there is a configuration', async () => {
	const {session, until} = await openOn({});
	session.dispatch({type: 'deploy.start'});
	expect((await until('action.refused')).problem.code).toBe('SITE_MISSING');
	const blocked = await openOn(await siteBelow());
	void blocked.session.start();
	await blocked.until('facts.loaded');
	blocked.session.dispatch({type: 'deploy.start'});
	expect((await blocked.until('action.refused')).problem.code).toBe('DEPLOY_NOT_READY');
});

test('no event shows a secret of the configuration', async () => {
	const {session, until, events} = await openOn(await siteBelow());
	void session.start();
	await until('facts.loaded');
	expect(JSON.stringify(events)).not.toContain(planted);
	expect(JSON.stringify(events)).not.toContain('PRIVATE KEY');
});

test('where the unit of the seed does the work, it is watched and nothing is started', async () => {
	const host = await someHost(({args}) =>
		args[0] === 'is-active' ? {stdout: 'activating\n', exitCode: 3} : undefined,
	);
	const {root} = host;
	const system = {...host.system, clock: {...host.system.clock, sleep: patient(host.system)}};
	await lay(root, {'opt/openshift/pull-secret.done': '', 'opt/openshift/setSSHKey.done': ''});
	const events: EdgeEvent[] = [];
	const session = openEdgeSession({
		system,
		working: system,
		stateDirectory: directory,
		remember: () => {},
		by: 'lca-cli',
	});
	session.subscribe((event) => events.push(event));
	onTestFinished(session.close);
	void session.start();
	const {unit} = await untilTold(events)('unit.seen');
	expect(unit).toMatchObject({state: 'activating', done: ['pull-secret', 'setSSHKey']});
	session.dispatch({type: 'deploy.start'});
	const {problem} = await untilTold(events)('action.refused');
	expect(problem.code).toBe('SEED_UNIT_ACTIVE');
});
