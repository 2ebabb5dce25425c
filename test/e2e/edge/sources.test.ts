/**
 * Where a configuration may come from: an ISO that `create config-image` has made, to a cluster that is ready, and one that
 * somebody made with xorriso alone, up to what recert is given. A directory and a stick are with deploy.test.ts, typed
 * keys with console-deploy.test.ts.
 */
import {X509Certificate} from 'node:crypto';
import {mkdir, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {giveApiServer} from '../../../lab/edge/api-server/on-kubelet.ts';
import {type EdgeHost, startEdge} from '../../../lab/edge.ts';
import {run} from '../../../lab/run.ts';
import type {Observation} from '../../../src/engine/observation.ts';
import {minimalInstallConfig} from '../../config/install-documents.ts';
import {lab} from '../lab-install.ts';
import {type Deployed, deployUnattended, finishedSteps} from './deploy.ts';
import {
	databaseOf,
	disagreements,
	insideOf,
	servingCertificate,
	signersIn,
	stopCluster,
} from './deployed.ts';
import {killWithAll} from './kill.ts';
import {baseDomain, clusterName, hostName, machineNetwork, pullSecret, writeSite} from './site.ts';

let host: EdgeHost;
let directory: string;

beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'ibi-site-'));
	host = await startEdge(lab);
	await host.steerRecert({keySeconds: 0.2});
});

afterEach(async () => {
	await host?.close();
	await rm(directory, {recursive: true, force: true});
});

const importFrom = async (image: 'image' | 'iso', path: string, until?: string) => {
	await host.insertMedium(image, path);
	return deployUnattended(host, (line, child) => {
		if (line.type === 'step.started' && line['step'] === until) {
			killWithAll(child);
		}
	});
};

const originOf = ({lines}: Deployed): unknown => {
	const loaded = lines.find(({type}) => type === 'site.loaded')?.['site'];
	return (loaded as {readonly origin: unknown} | undefined)?.origin;
};

const drive = {kind: 'medium', device: expect.any(String), label: 'cluster-config'};

const recertRules = (ingress: string): readonly string[] => [
	`system:node:seed-0,system:node:${hostName}`,
	`seed-0,${hostName}`,
	`api.seed.lab.example,api.${clusterName}.${baseDomain}`,
	`api-int.seed.lab.example,api-int.${clusterName}.${baseDomain}`,
	`*.apps.seed.lab.example,*.apps.${clusterName}.${baseDomain}`,
	'192.0.2.10,192.0.2.77',
	`ingress-operator@1735689600,${ingress}`,
];

test('an ISO that xorriso alone has made of the same tree', async () => {
	await writeSite(directory);
	const deployed = await importFrom('iso', directory, 'recert.run');
	expect(originOf(deployed)).toEqual(drive);
	const placed = await insideOf(host)(
		'find',
		...['/opt/openshift/', '-mindepth', '1', '-printf', '%m %U:%G %P\\n'],
	);
	expect(placed.trim().split('\n').toSorted()).toEqual(
		[
			'600 0:0 .ibi-site.json',
			'600 0:0 cluster-configuration/manifest.json',
			'600 0:0 cluster-configuration/manifests/99-master-ssh.json',
			'600 0:0 cluster-configuration/manifests/99-worker-ssh.json',
			'600 0:0 extra-manifests/one.yaml',
			'600 0:0 kubeconfig-crypto/admin-kubeconfig-client-ca.crt',
			'600 0:0 kubeconfig-crypto/ingresskey-ingress-operator.key',
			'600 0:0 kubeconfig-crypto/loadbalancer-serving-signer.key',
			'600 0:0 kubeconfig-crypto/localhost-serving-signer.key',
			'600 0:0 kubeconfig-crypto/service-network-serving-signer.key',
			'600 0:0 nmstate.yaml',
			'600 0:0 recert_config.json',
			'700 0:0 cluster-configuration',
			'700 0:0 cluster-configuration/manifests',
			'700 0:0 extra-manifests',
			'700 0:0 kubeconfig-crypto',
		].toSorted(),
	);
	const config = JSON.parse(await insideOf(host)('cat', '/opt/openshift/recert_config.json'));
	const site = JSON.parse(
		await readFile(join(directory, 'cluster-configuration/manifest.json'), 'utf8'),
	);
	const crypto = '/opt/openshift/kubeconfig-crypto';
	expect(config).toEqual({
		etcd_endpoint: 'localhost:2379',
		crypto_dirs: ['/kubelet', '/kubernetes', '/machine-config-daemon'],
		crypto_files: ['/host-etc/mcs-machine-config-content.json'],
		cluster_customization_dirs: ['/kubelet', '/kubernetes', '/machine-config-daemon'],
		cluster_customization_files: [
			'/host-etc/mcs-machine-config-content.json',
			'/host-etc/mco/proxy.env',
			'/host-etc/chrony.conf',
		],
		cluster_rename: `${clusterName}:${baseDomain}:${site.infra_id}`,
		hostname: hostName,
		ip: ['192.0.2.77'],
		kubeadmin_password_hash: site.kubeadmin_password_hash,
		pull_secret: pullSecret,
		extend_expiration: true,
		regenerate_server_ssh_keys: '/ssh',
		summary_file_clean: '/var/tmp/recert-summary.yaml',
		use_key_rules: [
			`kube-apiserver-lb-signer ${crypto}/loadbalancer-serving-signer.key`,
			`kube-apiserver-localhost-signer ${crypto}/localhost-serving-signer.key`,
			`kube-apiserver-service-network-signer ${crypto}/service-network-serving-signer.key`,
			`ingress-operator@1735689600 ${crypto}/ingresskey-ingress-operator.key`,
		],
		use_cert_rules: [`${crypto}/admin-kubeconfig-client-ca.crt`],
		cn_san_replace_rules: recertRules(
			site.KubeconfigCryptoRetention.IngresssCrypto.ingress_certificate_cn,
		),
	});
});

