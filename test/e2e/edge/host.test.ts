/** What the lab promises of its edge hosts: an installed disk that runs, the seed's cluster on it, and no trace of it later. */
import {spawn} from 'node:child_process';
import {createPublicKey, X509Certificate} from 'node:crypto';
import {once} from 'node:events';
import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type EdgeHost, startEdge} from '../../../lab/edge.ts';
import {readDatabase} from '../../../lab/etcd.ts';
import {lab} from '../lab-install.ts';
import {recertConfig, runRecert, startEtcd, stopEtcd} from './host-recert.ts';

let edge: EdgeHost;

const inside = async (program: string, ...args: readonly string[]): Promise<string> =>
	(await lab.system.run(edge.inside(program, ...args))).stdout.trim();

const served = '/etc/kubernetes/static-pod-resources/kube-apiserver-certs/secrets';
const servingPair = `${served}/external-loadbalancer-serving-certkey`;

beforeAll(async () => {
	edge = await startEdge(lab);
});

afterAll(() => edge?.close());

test('its own systemd has started its units, kubelet is disabled', async () => {
	expect(await inside('cat', '/proc/1/comm')).toBe('systemd');
	expect(await inside('findmnt', '--noheadings', '--output=FSTYPE', '/var/lib/containers')).toBe(
		'xfs',
	);
	const states = edge.inside('systemctl', 'is-enabled', 'kubelet.service');
	const {stdout} = await lab.system.run(states, {acceptedExitCodes: [0, 1]});
	expect(stdout.trim()).toBe('disabled');
});

test('it shows its own disk and no disk of the machine', async () => {
	const text = await inside('lsblk', '--json', '--nodeps', '--output=PATH,MODEL');
	expect(JSON.parse(text).blockdevices).toEqual([
		{path: edge.disk.device, model: 'LABDISK PM883 128G'},
	]);
	const nodes = await readdir(edge.path('/dev'));
	expect(nodes.filter((name) => name.startsWith('vd'))).toEqual([]);
});

test('a host name that is set there is not that of the machine', async () => {
	const own = (await lab.system.run({program: 'hostname', args: []})).stdout;
	await inside('hostnamectl', 'set-hostname', 'edge7-n0');
	expect(await inside('hostname')).toBe('edge7-n0');
	expect((await lab.system.run({program: 'hostname', args: []})).stdout).toBe(own);
});

test('nmstatectl really gives an address, which lasts when NetworkManager restarts', async () => {
	const state = `interfaces:
- {name: eno1, type: ethernet, state: up, ipv4: {enabled: true, address: [{ip: 10.0.0.2, prefix-length: 24}]}}
`;
	await writeFile(edge.path('/run/state.yaml'), state);
	await inside('nmstatectl', 'apply', '/run/state.yaml');
	await inside('systemctl', 'restart', 'NetworkManager.service');
	expect(await inside('ip', '-brief', 'address', 'show', 'eno1')).toContain(' 10.0.0.2/24 ');
	await writeFile(edge.path('/etc/default/nodeip-configuration'), 'KUBELET_NODEIP_HINT=10.0.0.0');
	await inside('systemctl', 'start', 'nodeip-configuration.service');
	expect(await readFile(edge.path('/run/nodeip-configuration/primary-ip'), 'utf8')).toBe(
		'10.0.0.2',
	);
});

test('the names of the cluster are answered by dnsmasq', async () => {
	await inside('systemctl', 'restart', 'dnsmasq.service');
	await expect
		.poll(() => inside('getent', 'hosts', 'api.seed.lab.example'))
		.toContain('192.0.2.10');
});

test('files of /var are copied by reference', async () => {
	await inside('cp', '--reflink=always', '/var/lib/etcd/member/snap/db', '/var/tmp/db');
	await inside('rm', '/var/tmp/db');
});

