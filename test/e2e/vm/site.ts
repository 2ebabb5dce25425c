/** The configuration ISO of a site for a virtual machine, made by `create config-image`. */
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {cardName} from '../../../lab/vm/arguments.ts';
import {minimalInstallConfig} from '../../config/install-documents.ts';
import {lab} from '../lab-install.ts';

export const siteName = 'edge-vm';

/** What the network of QEMU has for its one machine. */
const network = {
	cidr: '10.0.2.0/24',
	address: {ip: '10.0.2.15', 'prefix-length': 24},
	gateway: '10.0.2.2',
	nameServer: '10.0.2.3',
};

const nmstate = {
	interfaces: [
		{
			name: cardName,
			type: 'ethernet',
			state: 'up',
			ipv4: {enabled: true, dhcp: false, address: [network.address]},
		},
	],
	routes: {
		config: [
			{
				destination: '0.0.0.0/0',
				'next-hop-address': network.gateway,
				'next-hop-interface': cardName,
			},
		],
	},
	'dns-resolver': {config: {server: [network.nameServer]}},
};

const bundle = new URL('../../../dist/ibi-console.js', import.meta.url).pathname;

/** @returns the ISO */
export const makeConfigurationIso = async (directory: string): Promise<string> => {
	await mkdir(directory);
	const documents = {
		'install-config.yaml': {
			...minimalInstallConfig,
			metadata: {name: siteName},
			networking: {machineNetwork: [{cidr: network.cidr}]},
		},
		'image-based-config.yaml': {hostname: 'node-1', networkConfig: nmstate},
	};
	for (const [name, document] of Object.entries(documents)) {
		await writeFile(join(directory, name), JSON.stringify(document));
	}
	const args = [bundle, 'create', 'config-image', '--dir', directory];
	await lab.system.run({program: process.execPath, args});
	return join(directory, 'imagebasedconfig.iso');
};
