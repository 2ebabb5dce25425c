/** What the steps before recert do to the network: connections, nmstate, the name and the addresses of the host, dnsmasq. */
import {readdirSync, rmSync} from 'node:fs';
import {dirname} from 'node:path';
import {expect, test} from 'vitest';
import {overrideDnsmasq} from '../../../../src/engine/steps/edge/dnsmasq.ts';
import {nameHost} from '../../../../src/engine/steps/edge/host-name.ts';
import {applySiteNetwork} from '../../../../src/engine/steps/edge/network.ts';
import {addressesIn, findNodeIps, hintText} from '../../../../src/engine/steps/edge/node-ip.ts';
import {asked, change, host, modeOf, run, start, textOf} from './host-of-test.ts';

const keyfile = '/opt/openshift/network-configuration/system-connections/eno1.nmconnection';
const installed = '/etc/NetworkManager/system-connections/eno1.nmconnection';

test('connections are closed to others, and NetworkManager is restarted once for them', async () => {
	await start();
	host.write(keyfile, '[connection]\nid=eno1\n', 0o644);
	await run(applySiteNetwork);
	expect([textOf(installed), modeOf(installed)]).toEqual(['[connection]\nid=eno1\n', 0o600]);
	await run(applySiteNetwork);
	expect(asked('systemctl restart NetworkManager')).toHaveLength(1);
	host.write(keyfile, '[connection]\nid=other\n');
	await run(applySiteNetwork);
	expect(asked('systemctl restart NetworkManager')).toHaveLength(2);
});

test('a site that brings no network disturbs none', async () => {
	await start();
	await run(applySiteNetwork);
	expect(host.asked).toEqual([]);
});

test('nmstate is applied once, also when what comes after it failed', async () => {
	await start({raw_nm_state_config: 'interfaces: []\n'});
	host.write(keyfile, '[connection]\nid=eno1\n', 0o600);
	host.play('systemctl restart NetworkManager', () => ({exitCode: 1, stderr: 'busy'}));
	await expect(run(applySiteNetwork)).rejects.toMatchObject({code: 'UNIT_FAILED'});
	host.play('systemctl restart NetworkManager', () => undefined);
	await run(applySiteNetwork);
	expect(asked('systemctl restart NetworkManager')).toHaveLength(2);
	expect(asked('nmstatectl apply')).toEqual(['nmstatectl apply /opt/openshift/nmstate.yaml']);
	expect(modeOf('/opt/openshift/nmstate.yaml')).toBe(0o600);
	await change({raw_nm_state_config: 'interfaces: [{name: eno2}]\n'});
	await run(applySiteNetwork);
	expect(asked('nmstatectl apply')).toHaveLength(2);
	expect(asked('systemctl restart NetworkManager')).toHaveLength(2);
});

test('connections that another configuration drops are removed, and those of others stay', async () => {
	await start();
	host.write('/etc/NetworkManager/system-connections/of-the-seed', 'seed');
	host.write(keyfile, '[connection]\nid=eno1\n', 0o600);
	await run(applySiteNetwork);
	rmSync(host.at(keyfile));
	host.write(keyfile.replace(/[^/]+$/, 'other'), '[connection]\nid=other\n', 0o600);
	await run(applySiteNetwork);
	expect(readdirSync(host.at(dirname(installed))).toSorted()).toEqual(['of-the-seed', 'other']);
	rmSync(host.at(keyfile.replace(/[^/]+$/, 'other')));
	await run(applySiteNetwork);
	expect(readdirSync(host.at(dirname(installed)))).toEqual(['of-the-seed']);
	expect(asked('systemctl restart NetworkManager')).toHaveLength(3);
});

test('what nmstate refuses is told without what stood in the document', async () => {
	await start({raw_nm_state_config: 'interfaces: [{psk: planted}]\n'});
	host.play('nmstatectl', () => ({
		exitCode: 1,
		stderr: 'NmstateError: InvalidArgument: Invalid YAML "psk: planted"\n',
	}));
	const error: unknown = await run(applySiteNetwork).catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({
		code: 'NETWORK_REFUSED',
		message: expect.stringContaining('InvalidArgument'),
	});
	expect(JSON.stringify([error, String(error)])).not.toContain('planted');
});

test('the host is named once', async () => {
	await start();
	host.write('/etc/hostname', 'seed-node\n');
	await run(nameHost, {limitMs: 10});
	expect(asked('hostnamectl')).toEqual(['hostnamectl set-hostname edge7-n0']);
	host.write('/etc/hostname', 'edge7-n0\n');
	expect(await run(nameHost, {limitMs: 10})).toHaveProperty('skipped');
});

