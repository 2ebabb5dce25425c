/** What the steps before recert write, with which modes, and whom they disturb: nobody when nothing is new. */
import {existsSync, readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {configureClock, synchroniseClock} from '../../../../src/engine/steps/edge/clock.ts';
import {installHostKeys} from '../../../../src/engine/steps/edge/host-keys.ts';
import {startKubelet} from '../../../../src/engine/steps/edge/kubelet.ts';
import {prepareEdge} from '../../../../src/engine/steps/edge/prepare.ts';
import {writePullSecret} from '../../../../src/engine/steps/edge/pull-secret.ts';
import {haveRecertImages} from '../../../../src/engine/steps/edge/recert-images.ts';
import {readSeedNetworks} from '../../../../src/engine/steps/edge/seed-networks.ts';
import {addSshKey} from '../../../../src/engine/steps/edge/ssh-key.ts';
import {trustSite} from '../../../../src/engine/steps/edge/trust.ts';
import {InstallError} from '../../../../src/errors.ts';
import {pullSecret} from '../../../config/install-documents.ts';
import {asked, change, host, modeOf, run, start, textOf} from './host-of-test.ts';
import {seedDocument} from './site.ts';

test('the inputs are closed to everybody but root before anything else', async () => {
	await start();
	await run(prepareEdge, {programs: []});
	expect(modeOf('/opt/openshift')).toBe(0o700);
	expect(host.context.lines).toContain('seed.lab.io becomes edge7.corp.net');
});

test('a program that is not there is told before anything is done; one that is there is not started for it', async () => {
	await start();
	host.write('/usr/bin/podman', '');
	host.play('nmstatectl', () => {
		throw new InstallError('COMMAND_MISSING', {program: 'nmstatectl'});
	});
	const needed = ['podman', 'nmstatectl'].map((program) => [program, '--version']);
	await expect(run(prepareEdge, {programs: needed})).rejects.toMatchObject({
		code: 'COMMAND_MISSING',
	});
	expect(host.asked).not.toContain('podman --version');
});

test('the pull secret lies where kubelet reads it, for root only', async () => {
	await start();
	await run(writePullSecret);
	expect([textOf('/var/lib/kubelet/config.json'), modeOf('/var/lib/kubelet/config.json')]).toEqual([
		pullSecret,
		0o600,
	]);
});

test('a pull secret that cannot be written is not told in the error', async () => {
	await start({pull_secret: '{"auths":{"a":{"auth":"cGxhbnRlZDpwbGFudGVk"}}}'});
	host.write('/var/lib/kubelet', 'in the way');
	const error: unknown = await run(writePullSecret).catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({code: 'FILE_UNWRITABLE'});
	expect(JSON.stringify([error, String(error), host.context.lines])).not.toContain('cGxhbnRlZ');
});

test("the site's key is let in beside the seed's, and becomes two machine configs", async () => {
	await start({ssh_key: 'ssh-ed25519 AAAA me'});
	host.write('/home/core/.ssh/authorized_keys.d/ignition', 'of the seed');
	await run(addSshKey);
	const key = '/home/core/.ssh/authorized_keys.d/ib-early-access';
	expect([textOf(key), modeOf(key)]).toEqual(['ssh-ed25519 AAAA me\n', 0o600]);
	expect(asked('chown core:core')).toHaveLength(1);
	const manifests = '/opt/openshift/cluster-configuration/manifests';
	for (const role of ['master', 'worker']) {
		const config = JSON.parse(textOf(`${manifests}/99-${role}-ssh.json`));
		expect(config).toMatchObject({
			apiVersion: 'machineconfiguration.openshift.io/v1',
			kind: 'MachineConfig',
			metadata: {labels: {'machineconfiguration.openshift.io/role': role}},
			spec: {
				config: {
					ignition: {version: '3.2.0'},
					passwd: {users: [{name: 'core', sshAuthorizedKeys: ['ssh-ed25519 AAAA me']}]},
				},
			},
		});
	}
});

test("trust waits for the host's own service, and is tried again", async () => {
	await start({additionalTrustBundle: {userCaBundle: 'PEM\n'}});
	let states = 0;
	host.play('systemctl is-active coreos-update-ca-trust', () => {
		states += 1;
		return {stdout: states < 3 ? 'activating\n' : 'active\n'};
	});
	let tries = 0;
	host.play('update-ca-trust', () => {
		tries += 1;
		return tries < 3 ? {exitCode: 1, stderr: 'p11-kit: collision'} : undefined;
	});
	await run(trustSite);
	expect([states >= 3, tries]).toEqual([true, 3]);
	expect(textOf('/etc/pki/ca-trust/source/anchors/openshift-config-user-ca-bundle.crt')).toBe(
		'PEM\n',
	);
});

test('trust that cannot be made is told', async () => {
	await start();
	host.play('update-ca-trust', () => ({exitCode: 1, stderr: 'no space'}));
	await expect(run(trustSite)).rejects.toMatchObject({code: 'TRUST_FAILED'});
});

test('time servers are set, and chronyd is restarted only for new ones', async () => {
	await start({chrony_config: 'server 192.0.2.1 iburst\n'});
	await run(configureClock);
	await run(configureClock);
	expect(textOf('/etc/chrony.conf')).toBe('server 192.0.2.1 iburst\n');
	expect(asked('systemctl restart chronyd')).toHaveLength(1);
});

const tracking = (id: string, leap: string): string =>
	`${id},a,3,1.0,0.0001,0,0,0,0,0,0,0,0,${leap}`;

test('the clock is waited for until chronyd follows a server', async () => {
	await start();
	let asks = 0;
	host.play('chronyc -c -n sources', () => ({stdout: '^,?,192.0.2.1,0,6,0,1,0,0,0\n'}));
	host.play('chronyc -c -n tracking', () => {
		asks += 1;
		return {
			stdout: asks < 3 ? tracking('00000000', 'Not synchronised') : tracking('C0000201', 'Normal'),
		};
	});
	await run(synchroniseClock, {limitMs: 10_000});
	expect(asks).toBe(3);
});

test('a site without a time server goes on, and says so', async () => {
	await start();
	host.play('chronyc', () => ({exitCode: 1, stderr: 'Cannot talk to daemon'}));
	await run(synchroniseClock, {limitMs: 5});
	expect(host.context.lines.join()).toContain('follows no time server');
});

test('nobody is waited for where chronyd was told of no server', async () => {
	await start();
	host.play('chronyc -c -n sources', () => ({stdout: ''}));
	host.play('chronyc -c -n tracking', () => ({stdout: tracking('00000000', 'Not synchronised')}));
	await run(synchroniseClock, {limitMs: 1e9});
	expect(host.context.lines.join()).toContain('follows no time server');
});

test('a clock that is before the configuration was made stops the deployment', async () => {
	await start();
	const system = {...host.system, clock: {...host.system.clock, now: () => new Date('2020-01-01')}};
	await expect(
		synchroniseClock.run({...host.params, limitMs: 0}, {...host.context, system}),
	).rejects.toMatchObject({code: 'CLOCK_WRONG', message: expect.stringContaining('2026-03-01')});
});

test('images that are here are not pulled; one that is missing is, through the proxy and for a bounded time', async () => {
	await start({proxy: {httpProxy: 'http://u:planted@proxy:3128'}});
	let environment: Readonly<Record<string, string>> = {};
	host.play('podman image exists quay.io/etcd', () => ({exitCode: 1}));
	host.play('podman pull', (_, options) => {
		environment = options.environment ?? {};
		return {exitCode: 125, stderr: 'Error: dial tcp: timeout'};
	});
	await expect(run(haveRecertImages, {limitMs: 3})).rejects.toMatchObject({
		code: 'RECERT_IMAGE_MISSING',
		message: expect.stringContaining('quay.io/etcd@sha256:2222'),
	});
	expect(environment).toMatchObject({HTTP_PROXY: 'http://u:planted@proxy:3128'});
	expect(environment['NO_PROXY']).toContain('api-int.edge7.corp.net');
	expect(host.asked.join()).not.toContain('planted');
});

test('networks that the seed does not tell are those of its controller manager, newest revision', async () => {
	await start();
	const config = (cidr: string): string =>
		JSON.stringify({
			extendedArguments: {
				'cluster-cidr': [cidr],
				'service-cluster-ip-range': ['172.30.0.0/16,fd02::/112'],
			},
		});
	const at = (revision: number): string =>
		`/etc/kubernetes/static-pod-resources/kube-controller-manager-pod-${revision}/configmaps/config/config.yaml`;
	host.write(at(9), config('10.99.0.0/16'));
	host.write(at(10), config('10.128.0.0/14'));
	expect(await readSeedNetworks(host.system)).toEqual({
		clusterNetworks: ['10.128.0.0/14'],
		serviceNetworks: ['172.30.0.0/16', 'fd02::/112'],
	});
	host.write(
		'/var/seed_data/manifest.json',
		JSON.stringify({
			...seedDocument,
			cluster_network_cidr: ['10.1.0.0/16'],
			service_network_cidr: ['10.2.0.0/16'],
		}),
	);
	expect(await readSeedNetworks(host.system)).toEqual({
		clusterNetworks: ['10.1.0.0/16'],
		serviceNetworks: ['10.2.0.0/16'],
	});
});

test('host keys of the site replace all others, and only host keys are written', async () => {
	const keys = [
		{file_name: 'ssh_host_rsa_key', file_content: 'private'},
		{file_name: 'ssh_host_rsa_key.pub', file_content: 'public'},
	];
	await start({server_ssh_keys: keys});
	host.write('/etc/ssh/ssh_host_ed25519_key', 'of the seed');
	host.write('/etc/ssh/sshd_config', 'stays');
	await run(installHostKeys);
	expect(readdirSync(host.at('/etc/ssh')).toSorted()).toEqual([
		'ssh_host_rsa_key',
		'ssh_host_rsa_key.pub',
		'sshd_config',
	]);
	expect(modeOf('/etc/ssh/ssh_host_rsa_key')).toBe(0o600);
	expect(modeOf('/etc/ssh/ssh_host_rsa_key.pub')).toBe(0o644);
	await change({server_ssh_keys: [{file_name: '../../root/x', file_content: 'x'}]});
	await expect(run(installHostKeys)).rejects.toMatchObject({code: 'HOST_KEY_REFUSED'});
	expect(existsSync(host.at('/etc/ssh/ssh_host_rsa_key'))).toBe(true);
});

test('kubelet is started now and for ever, and again when it does not run', async () => {
	await start();
	host.play('systemctl is-enabled', () => ({stdout: 'enabled\n'}));
	host.play('systemctl is-active', () => ({stdout: 'active\n'}));
	await run(startKubelet);
	await run(startKubelet);
	expect(asked('systemctl enable')).toEqual(['systemctl enable --now kubelet.service']);
	host.play('systemctl is-active', () => ({stdout: 'failed\n', exitCode: 3}));
	await run(startKubelet);
	expect(asked('systemctl enable')).toHaveLength(2);
	expect(existsSync(`${host.params.stateDirectory}/markers/kubelet`)).toBe(true);
});
