import {createPublicKey, X509Certificate} from 'node:crypto';
import {inspect} from 'node:util';
import {load} from 'js-yaml';
import {describe, expect, test} from 'vitest';
import {seedReconfiguration} from '../../src/iso/manifest.ts';
import {readManifest, unknownManifestKeys} from '../../src/iso/manifest-document.ts';
import {secretJson} from '../../src/iso/secret-json.ts';
import {faultsOf, pullSecret} from '../config/install-documents.ts';
import {openssl} from '../pki/openssl.ts';
import {siteInputs, someIdentity} from './site.ts';

type Manifest = Readonly<Record<string, unknown>> & {
	readonly KubeconfigCryptoRetention: {
		readonly KubeAPICrypto: {
			readonly ServingCrypto: Readonly<Record<string, string>>;
			readonly ClientAuthCrypto: Readonly<Record<string, string>>;
		};
		readonly IngresssCrypto: Readonly<Record<string, string>>;
	};
};

const manifestOf = async (install: object = {}, site: object = {}): Promise<Manifest> =>
	JSON.parse(secretJson(seedReconfiguration(await siteInputs(install, site))).reveal());

const bundle = openssl(
	'req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=test -days 1'.split(' '),
);

describe('manifest.json', () => {
	test('of the smallest site has these keys and no others', async () => {
		const manifest = await manifestOf();
		expect(manifest).toMatchObject({
			api_version: 1,
			base_domain: 'example.com',
			cluster_name: 'site-1',
			cluster_id: '4b3f6f3c-7c55-4d9a-9d1e-0f3a6f2b9c11',
			infra_id: 'site-1-x7k2p',
			pull_secret: pullSecret,
			kubeadmin_password_hash: '$2b$10$planted-hash',
			machine_networks: ['192.0.2.0/24'],
			machine_network: '192.0.2.0/24',
			additionalTrustBundle: {userCaBundle: '', proxyConfigmapName: '', proxyConfigmapBundle: ''},
		});
		expect(Object.keys(manifest)).toEqual([
			'api_version',
			'base_domain',
			'cluster_name',
			'cluster_id',
			'infra_id',
			'pull_secret',
			'kubeadmin_password_hash',
			'machine_networks',
			'machine_network',
			'additionalTrustBundle',
			'KubeconfigCryptoRetention',
		]);
	});

	test('holds the keys whose certificates are in the kubeconfig, and of the admin signer the certificate only', async () => {
		const {signers, adminSigner, ingressName} = await someIdentity();
		const {KubeAPICrypto, IngresssCrypto} = (await manifestOf()).KubeconfigCryptoRetention;
		const publicPart = (pem: string): string =>
			createPublicKey(pem).export({type: 'spki', format: 'pem'}).toString();
		const pairs = [
			[KubeAPICrypto.ServingCrypto['localhost_signer_private_key'], signers.localhost],
			[KubeAPICrypto.ServingCrypto['service_network_signer_private_key'], signers.serviceNetwork],
			[
				KubeAPICrypto.ServingCrypto['loadbalancer_external_signer_private_key'],
				signers.loadBalancer,
			],
			[IngresssCrypto['ingress_ca'], signers.ingress],
		] as const;
		for (const [key = '', {certificate}] of pairs) {
			expect(publicPart(key)).toBe(
				new X509Certificate(certificate).publicKey.export({type: 'spki', format: 'pem'}).toString(),
			);
		}
		expect(IngresssCrypto['ingress_certificate_cn']).toBe(ingressName);
		expect(new X509Certificate(signers.ingress.certificate).subject).toBe(`CN=${ingressName}`);
		expect(KubeAPICrypto.ClientAuthCrypto).toEqual({
			admin_ca_certificate: adminSigner,
		});
	});

	test('of a dual-stack site names both networks, and the first in the older spelling', async () => {
		const manifest = await manifestOf({
			networking: {
				machineNetwork: [{cidr: '192.0.2.0/24'}, {cidr: '2001:db8::/64'}],
				serviceNetwork: ['172.30.0.0/16', 'fd02::/112'],
				clusterNetwork: [{cidr: '10.128.0.0/14'}, {cidr: 'fd01::/48'}],
			},
		});
		expect(manifest['machine_networks']).toEqual(['192.0.2.0/24', '2001:db8::/64']);
		expect(manifest['machine_network']).toBe('192.0.2.0/24');
	});

	test('carries host name, registry, labels and SSH key of the site', async () => {
		const site = {
			hostname: 'node-1',
			releaseRegistry: 'mirror.example.com:5000',
			nodeLabels: {site: 'north'},
		};
		expect(await manifestOf({}, site)).toMatchObject({
			hostname: 'node-1',
			release_registry: 'mirror.example.com:5000',
			node_labels: {site: 'north'},
		});
	});

	test.each([
		[undefined, '.cluster.local,.svc,127.0.0.1,192.0.2.0/24,localhost'],
		[
			'b.example.com,a.example.com,localhost',
			'.cluster.local,.svc,127.0.0.1,192.0.2.0/24,a.example.com,b.example.com,localhost',
		],
		['*', '*'],
	])(
		'with noProxy %s sends nothing of the cluster through the proxy',
		async (noProxy, expected) => {
			const {proxy} = await manifestOf({
				proxy: {httpProxy: 'http://proxy.example.com:3128', noProxy},
			});
			expect(proxy).toEqual({httpProxy: 'http://proxy.example.com:3128', noProxy: expected});
		},
	);

	test.each([
		['Always', undefined, true],
		['Proxyonly', undefined, false],
		[undefined, undefined, false],
		['Proxyonly', {httpProxy: 'http://proxy.example.com:3128'}, true],
		[undefined, {httpProxy: 'http://proxy.example.com:3128'}, true],
	])(
		'with trust bundle policy %s and proxy %j gives the bundle to the proxy: %s',
		async (policy, proxy, isForProxy) => {
			const {additionalTrustBundle} = await manifestOf({
				additionalTrustBundle: bundle,
				additionalTrustBundlePolicy: policy,
				proxy,
			});
			expect(additionalTrustBundle).toEqual({
				userCaBundle: bundle,
				proxyConfigmapName: isForProxy ? 'user-ca-bundle' : '',
				proxyConfigmapBundle: isForProxy ? bundle : '',
			});
		},
	);

	test('with time servers carries a whole chrony.conf, without them none', async () => {
		const {chrony_config} = await manifestOf(
			{},
			{additionalNTPSources: ['192.0.2.1', 'ntp.example.com']},
		);
		expect(chrony_config).toBe(
			[
				'',
				'pool 0.rhel.pool.ntp.org iburst',
				'driftfile /var/lib/chrony/drift',
				'makestep 1.0 3',
				'rtcsync',
				'logdir /var/log/chrony',
				'server 192.0.2.1 iburst',
				'server ntp.example.com iburst',
			].join('\n'),
		);
	});

	test('keeps texts of the network configuration texts for a YAML 1.1 reader', async () => {
		const networkConfig = {
			interfaces: [
				{name: 'on', description: '1e3', 'mac-address': '00:11:22:33:44:55', ipv4: {enabled: true}},
			],
		};
		const text = String((await manifestOf({}, {networkConfig}))['raw_nm_state_config']);
		expect(load(text)).toEqual(networkConfig);
		expect(text).toContain("name: 'on'");
		expect(text).toContain("description: '1e3'");
		expect(text).toContain("mac-address: '00:11:22:33:44:55'");
	});

	test('prints without a secret until it is written', async () => {
		const proxy = {httpProxy: 'http://user:planted-passw0rd@proxy.example.com:3128'};
		const manifest = seedReconfiguration(await siteInputs({proxy}));
		for (const printed of [JSON.stringify(manifest), inspect(manifest, {depth: 9})]) {
			expect(printed).not.toMatch(/planted|PRIVATE KEY/);
		}
	});

	test('is read back as what it was written from', async () => {
		const manifest = seedReconfiguration(
			await siteInputs(
				{
					sshKey: '',
					proxy: {httpsProxy: 'https://proxy.example.com'},
					additionalTrustBundle: bundle,
				},
				{
					hostname: 'node',
					networkConfig: {interfaces: []},
					additionalNTPSources: ['ntp.example.com'],
				},
			),
		);
		const text = secretJson(manifest).reveal();
		const readBack = readManifest(text, 'manifest.json');
		expect(secretJson(readBack).reveal().length).toBe(text.length);
		expect(JSON.parse(secretJson(readBack).reveal())).toEqual(JSON.parse(text));
	});
});