/** On a workstation, which has no part in the host. */
const makeIso = async (): Promise<string> => {
	const documents = {
		'install-config.yaml': {
			...minimalInstallConfig,
			metadata: {name: clusterName},
			baseDomain,
			networking: {machineNetwork: [{cidr: machineNetwork}]},
			pullSecret,
		},
		'image-based-config.yaml': {
			apiVersion: 'v1beta1',
			kind: 'ImageBasedConfig',
			metadata: {name: clusterName},
			hostname: hostName,
		},
	};
	for (const [name, document] of Object.entries(documents)) {
		await writeFile(join(directory, name), JSON.stringify(document));
	}
	await mkdir(join(directory, 'extra-manifests'));
	await writeFile(
		join(directory, 'extra-manifests/one.yaml'),
		'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one, namespace: default}\n',
	);
	const bundle = new URL('../../../dist/ibi-console.js', import.meta.url).pathname;
	await run(lab, [process.execPath, bundle, 'create', 'config-image', '--dir', directory]);
	return join(directory, 'imagebasedconfig.iso');
};

test('an ISO of ours, and the kubeconfig that came with it opens the cluster', async () => {
	await giveApiServer(lab, host, {pauseMs: 100});
	const deployed = await importFrom('image', await makeIso());
	expect([originOf(deployed), deployed.exitCode]).toEqual([drive, 0]);
	expect(finishedSteps(deployed)).toContain('cluster.delete-seed-objects done');
	const said = deployed.lines.flatMap(({line}) => line ?? []);
	expect(said).toContain(`Waiting for https://api.${clusterName}.${baseDomain}:6443`);
	expect(said).toContain('Applied ConfigMap default/one of one.yaml');
	const statuses = deployed.lines.flatMap(({observation}) => {
		const seen = observation as Observation | undefined;
		return seen?.kind === 'cluster' ? [seen.status] : [];
	});
	expect(statuses.at(-1)).toMatchObject({
		isAvailable: true,
		node: {name: hostName, isReady: true},
	});
	await stopCluster(host);
	const fqdn = `${clusterName}.${baseDomain}`;
	expect(await disagreements(host, await databaseOf(host), fqdn)).toEqual([]);
	const kubeconfig = await readFile(join(directory, 'auth/kubeconfig'), 'utf8');
	const leaf = new X509Certificate(await readFile(host.path(servingCertificate), 'utf8'));
	expect(signersIn(kubeconfig, leaf)).toHaveLength(1);
	expect(await insideOf(host)('find', '/var/opt', '-mindepth', '1')).toBe('');
	await expect(stat(host.path('/var/seed_data'))).rejects.toMatchObject({code: 'ENOENT'});
});