describe('a medium', () => {
	let source: string;

	beforeAll(async () => {
		source = await mkdtemp(join(tmpdir(), 'ibi-medium-'));
		await writeFile(join(source, 'hello'), 'from the medium');
	});

	afterAll(() => rm(source, {recursive: true}));

	test.each(['filesystem', 'partition'] as const)(
		'that is a %s shows its label, can be mounted, and goes',
		async (kind) => {
			const medium = await edge.insertMedium(kind, source);
			const columns = '--output=PATH,LABEL,FSTYPE';
			const text = await inside('lsblk', '--json', columns, medium.filesystem);
			expect(JSON.parse(text).blockdevices).toEqual([
				{path: medium.filesystem, label: 'cluster-config', fstype: 'ext4'},
			]);
			await inside('mkdir', '--parents', '/mnt/medium');
			await inside('mount', '-o', 'ro', medium.filesystem, '/mnt/medium');
			expect(await inside('cat', '/mnt/medium/hello')).toBe('from the medium');
			await inside('umount', '/mnt/medium');
			await edge.removeMedium(medium);
			expect(await inside('lsblk', '--json')).not.toContain(medium.device.replace('/dev/', ''));
		},
	);

	test('that is an ISO shows its label', async () => {
		const medium = await edge.insertMedium('iso', source);
		const text = await inside('lsblk', '--json', '--output=PATH,LABEL,FSTYPE', medium.device);
		expect(JSON.parse(text).blockdevices).toEqual([
			{path: medium.device, label: 'cluster-config', fstype: 'iso9660'},
		]);
		await edge.removeMedium(medium);
	});

	test('is told by udevadm monitor as it comes and goes', async () => {
		const told = '/run/told';
		const command = `udevadm monitor --udev --property --subsystem-match=block >${told}`;
		await inside('systemd-run', '--unit=told', 'sh', '-c', command);
		await expect.poll(() => inside('cat', told)).toContain('UDEV - the event');
		const medium = await edge.insertMedium('partition', source);
		await edge.removeMedium(medium);
		await expect.poll(() => inside('cat', told)).toMatch(/ACTION=add[\s\S]*ACTION=remove/);
		await inside('systemctl', 'stop', 'told');
	});
});

describe('recert', () => {
	const certificate = async () =>
		new X509Certificate(await readFile(edge.path(`${servingPair}/tls.crt`)));
	const database = () => readDatabase(lab, edge.path('/var/lib/etcd'));

	test.each([
		[{foo: 1, bar: 2}, 'unknown keys "bar, foo" in config file'],
		[{...recertConfig, hostname: null}, 'hostname must be a string'],
		[{...recertConfig, crypto_dirs: ['/nowhere']}, 'crypto_dir must exist: /nowhere'],
	])('refuses %j', async (config, message) => {
		const {exitCode, stdout, stderr} = await runRecert(lab, edge, config);
		expect([exitCode, stdout]).toEqual([1, '']);
		expect(stderr).toContain('Error: recert config\n\nCaused by:\n    0: parsing RECERT_CONFIG');
		expect(stderr).toContain(message);
	});

	test('without an etcd ends with the error chain of a refused connection', async () => {
		const {exitCode, stderr} = await runRecert(lab, edge, recertConfig);
		expect(exitCode).toBe(1);
		expect(stderr).toContain('Connection refused');
	});

	test('changes keys and names on the disk and in etcd alike', async () => {
		const before = await certificate();
		expect(before.validToDate.getTime()).toBeLessThan(Date.now());
		await startEtcd(lab, edge);
		const {exitCode, stdout} = await runRecert(lab, edge, recertConfig);
		await stopEtcd(lab, edge);
		expect([exitCode, stdout.trim().split('\n').at(-1)]).toEqual([
			0,
			expect.stringContaining('All done'),
		]);
		const after = await certificate();
		expect(after.subject).toBe('CN=api.edge7.corp.net');
		expect(after.subjectAltName).toBe('DNS:api.edge7.corp.net');
		expect(after.validToDate.getTime()).toBeGreaterThan(Date.now());
		expect(after.serialNumber).toBe(before.serialNumber);
		const key = createPublicKey(await readFile(edge.path(`${servingPair}/tls.key`)));
		expect(key.equals(after.publicKey)).toBe(true);
		expect(key.equals(before.publicKey)).toBe(false);
		const stored = (await database()).get(
			'/kubernetes.io/secrets/openshift-kube-apiserver/external-loadbalancer-serving-certkey',
		);
		const data = stored?.['data'] as Readonly<Record<string, string>>;
		const pem = Buffer.from(data['tls.crt'] ?? '', 'base64').toString();
		expect(pem).toBe(await readFile(edge.path(`${servingPair}/tls.crt`), 'utf8'));
	});

	test('leaves a kubeconfig whose authorities have signed what the cluster serves', async () => {
		const kubeconfig = `${served}/node-kubeconfigs/lb-ext.kubeconfig`;
		const text = await readFile(edge.path(kubeconfig), 'utf8');
		expect(text).toContain('server: https://api.edge7.corp.net:6443');
		const [, bundle = ''] = /certificate-authority-data: (\S+)/.exec(text) ?? [];
		const blocks =
			Buffer.from(bundle, 'base64')
				.toString()
				.match(/-----BEGIN[\s\S]*?END.*\n/g) ?? [];
		const after = await certificate();
		const signers = blocks.map((block) => new X509Certificate(block));
		expect(signers.filter(({publicKey}) => after.verify(publicKey))).toHaveLength(1);
	});

	test('that fails late has changed the disk and not etcd, as the real one', async () => {
		const [before, stored] = [await certificate(), await database()];
		await edge.steerRecert({fail: 'late', keySeconds: 0, runs: 1});
		await startEtcd(lab, edge);
		const {exitCode, stderr} = await runRecert(lab, edge, {...recertConfig, ip: undefined});
		await stopEtcd(lab, edge);
		expect(exitCode).toBe(1);
		expect(stderr).toContain('performing ocp specific post-processing');
		expect((await certificate()).fingerprint256).not.toBe(before.fingerprint256);
		expect(await database()).toEqual(stored);
	});
});

