/** The probes of an installed host: each fact by itself, none hidden by another, nothing left behind. */
import {existsSync, mkdirSync, readdirSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {EdgeFacts} from '../../../src/engine/edge-facts/facts.ts';
import {probeEdge} from '../../../src/engine/edge-facts/probe.ts';
import type {Command} from '../../../src/system/types.ts';
import {subjectOf} from '../../fixtures/sites/examine.ts';
import {type Answer, filesBelow, scriptedSystem} from '../steps/scripted-system.ts';

const etcd = `registry.example.com:5000/etcd@sha256:${'e'.repeat(64)}`;
const nodeIp = `registry.example.com:5000/node-ip@sha256:${'a'.repeat(64)}`;

const files: Readonly<Record<string, string>> = {
	'/etc/os-release': 'ID="rhcos"\nOPENSHIFT_VERSION="4.18"\n',
	'/proc/sys/crypto/fips_enabled': '1\n',
	'/proc/sys/kernel/hostname': 'node-1\n',
	'/proc/cmdline': 'quiet\n',
	'/etc/resolv.conf': 'nameserver 192.0.2.10\nnameserver 192.0.2.53\n',
	'/run/NetworkManager/resolv.conf': 'nameserver 127.0.0.1\nnameserver 192.0.2.54\n',
	'/var/seed_data/manifest.json': '{"seed_cluster_ocp_version":"4.18.9"}',
	'/var/seed_data/ibi-console.json': '{"kinds":["v1/ConfigMap"],"hasKubeadminSecret":true}',
	'/var/lib/ibi-console/result.json': '{}',
	'/etc/kubernetes/manifests/etcd-pod.yaml': `spec: {containers: [{name: etcd, image: '${etcd}'}]}`,
	'/etc/systemd/system/nodeip-configuration.service': `ExecStart=/usr/bin/podman run \\\n  ${nodeIp} \\\n  node-ip\n`,
};

const link = [
	{
		ifname: 'eno1',
		link_type: 'ether',
		address: '52:54:00:00:00:01',
		mtu: 1500,
		operstate: 'UP',
		flags: ['UP'],
	},
];
const addresses = [
	{
		ifname: 'eno1',
		addr_info: [{family: 'inet', local: '192.0.2.10', prefixlen: 24, scope: 'global'}],
	},
];

const answers = (command: Command): Answer | undefined => {
	const {program, args} = command;
	switch (program) {
		case 'df':
			return {stdout: 'Avail\n40000000000\n'};
		case 'du':
			return {stdout: '1\t/etc/kubernetes\n900000\ttotal\n'};
		case 'stat':
			return {stdout: '1772452800\n'};
		case 'podman':
			return args.includes('exists')
				? {exitCode: args.includes(etcd) ? 0 : 1}
				: {stdout: '[{"Names":null,"RepoDigests":["quay.io/x/ocp-release@sha256:1"]}]'};
		case 'skopeo':
			return {exitCode: 1, stderr: 'reading manifest v0: manifest unknown'};
		case 'dig':
			return {stdout: ';; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1\n'};
		case 'ip':
			return {
				stdout: JSON.stringify(
					args.includes('link')
						? link
						: args.includes('dadfailed')
							? []
							: args.includes('address')
								? addresses
								: [],
				),
			};
		default:
			return undefined;
	}
};

type Probed = {readonly facts: EdgeFacts; readonly asked: readonly string[]; readonly root: string};

const probed = async (answer = answers, signal = new AbortController().signal): Promise<Probed> => {
	const root = await mkdtemp(join(tmpdir(), 'edge-'));
	onTestFinished(() => rm(root, {recursive: true, force: true}));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), {recursive: true});
		await writeFile(join(root, path), text);
	}
	const {system, asked} = scriptedSystem(answer, {files: filesBelow(root)});
	// Limits never end a program here; the clock of the script does not wait.
	const clock = {
		...system.clock,
		sleep: (_durationMs: number, end?: AbortSignal) =>
			new Promise<void>((_resolve, reject) => {
				end?.addEventListener('abort', () => reject(new Error('ended')));
			}),
	};
	const {site, seed} = await subjectOf('IPv4 by DHCP');
	return {facts: await probeEdge({...system, clock}, {site, seed}, signal), asked, root};
};

describe('an installed host', () => {
	test('is known with all that the checks ask for', async () => {
		const {facts} = await probed();
		expect(facts).toMatchObject({
			hostName: {value: 'node-1'},
			isFipsEnabled: {value: true},
			systemRelease: {value: '4.18'},
			seedFormat: {value: '4'},
			isImageStorageThere: {value: false},
			seedBuiltAt: {value: '2026-03-02T12:00:00.000Z'},
			seedNotes: {value: {kinds: ['v1/ConfigMap'], hasKubeadminSecret: true}},
			freeBytes: {value: 40_000_000_000},
			snapshotBytes: {value: 900_000},
			nameServers: {value: ['192.0.2.54']},
		});
	});

	test('tells of each image whether it is there, and else what its registry says', async () => {
		const {facts} = await probed();
		expect(facts.images).toMatchObject({
			value: [
				{role: 'node-ip', image: {value: nodeIp}, isPresent: {value: false}},
				{role: 'etcd', image: {value: etcd}, isPresent: {value: true}},
				{role: 'recert', registry: {value: {kind: 'refused', code: 'SEED_NOT_FOUND'}}},
				{role: 'release', image: {value: 'quay.io/x/ocp-release@sha256:1'}},
			],
		});
	});

	test('is asked for names of the site by a name server that is not its own', async () => {
		const {asked} = await probed();
		const questions = asked.filter((line) => line.startsWith('dig'));
		expect(questions).toHaveLength(3);
		expect(questions.every((line) => line.startsWith('dig @192.0.2.54 '))).toBe(true);
		expect(questions.join('\n')).toMatch(
			/ api\.site-1.*\n.* api-int\.site-1.*\n.* ibi-[0-9a-f]{8}\.apps\.site-1/,
		);
	});

	test('keeps no pull secret, and shows none', async () => {
		const {facts, asked, root} = await probed();
		expect(readdirSync(join(root, '/run/ibi-console'))).toEqual([]);
		expect(existsSync(join(root, '/var/lib/kubelet/config.json'))).toBe(false);
		expect(`${JSON.stringify(facts)}${asked.join('\n')}`).not.toMatch(
			/planted|PRIVATE KEY|"auths"/,
		);
	});
});

const perFact: readonly (readonly [program: string, facts: readonly (keyof EdgeFacts)[]])[] = [
	['df', ['freeBytes']],
	['du', ['snapshotBytes']],
	['stat', ['seedBuiltAt']],
	['dig', ['names']],
	['arping', ['owners']],
];

describe.each(perFact)('without %s', (program, lost) => {
	test('only what it tells is unknown', async () => {
		const whole = (await probed()).facts;
		const {facts} = await probed((command) =>
			command.program === program ? {exitCode: 127, stderr: 'broken'} : answers(command),
		);
		const differing = (Object.keys(whole) as (keyof EdgeFacts)[]).filter(
			(name) => isKnown(whole[name]) && !isKnown(facts[name]),
		);
		expect(differing).toEqual(lost);
	});
});

const isKnown = (fact: unknown): boolean =>
	typeof fact === 'object' && fact !== null && 'known' in fact && fact.known === true;

test('cancelling ends it, and is no fact', async () => {
	const own = new AbortController();
	own.abort();
	const failing = (): never => {
		throw new Error('ended');
	};
	await expect(probed(failing, own.signal)).rejects.toMatchObject({code: 'CANCELLED'});
});
