/** Bad configurations, each with the words that a person reads. */
import {createPrivateKey} from 'node:crypto';
import {expect, test} from 'vitest';
import type {DocumentFault} from '../../../src/config/document-fault.ts';
import {examineTree} from '../../../src/engine/site/doctor.ts';
import {type SiteTree, treeOfFiles} from '../../../src/engine/site/tree.ts';
import {configMap, manifestText, now, someFiles} from './sites.ts';

const manifest = 'cluster-configuration/manifest.json';

const treeOf = (files: Readonly<Record<string, string | Uint8Array>>): SiteTree =>
	treeOfFiles(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));

const shown = ({file, line, field, found, why, isWarning}: DocumentFault): string =>
	[
		isWarning ? 'warning' : '',
		`${file.replace(manifest, 'manifest')}${line === undefined ? '' : `:${line}`}`,
		field,
		why,
		found && `(${found})`,
	]
		.filter(Boolean)
		.join(' | ');

const faultsWith = async (change: object): Promise<readonly string[]> =>
	examineTree(treeOf({...(await someFiles(change))}), now).map(shown);

const crypto = async (change: (crypto: {[key: string]: never}) => void): Promise<object> => {
	const document = JSON.parse(await manifestText());
	change(document.KubeconfigCryptoRetention);
	return {KubeconfigCryptoRetention: document.KubeconfigCryptoRetention};
};

test('a good site has no fault', async () => {
	expect(examineTree(treeOf({...(await someFiles())}), now)).toEqual([]);
});

test.each<[object, string]>([
	[{api_version: 2}, 'api_version | needed 1, the only version there is | (a number)'],
	[{api_version: '1'}, 'api_version | needed 1, the only version there is'],
	[{base_domain: 'Example.com'}, 'base_domain | needed a domain | (Example.com)'],
	[{cluster_name: 'a'.repeat(60)}, 'cluster_name | it has 60 characters, too many'],
	[{base_domain: Array(4).fill('a'.repeat(60)).join('.')}, 'with base_domain it has'],
	[{cluster_id: 'none'}, 'cluster_id | needed a UUID | (none)'],
	[{cluster_id: undefined}, 'manifest:1 | cluster_id | is required'],
	[{infra_id: 'a_b'}, 'infra_id | needed 1 to 27 letters, digits and hyphens | (a_b)'],
	[{hostname: 'localhost'}, 'hostname | localhost is refused by the first boot'],
	[{hostname: 'localhost.localdomain'}, 'refuses a name that begins with localhost'],
	[{hostname: 'Node_1'}, 'hostname | it is no name that a host can have | (Node_1)'],
	[{release_registry: 'https://quay.io'}, 'release_registry | it begins with a scheme'],
	[{ssh_key: 'ssh-rsa planted'}, 'ssh_key | needed SSH public keys'],
	[{pull_secret: '{}'}, 'pull_secret | needed a JSON text with auths'],
	[{pull_secret: {auths: {}}}, 'pull_secret | found an object, needed a pull secret'],
	[
		{kubeadmin_password_hash: 'planted'},
		'kubeadmin_password_hash | it is no bcrypt hash | (7 char',
	],
	[{raw_nm_state_config: 'a: b: planted'}, 'raw_nm_state_config | it is neither YAML nor JSON'],
	[{raw_nm_state_config: 'interfaces: [{}]'}, 'in its interfaces[0].name: is required'],
	[{install_config: '- planted'}, 'install_config | it is not one document with keys'],
	[{machine_networks: [], machine_network: ''}, 'machine_networks | is required'],
	[{machine_networks: ['192.0.2.1']}, 'machine_networks[0] | needed a network as'],
	[{machine_networks: ['192.0.2.1/24']}, 'machine_networks[0] | it is an address in a network'],
	[{machine_networks: ['0.0.0.0/0']}, 'machine_networks[0] | it holds every address there is'],
	[{machine_networks: ['192.0.2.0/24', '198.51.100.0/24']}, 'two networks of one family'],
	[{machine_networks: ['192.0.2.0/24', '192.0.2.0/25']}, 'the two have addresses in common'],
	[{machine_network: '198.51.100.0/24'}, 'warning | manifest:'],
	[{node_ips: ['198.51.100.9']}, 'node_ips[0] | it does not lie in the machine network'],
	[{node_ips: ['192.0.2.9', '192.0.2.8']}, 'found 2, needed one for each of 1 machine networks'],
	[{node_ips: ['192.0.2.900']}, 'node_ips[0] | needed an IP address'],
	[{node_ip: '198.51.100.9'}, 'node_ip | it does not lie in the machine network'],
	[{proxy: {httpProxy: 'planted'}}, 'proxy.httpProxy | needed a URL as'],
	[{proxy: {noProxy: 'a b'}}, 'proxy.noProxy | needed * or IP addresses'],
	[{proxy: {httpsProxi: 'x'}}, 'proxy.httpsProxi | it is no known key; did you mean httpsProxy?'],
	[{status_proxy: 'planted'}, 'status_proxy | found a text, needed an object'],
	[{additionalTrustBundle: {userCaBundle: 'planted'}}, 'userCaBundle | needed certificates in PEM'],
	[{additionalTrustBundle: {proxyConfigmapName: 'a'}}, 'needed both of proxyConfigmapName and'],
	[{node_labels: {'a b': 'c'}}, 'node_labels.a b | found what is no key of a label'],
	[{node_labels: {a: 1}}, 'node_labels.a | found a number'],
	[{server_ssh_keys: [{file_name: '../evil', file_content: 'planted'}]}, 'it is no name of a host'],
	[{chrony_config: 'makestep 1.0 3'}, 'it names no time server'],
	[{hostnam: 'a'}, 'hostnam | it is no known key; did you mean hostname?'],
	[{some_thing_newer: 'a'}, 'warning | manifest:'],
	[{KubeconfigCryptoRetention: {}}, 'KubeconfigCryptoRetention.KubeAPICrypto | is required'],
])('%j: %s', async (change, expected) => {
	const lines = await faultsWith(change);
	expect(lines.join('\n')).toContain(expected);
	expect(lines.join('\n')).not.toContain('planted');
});

