/** What recert is given, and what a finished deployment tells and leaves. */
import {existsSync, renameSync, rmSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {AppliedValue} from '../../../../src/engine/observation.ts';
import type {Step} from '../../../../src/engine/step.ts';
import {cleanUp} from '../../../../src/engine/steps/edge/clean.ts';
import {compareApplied} from '../../../../src/engine/steps/edge/compare.ts';
import {edgeSteps} from '../../../../src/engine/steps/edge/index.ts';
import {configureRecert} from '../../../../src/engine/steps/edge/recert-configure.ts';
import {durations, recordDeployment} from '../../../../src/engine/steps/edge/record.ts';
import {standingWithoutInputs} from '../../../../src/engine/steps/edge/standing.ts';
import {pullSecret} from '../../../config/install-documents.ts';
import {host, modeOf, run, start, textOf} from './host-of-test.ts';

const answering = (message: string, exitCode = 1): void => {
	host.play('podman run --rm --network=none', () => ({
		exitCode,
		stderr: `Error: recert config\n\nCaused by:\n    0: parsing\n    1: ${message}\n`,
	}));
};

const unknownKeys = (keys: string): string => `unknown keys "${keys}" in config file`;

const cryptoNames = [
	'admin-kubeconfig-client-ca.crt',
	'ingresskey-ingress-operator.key',
	'loadbalancer-serving-signer.key',
	'localhost-serving-signer.key',
	'service-network-serving-signer.key',
];

test('recert is given its config and five files, all for root only, and none of them empty', async () => {
	await start();
	answering(unknownKeys('zz_probe'));
	await run(configureRecert);
	const directory = '/opt/openshift/kubeconfig-crypto';
	expect(modeOf(directory)).toBe(0o700);
	for (const name of cryptoNames) {
		expect(modeOf(`${directory}/${name}`)).toBe(0o600);
		expect(textOf(`${directory}/${name}`)).toMatch(/^-----BEGIN/);
	}
	expect(modeOf('/opt/openshift/recert_config.json')).toBe(0o600);
	const config = JSON.parse(textOf('/opt/openshift/recert_config.json'));
	expect(config).toMatchObject({hostname: 'edge7-n0', pull_secret: pullSecret, ip: ['10.0.0.2']});
	expect(existsSync(host.at('/opt/openshift/recert_probe'))).toBe(false);
});

test('recert is asked without a network, without privileges, and sees nothing but harmless values', async () => {
	await start();
	answering(unknownKeys('zz_probe'));
	await run(configureRecert);
	const [line = ''] = host.asked.filter((asked) => asked.includes('--network=none'));
	expect(line).not.toContain('--privileged');
	expect(line.match(/--volume=\S+/g)).toEqual([
		'--volume=/opt/openshift/recert_probe:/opt/openshift/recert_probe:ro',
		'--volume=/etc/ssh:/ssh:ro',
	]);
});

test('a key that this recert does not know stops the deployment before anything is changed', async () => {
	await start({chrony_config: 'server a\n'});
	answering(unknownKeys('chrony_config, zz_probe'));
	await expect(run(configureRecert)).rejects.toMatchObject({
		code: 'RECERT_INCOMPATIBLE',
		message: expect.stringContaining('chrony_config'),
	});
});

test('a key that can be spared is left out, and told', async () => {
	await start();
	answering(unknownKeys('summary_file_clean, zz_probe'));
	await run(configureRecert);
	expect(textOf('/opt/openshift/recert_config.json')).not.toContain('summary_file_clean');
	expect(host.context.lines.join()).toContain('does not know summary_file_clean');
});

test('an old recert is asked again with texts, and given them', async () => {
	await start();
	let asks = 0;
	host.play('podman run --rm --network=none', () => {
		asks += 1;
		const message = asks === 1 ? 'ip must be a string' : unknownKeys('zz_probe');
		return {exitCode: 1, stderr: `Error: recert config\n\nCaused by:\n    ${message}\n`};
	});
	await run(configureRecert);
	expect(JSON.parse(textOf('/opt/openshift/recert_config.json'))).toMatchObject({
		ip: '10.0.0.2',
		machine_network_cidr: '10.0.0.0/24',
	});
});

const addresses = (address: string): string =>
	JSON.stringify([
		{
			ifname: 'eno1',
			addr_info: [{family: 'inet', local: address, prefixlen: 24, scope: 'global'}],
		},
	]);

const compared = async (): Promise<Readonly<Record<string, AppliedValue>>> => {
	await run(compareApplied);
	const values = host.context.observed.flatMap((seen) =>
		seen.kind === 'applied' ? seen.values : [],
	);
	return Object.fromEntries(values.map((value) => [value.field, value]));
};

test('each value that was asked for ends as it is: held, overridden, or still to come', async () => {
	await start({
		chrony_config: 'server 192.0.2.1 iburst\n',
		ssh_key: 'ssh-ed25519 AAAA me',
		proxy: {httpProxy: 'http://u:planted@proxy:3128'},
	});
	host.play('ip ', () => ({stdout: addresses('10.9.9.9')}));
	host.write('/etc/chrony.conf', 'server 192.0.2.1 iburst\n');
	host.write('/var/lib/kubelet/config.json', pullSecret);
	host.write('/home/core/.ssh/authorized_keys.d/ignition', 'of the seed\n');
	const values = await compared();
	expect(values['hostname']?.result).toEqual({kind: 'ok'});
	expect(values['node_ips']?.result).toEqual({
		kind: 'overridden',
		by: 'the network of the site',
		found: '10.9.9.9',
	});
	expect(values['machine_networks']?.result.kind).toBe('overridden');
	expect(values['chrony_config']?.result.kind).toBe('pending');
	expect(values['pull_secret']?.result).toEqual({kind: 'ok'});
	expect(values['ssh_key']?.result.kind).toBe('pending');
	expect(values['proxy']?.result.kind).toBe('pending');
	const told = JSON.stringify(values);
	expect(told).not.toContain('planted');
	for (const {auth} of Object.values(JSON.parse(pullSecret).auths) as {auth: string}[]) {
		expect(told).not.toContain(auth);
	}
});

test('the job sheet says which cluster this host became and what each step took', async () => {
	await start();
	const at = '2026-08-08T10:00:00.000Z';
	const outcome = {kind: 'done'} as const;
	const events = [
		{seq: 1, at, type: 'step.started', step: 'recert.run'},
		{seq: 2, at, type: 'step.finished', step: 'recert.run', outcome, durationMs: 5},
		{seq: 3, at, type: 'step.finished', step: 'recert.run', outcome, durationMs: 7},
		{
			seq: 4,
			at,
			type: 'step.finished',
			step: 'edge.compare',
			outcome: {kind: 'skipped', reason: 'by hand: nobody has compared it.'},
			durationMs: 0,
			isWaived: true,
		},
	] as const;
	expect(durations(events)).toEqual({'recert.run': 12, 'edge.compare': 0});
	const journal = events.map((event) => `${JSON.stringify(event)}\n`).join('');
	host.write(`${host.params.stateDirectory}/journal.jsonl`, journal);
	await run(recordDeployment, {site: {digest: 'abc', origin: '/dev/sr0 (cluster-config)'}});
	const sheet = JSON.parse(textOf(`${host.params.stateDirectory}/deployment.json`));
	expect(sheet).toMatchObject({
		result: 'done',
		startedAt: at,
		cluster: {name: 'edge7', baseDomain: 'corp.net', openshift: '4.18.9'},
		configuration: {digest: 'abc'},
		durationsMs: {'recert.run': 12},
		doneWithout: {'edge.compare': 'by hand: nobody has compared it.'},
	});
	expect(modeOf(`${host.params.stateDirectory}/deployment.json`)).toBe(0o600);
});

const key = 'ssh-ed25519 AAAA me';
const early = '/home/core/.ssh/authorized_keys.d/ib-early-access';

const clean = () => run(cleanUp, {units: ['ibi-console-edge.service'], limitMs: 5});

test('inputs are overwritten and gone, with the copy of the seed and our unit', async () => {
	await start({ssh_key: key});
	host.write(early, `${key}\n`);
	host.write('/home/core/.ssh/authorized_keys.d/ignition', `${key}\n`);
	host.write(`${host.params.stateDirectory}/snapshot/tree/etc/secret`, 'secret');
	host.play('systemctl is-enabled', () => ({stdout: 'enabled\n'}));
	await clean();
	for (const path of ['/opt/openshift', '/var/seed_data', early]) {
		expect(existsSync(host.at(path)), path).toBe(false);
	}
	expect(existsSync(`${host.params.stateDirectory}/snapshot`)).toBe(false);
	expect(host.asked).toContain('systemctl disable ibi-console-edge.service');
	const shredded = host.asked.findIndex((line) => line.includes('shred --force'));
	const disabled = host.asked.indexOf('systemctl disable ibi-console-edge.service');
	expect(shredded).toBeGreaterThan(-1);
	expect(shredded).toBeLessThan(disabled);
});

test('the one way in stays while the cluster has not taken the key over', async () => {
	await start({ssh_key: key});
	host.write(early, `${key}\n`);
	await clean();
	expect(existsSync(host.at(early))).toBe(true);
	expect(host.context.lines.join()).toContain('has not taken over the SSH key');
	expect(existsSync(host.at('/opt/openshift'))).toBe(false);
});

test('cleaning may be cut short and repeated', async () => {
	await start({ssh_key: key});
	renameSync(host.at('/opt/openshift'), host.at('/opt/openshift.old'));
	await clean();
	expect(existsSync(host.at('/opt/openshift.old'))).toBe(false);
	expect(existsSync(host.at('/var/seed_data'))).toBe(false);
});

test('once the inputs are gone, what was done stands, and is not asked to be done again', async () => {
	await start();
	const {isDone} = standingWithoutInputs(edgeSteps)['recert.configure'] as Step<object>;
	expect(await isDone?.(host.params, host.context)).toBe(false);
	rmSync(host.at('/opt/openshift'), {recursive: true});
	expect(await isDone?.(host.params, host.context)).toBe(true);
});
