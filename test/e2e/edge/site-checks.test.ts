/**
 * The site's network in real namespaces: what another host, a router, a name server and a clock do to it is found
 * before the site's address is taken, and named by the one check that it belongs to.
 */
import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {examineSite, type SiteMoment} from '../../../src/engine/checks/site/index.ts';
import type {EdgeFacts} from '../../../src/engine/edge-facts/facts.ts';
import {readManifest} from '../../../src/iso/manifest-document.ts';
import type {SeedClusterInfo} from '../../../src/seed/info.ts';
import {manifestTextOf} from '../../fixtures/sites/examine.ts';
import {staticNetwork} from '../../fixtures/sites/good.ts';
import {goodSeed} from '../../fixtures/sites/host.ts';
import {makeAuthority} from '../../helpers/certificates.ts';
import {
	addresses,
	type Fault,
	image,
	registryName,
	runInHost,
	type Shelf,
	withNetwork,
	writeProgram,
} from '../../helpers/network.ts';
import * as oci from '../../helpers/oci-layout.ts';
import {password, startRegistry} from '../../helpers/registry.ts';

const {host, gateway, nameServer, nobody} = addresses;
const planned = '10.77.0.20';

let shelf: Shelf;
let authority: ReturnType<typeof makeAuthority>;

beforeAll(async () => {
	const storage = mkdtempSync(join(tmpdir(), 'ibi-shelf-'));
	const registry = await startRegistry();
	const layout = oci.newLayout();
	oci.writeIndex(layout, [oci.named(oci.addSeed(layout), 'v1')]);
	const access = ['--dest-authfile', registry.goodAuth, '--dest-cert-dir', registry.certificates];
	execFileSync('skopeo', [
		...['copy', '--quiet', ...access],
		...[`oci:${layout}:v1`, `docker://${registry.host}/seed:v1`],
	]);
	cpSync(join(registry.directory, 'storage'), storage, {recursive: true});
	await registry.stop();
	rmSync(layout, {recursive: true});
	authority = makeAuthority();
	shelf = {storage, authority};
});

afterAll(() => {
	rmSync(shelf.storage, {recursive: true});
	authority.remove();
});

type Case = Fault & {
	/** The site gives the host this address itself. */
	readonly network?: object;
	readonly clockOffsetSeconds?: number;
	readonly moment?: SiteMoment;
};

const seed: SeedClusterInfo = {...goodSeed, recertImagePullSpec: image};

const cluster = 'site-1.example.com';
const answering = (address: string, records: Readonly<Record<string, string>> = {}) => ({
	nameServers: [
		{
			address: nameServer,
			records: {'registry.lab.test': addresses.registry, ...records},
			liesWith: address,
		},
	],
	proxies: [],
});

const networkOf = (address: string, router: string): object => ({
	...staticNetwork,
	interfaces: [
		{
			...staticNetwork.interfaces[0],
			ipv4: {enabled: true, dhcp: false, address: [{ip: address, 'prefix-length': 24}]},
		},
	],
	routes: {config: [{destination: '0.0.0.0/0', 'next-hop-address': router}]},
	'dns-resolver': {config: {server: [nameServer]}},
});

/** refid, name, stratum, time, offset, … as chronyc tells them of a clock that follows a server. */
const tracking = (offsetSeconds: number): string =>
	`0A4D007B,10.77.0.123,2,1772452800.0,${offsetSeconds},0.0,0.0,1.0,0.0,0.1,0.001,0.001,64.0,Normal`;

const examined = async (one: Case): Promise<readonly string[]> => {
	const auth = Buffer.from(one.userAndPassword ?? `user:${password}`).toString('base64');
	const manifest = await manifestTextOf('IPv4 by DHCP', {
		manifest: (document) => ({
			...document,
			machine_networks: ['10.77.0.0/24'],
			machine_network: '10.77.0.0/24',
			pull_secret: JSON.stringify({auths: {[registryName]: {auth}}}),
			...(one.network && {raw_nm_state_config: JSON.stringify(one.network)}),
		}),
	});
	const services = one.services ?? answering(one.network === undefined ? host : planned);
	const edge = await withNetwork(shelf, {...one, services}, async (name, directory) => {
		writeProgram(directory, 'timedatectl', 'echo no');
		writeProgram(
			directory,
			'chronyc',
			`case "$3" in tracking) echo ${tracking(one.clockOffsetSeconds ?? 0.001)};;\n*) echo '^,*,10.77.0.123,2,6,377,1,0,0,0';; esac`,
		);
		const manifestPath = join(directory, 'manifest.json');
		writeFileSync(manifestPath, manifest, {mode: 0o600});
		const order = {manifestPath, seed, clockWrongByMs: one.clockWrongByMs ?? 0};
		const script = new URL('../../helpers/probe-edge-in-namespace.ts', import.meta.url);
		return (await runInHost(name, directory, shelf, one, script, order)) as EdgeFacts;
	});
	expect(JSON.stringify(edge)).not.toMatch(new RegExp(`${password}|PRIVATE KEY`));
	const site = {
		manifest: readManifest(manifest, 'manifest.json'),
		files: [],
		digest: '',
		origin: {kind: 'typed'},
	} as const;
	return examineSite({site, seed, edge, moment: one.moment ?? 'arrival'})
		.filter(({id}) => asked.includes(id))
		.flatMap(({id, severity, verdict}) => {
			if (verdict.kind === 'passed') return [];
			const text = verdict.kind === 'failed' ? verdict.found : `? ${verdict.reason}`;
			return [`${severity} ${id}: ${text}`];
		});
};