test('keys and the certificate of the crypto are what they are called', async () => {
	const one = await faultsWith(
		await crypto((found) => {
			const serving = found['KubeAPICrypto']?.['ServingCrypto'] as never as {[key: string]: string};
			const pem = serving['localhost_signer_private_key'] ?? '';
			serving['service_network_signer_private_key'] = pem;
			serving['loadbalancer_external_signer_private_key'] = pem.replace(/\n.{20}/, '\nplanted');
			(found as {[key: string]: unknown})['IngresssCrypto'] = {
				ingress_ca: createPrivateKey(pem).export({type: 'pkcs8', format: 'pem'}),
				ingress_certificate_cn: 'somebody',
			};
			(found as {[key: string]: unknown})['IngressCrypto'] = {};
		}),
	);
	expect(
		one.map((line) => line.replaceAll(/\bKube\S*\./g, '…').replace(/ \| \(\d+ characters\)/, '')),
	).toMatchInlineSnapshot(`
		[
		  "manifest:34 | …IngressCrypto | it is no known key; did you mean IngresssCrypto? | (an object)",
		  "manifest:23 | …service_network_signer_private_key | it is the same key as localhost_signer_private_key",
		  "manifest:24 | …loadbalancer_external_signer_private_key | the private key in it is damaged",
		  "manifest:31 | …ingress_ca | it is the same key as localhost_signer_private_key",
		  "manifest:32 | …ingress_certificate_cn | it is no name of an ingress signer | (somebody)",
		]
	`);
	const old = examineTree(treeOf({...(await someFiles())}), new Date('2046-01-01'));
	expect(old.map((fault) => shown({...fault, found: ''}))).toMatchInlineSnapshot(`
		[
		  "manifest:27 | KubeconfigCryptoRetention.KubeAPICrypto.ClientAuthCrypto.admin_ca_certificate | it expired on 2036-02-27",
		]
	`);
});