test.each(['localhost', 'localhost.localdomain', ''])(
	'a host that nobody named but %j is no host',
	async (name) => {
		await start({hostname: undefined});
		host.write('/proc/sys/kernel/hostname', `${name}\n`);
		await expect(run(nameHost, {limitMs: 10})).rejects.toMatchObject({code: 'HOST_NAME_MISSING'});
	},
);

test('the hint names the networks, in their order', () => {
	expect(hintText(['10.0.0.0/24'])).toBe('KUBELET_NODEIP_HINT=10.0.0.0');
	expect(hintText(['10.0.0.0/24', '2001:db8::/64'])).toBe(
		'KUBELET_NODEIP_HINT=10.0.0.0 2001:db8::',
	);
});

test('addresses of kubelet are read as its drop-in has them', () => {
	const drop = (line: string): string => `[Service]\nEnvironment=${line}\n`;
	expect(addressesIn(drop('"KUBELET_NODE_IPS=10.0.0.2, 2001:db8::2"'))).toEqual([
		'10.0.0.2',
		'2001:db8::2',
	]);
	expect(addressesIn(drop('"KUBELET_NODE_IP=10.0.0.2" "KUBELET_NODE_IPS=10.0.0.3,::3"'))).toEqual([
		'10.0.0.3',
		'::3',
	]);
	expect(addressesIn(drop('"KUBELET_NODE_IP=10.0.0.2"'))).toEqual(['10.0.0.2']);
	expect(() => addressesIn('[Service]\n')).toThrow();
});

test('addresses that the site names are not looked for; the hint is written all the same', async () => {
	await start({machine_networks: undefined, machine_network: '10.0.0.0/24'});
	await run(findNodeIps, {limitMs: 10});
	expect(asked('systemctl start')).toEqual([]);
	expect(textOf('/etc/default/nodeip-configuration')).toBe('KUBELET_NODEIP_HINT=10.0.0.0');
});

test('addresses that the host finds are waited for', async () => {
	await start({node_ips: undefined});
	host.play('systemctl start --no-block nodeip-configuration', () => {
		host.write('/run/nodeip-configuration/primary-ip', '10.0.0.9');
		host.write(
			'/etc/systemd/system/kubelet.service.d/20-nodenet.conf',
			'[Service]\nEnvironment="KUBELET_NODE_IP=10.0.0.9" "KUBELET_NODE_IPS=10.0.0.9"\n',
		);
		return undefined;
	});
	await run(findNodeIps, {limitMs: 1000});
	await run(overrideDnsmasq);
	expect(textOf('/etc/default/sno_dnsmasq_configuration_overrides')).toBe(
		'SNO_CLUSTER_NAME_OVERRIDE=edge7\nSNO_BASE_DOMAIN_OVERRIDE=corp.net\nSNO_DNSMASQ_IP_OVERRIDE=10.0.0.9',
	);
});

test('the service is not done before kubelet was given the addresses too', async () => {
	await start({node_ips: undefined});
	host.play('systemctl start --no-block nodeip-configuration', () => {
		host.write('/run/nodeip-configuration/primary-ip', '10.0.0.9');
		setTimeout(() => {
			host.write(
				'/etc/systemd/system/kubelet.service.d/20-nodenet.conf',
				'[Service]\nEnvironment="KUBELET_NODE_IPS=10.0.0.9"\n',
			);
		}, 50);
		return undefined;
	});
	// Else it ends with NODE_IP_UNKNOWN.
	await run(findNodeIps, {limitMs: 10_000});
});

test('a host without an address is told with what its service says', async () => {
	await start({node_ips: undefined});
	host.play('systemctl is-active', () => ({stdout: 'failed\n', exitCode: 3}));
	await expect(run(findNodeIps, {limitMs: 5})).rejects.toMatchObject({
		code: 'NODE_IP_UNKNOWN',
		message: expect.stringContaining('nodeip-configuration.service is failed'),
	});
});

test('dnsmasq is restarted when its overrides are new', async () => {
	await start();
	await run(overrideDnsmasq);
	await run(overrideDnsmasq);
	expect(asked('systemctl restart dnsmasq')).toHaveLength(1);
	expect(modeOf('/etc/default/sno_dnsmasq_configuration_overrides')).toBe(0o600);
});
