/** The API server that the kubelet of an edge host starts, on a tree like that host's, with what recert leaves there. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {realApiServer} from '../../lab/edge/api-server/build.ts';
import type {HostApiServer} from '../../lab/edge/api-server/program.ts';
import {freePort} from '../../lab/registry.ts';
import {silentReporter} from '../../lab/reporter.ts';
import {labSettings} from '../../lab/settings.ts';
import {deleteSeedObjects} from '../../src/engine/steps/cluster/delete-seed-objects.ts';
import {kubeconfigPath} from '../../src/engine/steps/cluster/layout.ts';
import {waitUntilReady} from '../../src/engine/steps/cluster/ready.ts';
import {waitForApi} from '../../src/engine/steps/cluster/wait-api.ts';
import {realSystem} from '../../src/system/real.ts';
import {contextOn, filesBelow} from '../engine/steps/scripted-system.ts';
import {makeAuthority} from '../helpers/certificates.ts';
import {kubeconfigText} from '../helpers/cluster.ts';

const lab = {
	system: realSystem(process.env),
	settings: labSettings(process.env),
	reporter: silentReporter,
};
const built = await realApiServer(lab);
const kinds = built === undefined ? (['stand-in'] as const) : (['stand-in', 'real'] as const);

const certificates = '/etc/kubernetes/static-pod-resources/kube-apiserver-certs';

let root: string;
let port: number;
let running: ChildProcess | undefined;

beforeEach(async () => {
	root = mkdtempSync(join(tmpdir(), 'ibi-api-'));
	port = await freePort();
	const [own, lb, clients] = ['localhost signer', 'lb signer', 'clients'].map(makeAuthority);
	if (!(own && lb && clients)) return;
	const admin = clients.sign({commonName: 'system:admin', organization: 'system:masters'});
	const both = own.pem + lb.pem;
	const site = lb.sign({names: ['api.edge7.corp.net'], commonName: 'api.edge7.corp.net'});
	const local = own.sign({names: ['localhost', '127.0.0.1'], commonName: 'localhost'});
	write(`${certificates}/secrets/external-loadbalancer-serving-certkey/tls.crt`, site.cert);
	write(`${certificates}/secrets/external-loadbalancer-serving-certkey/tls.key`, site.key);
	write(`${certificates}/secrets/localhost-serving-cert-certkey/tls.crt`, local.cert);
	write(`${certificates}/secrets/localhost-serving-cert-certkey/tls.key`, local.key);
	write(`${certificates}/configmaps/client-ca/ca-bundle.crt`, clients.pem);
	write(
		`${certificates}/secrets/node-kubeconfigs/localhost.kubeconfig`,
		kubeconfigText('https://localhost:6443', both, admin),
	);
	// Of this machine is only the name of the certificate: no name server knows the site here.
	write(
		kubeconfigPath,
		kubeconfigText(`https://127.0.0.1:${port}`, lb.pem, admin, 'api.edge7.corp.net'),
	);
	for (const authority of [own, lb, clients]) authority.remove();
});

afterEach(async () => {
	await end('SIGTERM');
	rmSync(root, {recursive: true});
});

const write = (path: string, text: string): void => {
	mkdirSync(dirname(join(root, path)), {recursive: true});
	writeFileSync(join(root, path), text);
};

const start = (kind: 'real' | 'stand-in'): void => {
	const spec: HostApiServer = {
		port,
		root,
		...(kind === 'real' && built && {real: {program: built, etcdProgram: 'etcd'}}),
		dataDirectory: join(root, 'var/lib/etcd'),
		workDirectory: join(root, 'var/lib/ibi-lab-api-server'),
		pauseMs: 100,
	};
	const program = join(import.meta.dirname, '../../lab/edge/api-server/program.ts');
	running = spawn(process.execPath, [program, JSON.stringify(spec)], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
};

const end = async (signal: NodeJS.Signals): Promise<void> => {
	if (running !== undefined) {
		const ended = once(running, 'exit');
		running.kill(signal);
		await ended;
		running = undefined;
	}
};

describe.each(kinds)('the %s API server of an edge host', (kind) => {
	test('shows the certificate of the site, and settles until it is ready', async () => {
		const system = {...realSystem({}), files: filesBelow(root)};
		const context = contextOn(system);
		const waiting = waitForApi.run({limitMinutes: 2}, context);
		start(kind);
		await waiting;
		expect(context.lines).toContainEqual(expect.stringContaining('nothing listens there yet'));
		await deleteSeedObjects.run({}, context);
		expect(context.lines).toContain('Deleted ImageDigestMirrorSet seed-mirrors of the seed');
		await waitUntilReady.run({limitMinutes: 2}, context);
	});

	test('killed and started again, it has what it had: what was deleted does not come back', async () => {
		const context = contextOn({...realSystem({}), files: filesBelow(root)});
		start(kind);
		await waitForApi.run({limitMinutes: 2}, context);
		await deleteSeedObjects.run({}, context);
		await end('SIGKILL');
		start(kind);
		await waitForApi.run({limitMinutes: 2}, context);
		const again = contextOn(context.system);
		await deleteSeedObjects.run({}, again);
		expect(again.lines).toContain('ImageDigestMirrorSet seed-mirrors of the seed is gone already');
		await waitUntilReady.run({limitMinutes: 2}, again);
	});
});