test('a trust bundle has certificates, and comments between them', async () => {
	const document = JSON.parse(await manifestText());
	const {admin_ca_certificate: pem, ...none} =
		document.KubeconfigCryptoRetention.KubeAPICrypto.ClientAuthCrypto;
	expect(none).toEqual({});
	const bundle = (userCaBundle: string) => faultsWith({additionalTrustBundle: {userCaBundle}});
	expect(await bundle(`# one\n${pem}\n# two\r\n${pem}`)).toEqual([]);
	expect(await bundle(`${pem}-----BEGIN CERTIFICATE-----\nMII`)).toHaveLength(1);
	expect(await bundle(`${pem}-----BEGIN PRIVATE KEY-----\nplanted`)).toHaveLength(1);
	expect((await bundle(`${pem}${pem.replace('MII', 'planted')}`)).join()).toContain(
		'certificate 2 in it is damaged',
	);
	const late = treeOf({...(await someFiles({additionalTrustBundle: {userCaBundle: pem}}))});
	expect(examineTree(late, new Date('2046-01-01')).map(shown).join('\n')).toContain(
		'additionalTrustBundle.userCaBundle | certificate 1 in it expired on 2036-02-27',
	);
});

test('a manifest that is no document is told with its line, and without its text', async () => {
	const faults = (text: string | Uint8Array): readonly string[] =>
		examineTree(treeOf({[manifest]: text}), now).map(shown);
	expect(faults('{"a": 1,\n "pull_secret": "planted\n')).toMatchInlineSnapshot(`
		[
		  "manifest:3 | it is neither YAML nor JSON: unexpected end of the stream within a double quoted scalar",
		]
	`);
	expect(faults(Buffer.of(0xff, 0xfe))).toEqual(['manifest | it is no UTF-8 text']);
	expect(faults('')).toEqual(['manifest | found nothing, needed an object with keys']);
	expect(faults('a: 1\n---\nb: 1\n')).toEqual(['manifest | found 2 documents, needed one']);
	expect(faults('&a [*a]')).toEqual(['manifest | found a list, needed an object with keys']);
	expect(faults('a: &a\n  b: *a\n').length).toBeGreaterThan(5);
});

test('YAML is a manifest as well as JSON', async () => {
	const document = JSON.parse(await manifestText());
	const text = Object.entries(document)
		.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
		.join('');
	expect(examineTree(treeOf({[manifest]: `# by hand\n${text}`}), now)).toEqual([]);
	const wrong = text.replace('hostname:', 'hostnam:');
	expect(examineTree(treeOf({[manifest]: `# by hand\n${wrong}`}), now).map(shown)).toEqual([
		'manifest:7 | hostnam | it is no known key; did you mean hostname? | (6 characters)',
	]);
});

test('objects for the cluster are looked at, each with its line', async () => {
	const tree = treeOf({
		[manifest]: await manifestText(),
		'cluster-configuration/manifests/a.yaml': `${configMap('twice')}\n---\nkind: ConfigMap\nmetadata: {}\n`,
		'extra-manifests/b.json': `{"kind": "List", "apiVersion": "v1",\n"items": [\n${configMap('twice')},\n{"kind": "Secret", "stringData": {"a": "planted"}}]}`,
		'extra-manifests/c.yml': 'a: [planted\n',
		'extra-manifests/d.yaml': '# nothing\n',
		'extra-manifests/e.txt': 'planted',
		'extra-manifests/f.json': '{"kind": "ConfigMapList", "apiVersion": "v1"}',
	});
	const directories = new Set([...tree.directories, 'extra-manifests/below']);
	const lines = examineTree({...tree, directories}, now).map(shown);
	expect(lines).toMatchInlineSnapshot(`
		[
		  "extra-manifests/below | directories below this one are not read, so nothing in it would reach the cluster",
		  "warning | extra-manifests/e.txt | it has no effect",
		  "cluster-configuration/manifests/a.yaml:3 | apiVersion | is required in an object of the cluster",
		  "cluster-configuration/manifests/a.yaml:3 | metadata.name | is required in an object of the cluster",
		  "extra-manifests/b.json:4 | items[1].apiVersion | is required in an object of the cluster",
		  "extra-manifests/b.json:4 | items[1].metadata.name | is required in an object of the cluster",
		  "extra-manifests/c.yml:2 | it is neither YAML nor JSON: deficient indentation",
		  "extra-manifests/d.yaml | no object is in it",
		  "extra-manifests/f.json:1 | items | is required in a list",
		  "extra-manifests/b.json:3 | ConfigMap default twice is there twice, first in cluster-configuration/manifests/a.yaml line 1",
		]
	`);
	expect(lines.join()).not.toContain('planted');
});

