/**
 * The power of an edge host cut while it is deployed: while the seed's data is copied, when recert has begun to write, and
 * while the cluster settles. Memory, containers and everything in /run are gone; the program is started again.
 */
import {cp, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {giveApiServer} from '../../../lab/edge/api-server/on-kubelet.ts';
import {type EdgeHost, startEdge} from '../../../lab/edge.ts';
import {lab} from '../lab-install.ts';
import {deployUnattended, finishedSteps, type Line, typesOf} from './deploy.ts';
import {databaseOf, disagreements, servingKey, stopCluster} from './deployed.ts';
import {baseDomain, clusterName, writeSite} from './site.ts';

let host: EdgeHost;

beforeAll(async () => {
	host = await startEdge(lab);
	const site = await mkdtemp(join(tmpdir(), 'ibi-site-'));
	await writeSite(site);
	await cp(site, host.path('/var/opt/openshift'), {recursive: true});
	await rm(site, {recursive: true});
	await giveApiServer(lab, host, {pauseMs: 300});
});

afterAll(() => host?.close());

const starts =
	(step: string) =>
	(line: Line): boolean =>
		line.type === 'step.started' && line['step'] === step;

const sees =
	(step: string, what: string) =>
	(line: Line): boolean =>
		line.type === 'step.observed' && line['step'] === step && JSON.stringify(line).includes(what);

test.each([
	['while the data of the seed is copied', starts('recert.snapshot'), {}],
	[
		'when recert has begun to write',
		sees('recert.run', '"hasWritten":true'),
		{fail: 'hang-late', runs: 1},
	],
	['while the cluster settles', sees('cluster.ready', '"isReady":true'), {}],
] as const)('cut %s', async (_, isNow, recert) => {
	await host.steerRecert({keySeconds: 0.2, ...recert});
	let cut: Promise<void> | undefined;
	await deployUnattended(host, (line) => {
		if (isNow(line)) {
			cut ??= host.restart();
		}
	});
	expect(cut).toBeDefined();
	await cut;
	await giveApiServer(lab, host, {pauseMs: 300});
	// Enabled, it starts with the host: perhaps before there was an API server for it.
	await lab.system.run(host.inside('systemctl', 'try-restart', 'kubelet.service'));
});

test('in the end the host is the cluster of its site, and recert was applied once', async () => {
	const deployed = await deployUnattended(host);
	expect(deployed.exitCode).toBe(0);
	expect(typesOf(deployed)).toContain('run.resumed');
	expect(finishedSteps(deployed)).toContain('cluster.ready done');
	await stopCluster(host);
	const database = await databaseOf(host);
	expect(await disagreements(host, database, `${clusterName}.${baseDomain}`)).toEqual([]);
	// By the seed, and by recert.
	expect(database.writes.get(servingKey)).toBe(2);
	const found = await readFile(host.path('/var/log/kubelet-stand-in'), 'utf8');
	expect(found).not.toMatch(/seed-0|\.seed\./);
});