/** Those that a made network can tell of; the rest is about a disk and a board that this host has not. */
const asked: readonly string[] = [
	'site-networks',
	'site-node-ips',
	'site-node-ips-seed',
	'site-interfaces',
	'site-link',
	'site-gateway',
	'site-gateway-answers',
	'site-duplicate-address',
	'site-name-servers',
	'site-dns-api',
	'site-dns-api-int',
	'site-dns-apps',
	'site-ntp',
	'site-admin-ca-dates',
	'site-image-recert',
];

const bare = [`address del ${host}/24 dev eno1`];
const waits = 'the network of the site is not applied yet';
const dayMs = 86_400_000;

test('a healthy network raises no alarm', async () => {
	expect(await examined({})).toEqual([]);
});

test('nor does one that is not applied yet, but what cannot be asked is told', async () => {
	expect(await examined({host: bare, network: networkOf(planned, gateway)})).toEqual([
		`warning site-name-servers: ? ${waits}`,
		'warning site-dns-api: ? no name server answers',
		'warning site-dns-api-int: ? no name server answers',
		'warning site-dns-apps: ? no name server answers',
		`warning site-image-recert: ? ${waits}`,
	]);
});

describe.concurrent('the one cause is named where', () => {
	const cases: readonly (readonly [what: string, one: Case, found: readonly string[]])[] = [
		[
			'another host has the address that the host has by DHCP, and the answers to it',
			{world: [`address add ${host}/24 dev far`]},
			[
				`site-duplicate-address: another host has the same address: ${host} on eno1: MAC`,
				`site-image-recert: ${image} is not on this host, and its registry cannot be reached`,
			],
		],
		[
			'nobody is at the address of the gateway, nor is anything behind it',
			{host: [`route replace default via ${nobody}`]},
			[
				`site-gateway-answers: nobody answers for the gateway ${nobody} on eno1`,
				`site-image-recert: ${image} is not on this host, and its registry cannot be reached`,
			],
		],
		[
			'api leads to another host',
			{services: answering(host, {[`api.${cluster}`]: '10.77.0.77'})},
			[`site-dns-api: api.${cluster} is 10.77.0.77, which is not this host`],
		],
		[
			'api-int leads to another host',
			{services: answering(host, {[`api-int.${cluster}`]: '10.77.0.77'})},
			[`site-dns-api-int: api-int.${cluster} is 10.77.0.77, which is not this host`],
		],
		[
			'the clock is two minutes off its server',
			{clockOffsetSeconds: 120},
			['site-ntp: 120.0 s off 10.77.0.123'],
		],
		[
			'the registry refuses the pull secret of the site',
			{userAndPassword: 'user:another'},
			[`site-image-recert: ${image} is not on this host, and its registry refuses the pull secret`],
		],
	];

	test.each(cases)('%s', async (_what, one, found) => {
		const told = (await examined(one)).map((line) => line.replace(/([0-9a-f]{2}:){5}..$/, 'MAC'));
		const blockers = told.filter((line) => line.startsWith('blocker'));
		expect(blockers).toEqual(found.map((line) => `blocker ${line}`));
	});
});

describe.concurrent('before the site has its address', () => {
	test('another host that has it is found', async () => {
		const world = [`address add ${planned}/24 dev far`];
		const told = await examined({host: bare, world, network: networkOf(planned, gateway)});
		expect(told[0]).toMatch(
			new RegExp(`^blocker site-duplicate-address: another host has the same address: ${planned}`),
		);
	});

	test('a gateway that is not there is found', async () => {
		const told = await examined({host: bare, network: networkOf(planned, nobody)});
		expect(told[0]).toBe(
			`blocker site-gateway-answers: nobody answers for the gateway ${nobody} on eno1`,
		);
	});
});

test('a clock that is a year behind is found by the certificates', async () => {
	const behind = Date.now() - Date.parse('2026-03-01T12:00:00Z') + 365 * dayMs;
	const told = await examined({clockWrongByMs: -behind});
	expect(told).toEqual([
		expect.stringMatching(/^blocker site-admin-ca-dates: .* begins at 2026-03-01/),
	]);
});

test('names that nobody made are only told, since this host answers them itself', async () => {
	const records = {'registry.lab.test': addresses.registry};
	const services = {nameServers: [{address: nameServer, records}], proxies: []};
	expect(await examined({services})).toEqual([
		expect.stringMatching(`^warning site-dns-api: ${nameServer} does not know api.${cluster}`),
		expect.stringMatching(`^warning site-dns-api-int: ${nameServer} does not know`),
		expect.stringMatching(`^warning site-dns-apps: ${nameServer} does not know ibi-`),
	]);
});

test('a name server that is silent before recert is told, and nothing passes for it', async () => {
	const services = {nameServers: [], proxies: []};
	const told = await examined({services, moment: 'recert'});
	expect(told).toContain(`warning site-name-servers: no answer of ${nameServer}`);
	expect(told).toContain('warning site-dns-api: ? no name server answers');
});
