/** An installed host becomes the cluster of its site, and nobody is asked: from a directory, and from a stick. */
import {cp, mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {giveApiServer} from '../../../lab/edge/api-server/on-kubelet.ts';
import {type EdgeHost, startEdge} from '../../../lab/edge.ts';
import {lab} from '../lab-install.ts';
import {deployUnattended, finishedSteps, typesOf} from './deploy.ts';
import {pullSecret, writeSite} from './site.ts';

let host: EdgeHost;
let site: string;

const stateDirectory = '/var/lib/ibi-console/deploy';

beforeEach(async () => {
	host = await startEdge(lab);
	await host.steerRecert({keySeconds: 0.5});
	await giveApiServer(lab, host, {pauseMs: 300});
	site = await mkdtemp(join(tmpdir(), 'ibi-site-'));
	await writeSite(site);
});

afterEach(async () => {
	await host?.close();
	await rm(site, {recursive: true, force: true});
});

const textsBelow = async (directory: string): Promise<string> => {
	const names = await readdir(directory, {recursive: true, withFileTypes: true});
	const files = names.filter((entry) => entry.isFile());
	const texts = files.map(({parentPath, name}) => readFile(join(parentPath, name), 'latin1'));
	return (await Promise.all(texts)).join('\n');
};

/** What is planted in the pull secret may lie only where the cluster wants it. */
const planted = (): string => Object.values(JSON.parse(pullSecret).auths as object)[0].auth;

const expectInputsGone = async (): Promise<void> => {
	await expect(stat(host.path('/var/opt/openshift'))).rejects.toMatchObject({code: 'ENOENT'});
	await expect(stat(host.path('/var/seed_data'))).rejects.toMatchObject({code: 'ENOENT'});
};

test('from a directory that lies on the disk, to a cluster that is ready', async () => {
	await cp(site, host.path('/var/opt/openshift'), {recursive: true});
	const deployed = await deployUnattended(host);
	expect(deployed.exitCode).toBe(0);
	expect(finishedSteps(deployed)).toEqual(
		expect.arrayContaining(['recert.run done', 'kubelet.start done', 'cluster.ready done']),
	);
	await expectInputsGone();
	expect(JSON.stringify(deployed.lines)).not.toContain(planted());
	expect(await textsBelow(host.path(stateDirectory))).not.toContain(planted());
	const record = JSON.parse(await readFile(host.path(`${stateDirectory}/findings.json`), 'utf8'));
	expect(record).toMatchObject({startedBy: 'policy'});
});

test('from a partition of a stick that is plugged in while it waits', async () => {
	let plugging: Promise<unknown> | undefined;
	const deployed = await deployUnattended(host, ({type}) => {
		if (type === 'media.seen') {
			plugging ??= host.insertMedium('partition', site);
		}
	});
	await plugging;
	expect(deployed.exitCode).toBe(0);
	const types = typesOf(deployed);
	expect(types.indexOf('site.loaded')).toBeLessThan(types.indexOf('run.started'));
	expect(finishedSteps(deployed)).toContain('cluster.ready done');
	await expectInputsGone();
});
