/** recert's config against the vectors of its contract, and each condition that leaves a key out. */
import {expect, test} from 'vitest';
import {type RecertConfig, recertConfig} from '../../../src/engine/recert/config.ts';
import {completeNoProxy} from '../../../src/engine/recert/no-proxy.ts';
import {secretJson} from '../../../src/iso/secret-json.ts';
import {pullSecret} from '../../config/install-documents.ts';
import {manifestOf, seedOf} from '../steps/edge/site.ts';

const host = {hostname: 'edge7-n0', nodeIps: ['10.0.0.2']};

const ingress = (cn: string | undefined, manifest: Awaited<ReturnType<typeof manifestOf>>) => ({
	...manifest,
	KubeconfigCryptoRetention: {
		...manifest.KubeconfigCryptoRetention,
		IngresssCrypto: {
			ingress_ca: manifest.KubeconfigCryptoRetention.IngresssCrypto.ingress_ca,
			...(cn !== undefined && {ingress_certificate_cn: cn}),
		},
	},
});

const textOf = (config: RecertConfig): Record<string, unknown> =>
	JSON.parse(secretJson(config).reveal());

const made = async (changes: object = {}, seed: object = {}): Promise<Record<string, unknown>> =>
	textOf(recertConfig(ingress(undefined, await manifestOf(changes)), seedOf(seed), host));

test('a site becomes exactly the document that recert is known to take', async () => {
	const config = await made({kubeadmin_password_hash: undefined});
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
		cluster_rename: 'edge7:corp.net:edge7-abcde',
		hostname: 'edge7-n0',
		ip: ['10.0.0.2'],
		machine_network_cidr: ['10.0.0.0/24'],
		kubeadmin_password_hash: '',
		pull_secret: pullSecret,
		regenerate_server_ssh_keys: '/ssh',
		extend_expiration: true,
		summary_file_clean: '/var/tmp/recert-summary.yaml',
		use_key_rules: [
			'kube-apiserver-lb-signer /opt/openshift/kubeconfig-crypto/loadbalancer-serving-signer.key',
			'kube-apiserver-localhost-signer /opt/openshift/kubeconfig-crypto/localhost-serving-signer.key',
			'kube-apiserver-service-network-signer /opt/openshift/kubeconfig-crypto/service-network-serving-signer.key',
			'ingress-operator@100 /opt/openshift/kubeconfig-crypto/ingresskey-ingress-operator.key',
		],
		use_cert_rules: ['/opt/openshift/kubeconfig-crypto/admin-kubeconfig-client-ca.crt'],
		cn_san_replace_rules: [
			'system:node:seed-node,system:node:edge7-n0',
			'seed-node,edge7-n0',
			'api.seed.lab.io,api.edge7.corp.net',
			'api-int.seed.lab.io,api-int.edge7.corp.net',
			'*.apps.seed.lab.io,*.apps.edge7.corp.net',
			'192.168.1.10,10.0.0.2',
		],
	});
});

test('the name of the ingress signer is replaced when both sides tell theirs', async () => {
	const site = ingress('ingress-operator@200', await manifestOf());
	const config = textOf(recertConfig(site, seedOf(), host));
	expect(config['cn_san_replace_rules']).toContain('ingress-operator@100,ingress-operator@200');
});

test('the deprecated machine_network is honoured', async () => {
	const config = await made({machine_networks: undefined, machine_network: '10.0.0.0/24'});
	expect(config['machine_network_cidr']).toEqual(['10.0.0.0/24']);
});

test('what the seed has already is not asked for, but its names are replaced all the same', async () => {
	const same = {
		sno_hostname: 'edge7-n0',
		node_ips: ['10.0.0.2'],
		machine_networks: ['10.0.0.0/24'],
	};
	const config = await made({}, same);
	for (const key of ['hostname', 'ip', 'machine_network_cidr']) {
		expect(config).not.toHaveProperty(key);
	}
	expect(config['cn_san_replace_rules']).toContain('edge7-n0,edge7-n0');
});

test('the order of two addresses counts', async () => {
	const dual = {node_ips: ['2001:db8::2', '10.0.0.2']};
	const site = await manifestOf();
	const config = recertConfig(site, seedOf(dual), {
		hostname: 'edge7-n0',
		nodeIps: ['10.0.0.2', '2001:db8::2'],
	});
	expect(config['ip']).toEqual(['10.0.0.2', '2001:db8::2']);
});

test('no rule is made of addresses when there are not as many as the seed had', async () => {
	const config = await made({}, {node_ips: ['192.168.1.10', '2001:db8::1']});
	expect(String(config['cn_san_replace_rules'])).not.toContain('192.168.1.10');
});

test('a proxy is told for spec and status, with everything inside the cluster excepted', async () => {
	const proxy = {httpProxy: 'http://u:pw@proxy:3128', noProxy: ' corp.net '};
	const config = await made(
		{proxy},
		{cluster_network_cidr: ['10.128.0.0/14'], service_network_cidr: ['172.30.0.0/16']},
	);
	const noProxy =
		'.cluster.local,.svc,10.0.0.0/24,10.128.0.0/14,127.0.0.1,172.30.0.0/16,' +
		'api-int.edge7.corp.net,corp.net,localhost';
	const part = `http://u:pw@proxy:3128||${noProxy}`;
	expect(config['proxy']).toBe(`${part}|${part}`);
});

test('the config shows no secret before it is written', async () => {
	const proxy = {httpProxy: 'http://u:planted-password@proxy:3128'};
	const config = recertConfig(await manifestOf({proxy}), seedOf(), host);
	expect(JSON.stringify(config)).not.toMatch(/planted-password|auths/);
});

test('noProxy entries stand once, without empty ones, in the order of their bytes', async () => {
	const site = await manifestOf({proxy: {noProxy: 'a.com,,b.com'}});
	expect(completeNoProxy(site, seedOf())).toBe(
		'.cluster.local,.svc,10.0.0.0/24,127.0.0.1,a.com,api-int.edge7.corp.net,b.com,localhost',
	);
});

test('a star excepts everything and stays alone', async () => {
	const site = await manifestOf({proxy: {noProxy: '*'}});
	expect(completeNoProxy(site, seedOf())).toBe('*');
});

test.each([
	['user-ca-bundle', 'user-ca-bundle:'],
	['other', 'other:PEM'],
])('the bundle of the proxy, configmap %s, is told as %s', async (name, expected) => {
	const config = await made({
		additionalTrustBundle: {
			userCaBundle: 'PEM\n',
			proxyConfigmapName: name,
			proxyConfigmapBundle: 'PEM',
		},
	});
	expect(config).toMatchObject({user_ca_bundle: 'PEM\n', proxy_trusted_ca_bundle: expected});
});

test('host keys that were handed over are not made anew', async () => {
	const keys = [{file_name: 'ssh_host_rsa_key', file_content: 'key'}];
	expect(await made({server_ssh_keys: keys})).not.toHaveProperty('regenerate_server_ssh_keys');
});