describe('a manifest of somebody else', () => {
	test.each([
		[{api_version: 2}, 'api_version: needed 1, the only version there is'],
		[{pull_secret: ''}, 'pull_secret is required'],
		[{cluster_id: ''}, 'cluster_id is required'],
		[{hostname: 'localhost'}, 'hostname: localhost is refused by the first boot'],
		[
			{machine_networks: [], machine_network: ''},
			'machine_networks is required: the first boot fails without it',
		],
		[{machine_networks: undefined}, 'none'],
		[{machine_networks: ['192.0.2.0']}, 'machine_networks[0]: needed a network as 192.0.2.0/24'],
		[
			{additionalTrustBundle: {proxyConfigmapName: 'user-ca-bundle'}},
			'additionalTrustBundle: needed both of proxyConfigmapName and proxyConfigmapBundle, or none',
		],
		[{KubeconfigCryptoRetention: {}}, 'KubeconfigCryptoRetention.KubeAPICrypto is required'],
		[{something_newer: true}, 'none'],
	])('with %j: %s', async (change, expected) => {
		const text = JSON.stringify({...(await manifestOf()), ...change});
		expect(faultsOf(() => readManifest(text, 'manifest.json'))).toContain(expected);
	});

	test('has its unknown keys told', async () => {
		expect(unknownManifestKeys({...(await manifestOf()), something_newer: 1})).toMatchObject([
			{path: ['something_newer']},
		]);
	});

	test.each(['', '[]', '"text"', '{', 'null'])('that is %j is refused', (text) => {
		expect(faultsOf(() => readManifest(text, 'manifest.json'))).not.toBe('none');
	});
});