test('a file with a million faults is told in a few lines, and soon', async () => {
	const many = (text: string, count: number): string => text.repeat(count);
	const tree = treeOf({
		[manifest]: await manifestText({
			chrony_config: many('\n', 1_000_000),
			additionalTrustBundle: {userCaBundle: many('-----BEGIN CERTIFICATE-----\n', 40_000)},
		}),
		'extra-manifests/documents.yaml': many('---\na: 1\n', 50_000),
		'network-configuration/system-connections/a.nmconnection': `a=${many(' ', 1_000_000)}x\n`,
	});
	const startMs = performance.now();
	const faults = examineTree(tree, now);
	expect(performance.now() - startMs).toBeLessThan(15_000);
	expect(faults).toHaveLength(201);
	expect(faults.at(-1)?.why).toMatch(/^\d+ more faults were found$/);
	expect(faults.at(-1)?.isWarning).toBeUndefined();
}, 30_000);

test('connections are looked at', async () => {
	const directory = 'network-configuration/system-connections';
	const tree = treeOf({
		[manifest]: await manifestText(),
		[`${directory}/a.nmconnection`]:
			'psk=planted\n[connection]\nid=a\nplanted\ninterface-name=far-too-long-a-name\n',
		[`${directory}/b.nmconnection`]: '[ipv4]\nmethod=auto\n',
		[`${directory}/c.txt`]: 'planted',
		[`${directory}/d.nmconnection`]:
			'# by hand\n\n[connection]\r\ntype = ethernet\nid=d e\n[ipv4]\naddress1=192.0.2.9/24\n',
	});
	const lines = examineTree(tree, now).map(shown);
	expect(lines).toMatchInlineSnapshot(`
		[
		  "network-configuration/system-connections/a.nmconnection:1 | it stands before the first [group]",
		  "network-configuration/system-connections/a.nmconnection:4 | it is neither [group] nor key=value",
		  "network-configuration/system-connections/a.nmconnection:2 | connection.type | is required",
		  "network-configuration/system-connections/a.nmconnection:2 | connection.interface-name | found 19 characters, needed 1 to 15",
		  "network-configuration/system-connections/b.nmconnection | the group [connection] is missing",
		  "warning | network-configuration/system-connections/c.txt | it has no effect",
		]
	`);
	expect(lines.join()).not.toContain('planted');
});

const withRoot = (rootNames: readonly string[], changes: Partial<SiteTree> = {}): string => {
	const empty = {files: new Map(), directories: new Set<string>(), faults: [], rootNames};
	return examineTree({...empty, ...changes}, now)
		.map(shown)
		.join('\n');
};

test('what is missing is looked for near its place', async () => {
	expect(withRoot([])).toMatchInlineSnapshot(
		`"cluster-configuration | the directory is missing | (nothing)"`,
	);
	expect(withRoot(['a', 'b\n'])).toMatchInlineSnapshot(
		`"cluster-configuration | the directory is missing | (a, b�)"`,
	);
	expect(withRoot(['stick'], {deeper: 'stick'})).toMatchInlineSnapshot(
		`"cluster-configuration | the layout lies one directory too deep; move everything out of stick | (stick/cluster-configuration)"`,
	);
	expect(withRoot(['CLUSTE~1'])).toMatchInlineSnapshot(
		`"cluster-configuration | its name was cut to 8 characters and 3; write the medium with long names (Rock Ridge, or FAT with long names) so that it is cluster-configuration | (CLUSTE~1)"`,
	);
	expect(withRoot(['Cluster-Configuration'])).toMatchInlineSnapshot(
		`"cluster-configuration | it is written in other letters; needed is exactly cluster-configuration | (Cluster-Configuration)"`,
	);
	const directories = new Set(['cluster-configuration']);
	const files = new Map([['cluster-configuration/MANIFEST.JSO', new Uint8Array()]]);
	expect(withRoot(['cluster-configuration'], {directories, files})).toMatchInlineSnapshot(`
		"manifest | its name was cut to 8 characters and 3; write the medium with long names (Rock Ridge, or FAT with long names) so that it is manifest.json | (MANIFEST.JSO)
		cluster-configuration/manifests | the directory is missing; it must be there, if only empty"
	`);
});
