/** A site that somebody typed: what it looks like before, what lies on the host after, and who gets its access. */
import {X509Certificate} from 'node:crypto';
import {mkdir, readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {load} from 'js-yaml';
import {expect, test} from 'vitest';
import {
	isComplete,
	readSiteAnswers,
	type SiteTexts,
} from '../../../src/config/read-site-answers.ts';
import type {SiteAnswers} from '../../../src/config/site-answers.ts';
import {readImported} from '../../../src/engine/site/imported.ts';
import {previewOf} from '../../../src/engine/site/preview.ts';
import {makeTypedSite, saveAccess} from '../../../src/engine/site/typed.ts';
import {InstallError} from '../../../src/errors.ts';
import {Secret} from '../../../src/secret.ts';
import {pullSecret} from '../../config/install-documents.ts';
import {filesUnder} from './files-under.ts';
import {someHost} from './sites.ts';

const {signal} = new AbortController();

const texts: SiteTexts = {
	clusterName: 'edge-7',
	baseDomain: 'example.com',
	hostName: 'edge-7-node',
	machineNetworks: '192.0.2.0/24',
	interfaces: 'eno1 192.0.2.10/24 gateway 192.0.2.1',
	dnsServers: '192.0.2.53',
	ntpServers: 'ntp.example.com',
	httpProxy: new Secret('http://user:planted-proxy@proxy.example.com:3128'),
	pullSecret: new Secret(pullSecret),
};

const answersOf = (given: SiteTexts): SiteAnswers => {
	const reading = readSiteAnswers(given);
	if (!isComplete(reading)) {
		throw new Error(JSON.stringify(reading.faults));
	}
	return reading.answers;
};

test('the preview grows with the answers and shows no secret', () => {
	expect(previewOf({}).join('\n')).toContain('api_version: 1');
	const lines = previewOf(readSiteAnswers(texts).answers);
	expect(lines.join('\n')).toMatchInlineSnapshot(`
		"api_version: 1
		base_domain: example.com
		cluster_name: edge-7
		cluster_id: <made on this host>
		infra_id: <made on this host>
		hostname: edge-7-node
		pull_secret: <secret, 79 characters>
		kubeadmin_password_hash: <made on this host>
		raw_nm_state_config: |
		  interfaces:
		    - name: eno1
		      type: ethernet
		      state: up
		      ipv4:
		        enabled: true
		        dhcp: false
		        address:
		          - ip: 192.0.2.10
		            prefix-length: 24
		      ipv6:
		        enabled: false
		  routes:
		    config:
		      - destination: 0.0.0.0/0
		        next-hop-address: 192.0.2.1
		        next-hop-interface: eno1
		  dns-resolver:
		    config:
		      server:
		        - 192.0.2.53
		machine_networks:
		  - 192.0.2.0/24
		machine_network: 192.0.2.0/24
		proxy:
		  httpProxy: <secret, 48 characters>
		  noProxy: .cluster.local,.svc,127.0.0.1,192.0.2.0/24,localhost
		chrony_config: |-

		  pool 0.rhel.pool.ntp.org iburst
		  driftfile /var/lib/chrony/drift
		  makestep 1.0 3
		  rtcsync
		  logdir /var/log/chrony
		  server ntp.example.com iburst
		additionalTrustBundle:
		  userCaBundle: ''
		  proxyConfigmapName: ''
		  proxyConfigmapBundle: ''
		KubeconfigCryptoRetention:
		  KubeAPICrypto:
		    ServingCrypto:
		      localhost_signer_private_key: <made on this host>
		      service_network_signer_private_key: <made on this host>
		      loadbalancer_external_signer_private_key: <made on this host>
		    ClientAuthCrypto:
		      admin_ca_certificate: <made on this host>
		  IngresssCrypto:
		    ingress_ca: <made on this host>
		    ingress_certificate_cn: <made on this host>"
	`);
	expect(lines.join('\n')).not.toMatch(/planted|PRIVATE KEY/);
});

test('typed answers become a site as if it had come on a medium, and its access is given out once', async () => {
	const {system, root} = await someHost();
	const {site, access} = await makeTypedSite(system, answersOf(texts), undefined, signal);
	expect(site).toMatchObject({
		origin: {kind: 'typed'},
		manifest: {
			cluster_name: 'edge-7',
			hostname: 'edge-7-node',
			cluster_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			infra_id: expect.stringMatching(/^edge-7-[a-z0-9]{5}$/),
		},
	});
	expect(await readImported(system, signal)).toEqual(site);
	const config = load(access.kubeconfig.reveal()) as {
		clusters: [{cluster: {server: string}}];
		users: [{user: {'client-certificate-data': string}}];
	};
	expect(config.clusters[0].cluster.server).toBe('https://api.edge-7.example.com:6443');
	const client = Buffer.from(config.users[0].user['client-certificate-data'], 'base64');
	const {admin_ca_certificate: authority} =
		site.manifest.KubeconfigCryptoRetention.KubeAPICrypto.ClientAuthCrypto;
	expect(new X509Certificate(client).verify(new X509Certificate(authority).publicKey)).toBe(true);
	const everything = await filesUnder(root);
	expect(everything.join('\n')).not.toContain(access.password.reveal());
	expect(everything.join('\n')).not.toContain('client-key-data');
	expect(JSON.stringify({site, access})).not.toMatch(/planted|PRIVATE KEY/);
});

test('what the seed cannot be is refused before a key is made', async () => {
	const {system} = await someHost(undefined, {
		random: {
			bytes: (count) => new Uint8Array(count),
			rsaPrivateKey: async () => {
				throw new Error('a key was made');
			},
		},
	});
	const seed = {
		seedClusterOcpVersion: '4.20.1',
		releaseRegistry: '',
		isMirrorRegistryConfigured: false,
		hasProxy: false,
		hasFips: false,
	};
	const refused = makeTypedSite(system, answersOf(texts), seed as never, signal);
	await expect(refused).rejects.toThrow('proxy: the seed was installed without one');
});

test('the access is saved in a folder of ours, beside one that is there', async () => {
	const host = await someHost(({program, args}) => {
		mounts.push([program, ...args].join(' '));
		return undefined;
	});
	const mounts: string[] = [];
	const fixed = {...host.system.random, bytes: (count: number) => new Uint8Array(count)};
	const system = {...host.system, random: fixed};
	const stick = join(host.root, 'run/ibi-console/media/0000000000000000');
	await mkdir(join(stick, 'ibi-console-access'), {recursive: true});
	const access = {kubeconfig: new Secret('planted-config'), password: new Secret('planted-word')};
	const saved = saveAccess(system, '/dev/sdb1', access, signal);
	// What is played as a stick is no mount, so its directory is not empty when it is removed.
	await expect(saved).rejects.toThrow('/dev/sdb1');
	expect(await readdir(stick)).toEqual(['ibi-console-access', 'ibi-console-access-2']);
	const file = join(stick, 'ibi-console-access-2/kubeadmin-password');
	expect(await readFile(file, 'utf8')).toBe('planted-word');
	expect((await stat(file)).mode & 0o777).toBe(0o600);
	expect(mounts.map((command) => command.replace(/ \/run.*/, ''))).toEqual([
		'mount --options nosuid,nodev,noexec /dev/sdb1',
		'sync --file-system',
		'umount',
	]);
	expect(mounts.join()).not.toContain('planted');
});

test('a stick that cannot be written is told as such', async () => {
	const {system} = await someHost(({program}) =>
		program === 'mount' ? {exitCode: 32, stderr: 'write-protected'} : undefined,
	);
	const access = {kubeconfig: new Secret('a'), password: new Secret('b')};
	const error = await saveAccess(system, '/dev/sdb1', access, signal).catch((one: unknown) => one);
	expect(error).toBeInstanceOf(InstallError);
	expect(error).toMatchObject({code: 'SITE_ACCESS_UNSAVED', message: /write-protected/});
});
