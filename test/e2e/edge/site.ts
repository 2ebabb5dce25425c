/** The configuration of a site for the lab's edge hosts, as a directory that a medium is made of. */
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {seedReconfiguration} from '../../../src/iso/manifest.ts';
import {secretJson} from '../../../src/iso/secret-json.ts';
import {kubeadminPassword, passwordHash} from '../../../src/pki/password.ts';
import {Secret} from '../../../src/secret.ts';
import {realSystem} from '../../../src/system/real.ts';
import {siteInputs} from '../../iso/site.ts';

export const clusterName = 'edge7';
export const baseDomain = 'corp.example';
export const hostName = 'edge7-n0';
/** Of the address that the lab gives `eno1`. */
export const machineNetwork = '192.0.2.0/24';
/** Planted: it may be read back only where the cluster wants it. */
export const pullSecret = JSON.stringify({
	auths: {
		'registry.site.example': {auth: Buffer.from('site:planted-pull-secret').toString('base64')},
	},
});

const sshKey =
	'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDeUlhd6Kq5B4zZpxVJ4Ue8w1wJ3xQnY5n8Q2m0cV1rZ site@example';

/** As it is already: the lab has no DHCP. */
const nmstate = `interfaces:
- name: eno1
  type: ethernet
  state: up
  ipv4: {enabled: true, dhcp: true}
`;

export const writeSite = async (directory: string, changes: object = {}): Promise<void> => {
	const files = {
		'cluster-configuration/manifest.json': await manifestText(changes),
		'extra-manifests/one.yaml':
			'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one, namespace: default}\ndata: {from: site}\n',
	};
	for (const [path, text] of Object.entries(files)) {
		await mkdir(dirname(join(directory, path)), {recursive: true});
		await writeFile(join(directory, path), text, {mode: 0o600});
	}
	await mkdir(join(directory, 'cluster-configuration/manifests'), {recursive: true});
};

const manifestText = async (changes: object): Promise<string> => {
	const {random} = realSystem();
	const hash = await passwordHash(random, kubeadminPassword(random));
	const inputs = {...(await siteInputs()), passwordHash: new Secret(hash)};
	const made = JSON.parse(secretJson(seedReconfiguration(inputs)).reveal()) as object;
	return JSON.stringify({
		...made,
		machine_network: undefined,
		cluster_name: clusterName,
		base_domain: baseDomain,
		hostname: hostName,
		machine_networks: [machineNetwork],
		pull_secret: pullSecret,
		ssh_key: sshKey,
		raw_nm_state_config: nmstate,
		...changes,
	});
};