test('kubelet starts, says what it found, and stays over a restart when it is enabled', async () => {
	await inside('systemctl', 'enable', '--now', 'kubelet.service');
	await expect.poll(() => inside('cat', '/var/log/kubelet-stand-in')).toContain('started at');
	expect(await inside('systemctl', 'is-active', 'kubelet.service')).toBe('active');
	await edge.restart();
	await expect
		.poll(async () => (await inside('cat', '/var/log/kubelet-stand-in')).match(/started at/g))
		.toHaveLength(2);
});

test('a host that is closed leaves no process, no loop device, no control group and no folder', async () => {
	const other = await startEdge(lab);
	const marker = `sleep ${1_000_000 + process.pid}`;
	await lab.system.run(other.inside('systemd-run', 'sh', '-c', `exec ${marker}`));
	await other.close();
	const {stdout: processes} = await lab.system.run({program: 'ps', args: ['-e', '-o', 'args']});
	expect(processes).not.toContain(marker);
	const {stdout: loops} = await lab.system.run({program: 'losetup', args: ['--list']});
	expect(loops).not.toContain(other.directory);
	await expect(stat(other.directory)).rejects.toThrow('ENOENT');
	const group = `ibi-lab-${other.directory.split('-').at(-1)}`;
	await expect(stat(join('/sys/fs/cgroup/systemd', group))).rejects.toThrow('ENOENT');
});

test('a host whose owner is killed goes by itself', async () => {
	const owner = spawn(process.execPath, ['--input-type=module', '--eval', ownAnEdgeHost], {
		cwd: import.meta.dirname,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [directory] = await once(createInterface({input: owner.stdout}), 'line');
	owner.kill('SIGKILL');
	await expect.poll(() => stat(directory).catch(() => 'gone'), {timeout: 60_000}).toBe('gone');
	const {stdout: loops} = await lab.system.run({program: 'losetup', args: ['--list']});
	expect(loops).not.toContain(directory);
});

const ownAnEdgeHost = `
	import {startEdge} from '${join(import.meta.dirname, '../../../lab/edge.ts')}';
	import {lab} from '${join(import.meta.dirname, '../lab-install.ts')}';
	const edge = await startEdge(lab);
	console.log(edge.directory);
	setInterval(() => {}, 60_000);`;
