/** Each fault of a network, made in real namespaces with a real registry: the ladder names it, and nothing else. */
import {execFileSync, spawn} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Subject} from '../../src/engine/check.ts';
import {networkChecks} from '../../src/engine/checks/network/index.ts';
import type {LadderFacts} from '../../src/engine/ladder/facts.ts';
import {brokenRung, lanesOf} from '../../src/engine/ladder/lanes.ts';
import {makeAuthority} from '../helpers/certificates.ts';
import {
	addresses,
	climbWith,
	commandInHost,
	type Fault,
	goodServices,
	image,
	registryName,
	type Shelf,
	withNetwork,
	writeProgram,
} from '../helpers/network.ts';
import * as oci from '../helpers/oci-layout.ts';
import {password, startRegistry, writeAuth} from '../helpers/registry.ts';
import {openPtyProgram} from './pty-console.ts';

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

type Told = {readonly id: string; readonly severity: string; readonly text: string};

/** What does not pass and was tried. */
const faultsOf = (ladder: LadderFacts): readonly Told[] =>
	networkChecks.flatMap(({id, severity, severityFor, examine}) => {
		const subject = {ladder} as unknown as Subject;
		const verdict = examine(subject);
		if (verdict.kind === 'passed') return [];
		const text = verdict.kind === 'failed' ? verdict.found : verdict.reason;
		return text.startsWith('not tried')
			? []
			: [{id, severity: severityFor?.(subject) ?? severity, text}];
	});

const climbed = async (fault: Fault): Promise<readonly Told[]> => {
	const ladder = await climbWith(shelf, fault);
	expect(JSON.stringify(ladder)).not.toContain(password);
	return faultsOf(ladder);
};

const {gateway, nameServer, otherNameServer, nobody, host} = addresses;
const lying = {
	...goodServices,
	nameServers: [{address: nameServer, records: {}, liesWith: '10.77.0.1'}],
};
const dayMs = 86_400_000;

const withTime = (aheadSeconds: number): Fault => ({
	services: {...goodServices, timeServers: [{address: gateway, aheadSeconds}]},
	timeServers: [gateway],
});

/** A second card of the host, on a cable of its own: `eno2` there, `far2` in the world. */
const secondCable: readonly string[] = [
	'link add far2 type veth peer name eno2 netns HOST',
	'link set far2 up',
];

const moved = (from: string, to: string): readonly string[] => [
	`-4 address flush dev ${from}`,
	...[gateway, nameServer, otherNameServer].map((address) => `address add ${address}/24 dev ${to}`),
];

describe.concurrent('a healthy network raises no alarm', () => {
	const cases: readonly (readonly [what: string, fault: Fault])[] = [
		['with one card', {}],
		[
			'with two cards in two networks',
			{
				world: [...secondCable, 'address add 10.78.0.1/24 dev far2'],
				host: [
					'address add 10.78.0.10/24 dev eno2',
					'link set eno2 up',
					'route add default via 10.78.0.1 dev eno2 metric 200',
				],
			},
		],
	];
	test.each(cases)('%s', async (_what, fault) => {
		const ladder = await climbWith(shelf, fault);
		expect(faultsOf(ladder)).toEqual([]);
		const lanes = lanesOf(ladder);
		expect(lanes.flatMap((lane) => brokenRung(lane) ?? [])).toEqual([]);
		expect(lanes.map(({nic = 'host'}) => nic)).toEqual(
			fault.host === undefined ? ['eno1', 'host'] : ['eno1', 'eno2', 'host'],
		);
	});

	test('but for a clock that nothing keeps, with the time of its server', async () => {
		expect(await climbed(withTime(0))).toEqual([
			{
				id: 'time-ntp-sync',
				severity: 'warning',
				text: 'the clock follows no time server, although 10.77.0.1 answers and has the same time',
			},
		]);
	});
});

describe.concurrent('the one cause is named where', () => {
	const cases: readonly (readonly [what: string, id: string, text: RegExp, fault: Fault])[] = [
		['there is no link', 'net-carrier', /no link on eno1/, {world: ['link set far down']}],
		[
			'there is no address',
			'net-address',
			/no address on eno1/,
			{host: [`address del ${host}/24 dev eno1`]},
		],
		[
			'another host has the address',
			'net-duplicate-ip',
			/another host has the same address: 10\.77\.0\.10 on eno1: [0-9a-f:]{17}/,
			{world: [`address add ${host}/24 dev far`]},
		],
		[
			'another host has the IPv6 address',
			'net-duplicate-ip',
			/another host has the same address: 2001:db8::10 on eno1/,
			{
				world: ['address add 2001:db8::10/64 dev far nodad'],
				host: ['address add 2001:db8::10/64 dev eno1'],
				isRefusedAddressAwaited: true,
			},
		],
		[
			'the cable is in another VLAN',
			'net-gateway',
			/^wrong VLAN: the cable leads into another network, where somebody answers, but not the gateway 10\.77\.0\.1 on eno1 nor 10\.77\.0\.53$/,
			{
				world: [
					'link add rest type veth peer name rest2',
					'link set rest up',
					'link set rest2 up',
					...moved('far', 'rest'),
					'address add 10.88.0.1/24 dev far',
				],
			},
		],
		[
			'two cables are swapped',
			'net-gateway',
			/^the gateway 10\.77\.0\.1 on eno1 does not answer there, but on eno2: the cables are swapped$/,
			{
				world: [...secondCable, ...moved('far', 'far2'), 'address add 10.78.0.1/24 dev far'],
				host: ['address add 10.78.0.10/24 dev eno2', 'link set eno2 up'],
			},
		],
		[
			'the cable is in the port beside its own',
			'net-address',
			/^eno1 has the address 10\.77\.0\.10\/24 and no link, eno2 has a link and no address: the cable is in the wrong port$/,
			{
				world: [...secondCable, ...moved('far', 'far2'), 'link set far down'],
				host: ['link set eno2 up'],
			},
		],
		['there is no gateway', 'net-default-route', /no default route/, {host: ['route del default']}],
		[
			'the gateway is not there',
			'net-gateway',
			/^the gateway 10\.77\.0\.99 on eno1 does not answer, not even to ARP, although others of its network do \(10\.77\.0\.53\)$/,
			{host: [`route replace default via ${nobody}`]},
		],
		[
			'no name server answers',
			'dns-servers',
			/no name server answers: 10\.77\.0\.53/,
			{services: {nameServers: [], proxies: []}},
		],
		['the name server lies', 'dns-servers', /makes answers up/, {services: lying}],
		[
			'the name is not known',
			'registry-dns',
			/the name servers do not know registry\.lab\.test/,
			{services: {...goodServices, nameServers: [{address: nameServer, records: {}}]}},
		],
		[
			'the mask is too wide',
			'registry-tcp',
			/no such host answers on the way, although the network mask says/,
			{
				host: [
					`address del ${host}/24 dev eno1`,
					`address add ${host}/8 dev eno1`,
					`route add default via ${gateway}`,
				],
			},
		],
		['the registry is down', 'registry-tcp', /refused: nothing listens there/, {leaf: null}],
		[
			'the authority is not known',
			'registry-tls',
			/does not know the authority \(Test CA\)/,
			{isAuthorityTrusted: false},
		],
		[
			'the certificate is for another name',
			'registry-tls',
			/is for another name/,
			{leaf: {names: ['other.lab.test']}},
		],
		[
			'large packets vanish on the way',
			'net-mtu',
			/^packets of 1500 bytes \(MTU of eno1\) do not reach 10\.77\.0\.1, those of 576 do;/,
			{
				world: [
					'link add switch type bridge',
					'link set switch up',
					'link add inner type veth peer name near',
					'link set near up',
					...moved('far', 'near'),
					'link set far master switch',
					'link set inner mtu 900 master switch up',
				],
			},
		],
		[
			'the certificate is not valid yet',
			'tls-validity',
			/is not valid before .*, and the clock of this host says/,
			{leaf: {validFrom: new Date(Date.now() + dayMs)}},
		],
		[
			'the certificate has ended',
			'tls-validity',
			/ended at/,
			{leaf: {validTo: new Date(Date.now() - dayMs / 2)}},
		],
		[
			'the password is wrong',
			'registry-auth',
			/refuses the credentials/,
			{userAndPassword: 'user:another'},
		],
		[
			'the image is not there',
			'registry-image',
			/no such image is there/,
			{image: image.replace(':v1', ':v2')},
		],
		[
			'the proxy is not there',
			'proxy-config',
			/the proxy 10\.77\.0\.1:3128 cannot be reached: the connection was refused/,
			{environment: {HTTPS_PROXY: `http://${gateway}:3128`}},
		],
		[
			'the proxy wants a password',
			'proxy-config',
			/407: it wants a user and password/,
			{
				environment: {HTTPS_PROXY: `http://user:${password}@${gateway}:3128`},
				services: {...goodServices, proxies: [{address: gateway, port: 3128}]},
			},
		],
	];

	test.each(cases)('%s', async (_what, id, text, fault) => {
		const faults = await climbed(fault);
		expect(faults.filter(({severity}) => severity === 'blocker')).toEqual([
			{id, severity: 'blocker', text: expect.stringMatching(text)},
		]);
	});
});

describe.concurrent('what the registry proves harmless only warns:', () => {
	const cases: readonly (readonly [what: string, id: string, text: RegExp, fault: Fault])[] = [
		[
			'one of two name servers is dead',
			'dns-servers',
			/a name server does not answer: 10\.77\.0\.54/,
			{nameServers: [nameServer, otherNameServer]},
		],
		[
			'the gateway is outside of the network of the card',
			'net-address',
			/the gateway 10\.77\.0\.1 is not in the network of eno1 \(10\.77\.0\.10\/30\)/,
			{
				host: [
					`address del ${host}/24 dev eno1`,
					`address add ${host}/30 dev eno1`,
					`route add default via ${gateway} dev eno1 onlink`,
				],
			},
		],
		[
			'the clock is an hour behind its time server',
			'time-ntp-sync',
			/^the clock is 60 minutes behind 10\.77\.0\.1$/,
			withTime(3600),
		],
		[
			'the time server does not answer',
			'time-ntp-sync',
			/^the clock follows no time server; none of these is good: 10\.77\.0\.99 \(does not answer\)$/,
			{timeServers: [nobody]},
		],
		[
			'two cards are in one network',
			'net-overlap',
			/two cards are in one network: eno1 10\.77\.0\.10\/24 and eno2 10\.77\.0\.11\/24/,
			{
				host: [
					'link add eno2 type veth peer name eno3',
					'link set eno2 up',
					'link set eno3 up',
					'address add 10.77.0.11/24 dev eno2',
				],
			},
		],
		[
			'the switch lets only small packets through',
			'net-mtu',
			/packets of 1500 bytes \(MTU of eno1\) do not reach 10\.77\.0\.1, those of 1300 do/,
			{world: ['link set far mtu 1300']},
		],
	];

	test.each(cases)('%s', async (_what, id, text, fault) => {
		expect(await climbed(fault)).toEqual([
			{id, severity: 'warning', text: expect.stringMatching(text)},
		]);
	});
});

test('a clock that is a day behind its registry blocks, unless it follows a time server', async () => {
	const ladder = await climbWith(shelf, {clockWrongByMs: -dayMs});
	const followed = faultsOf(ladder);
	expect(followed).toEqual([
		{id: 'time-skew', severity: 'warning', text: expect.stringMatching(/24 hours behind/)},
	]);
	const {time: _, ...rungs} = ladder.rungs;
	expect(faultsOf({...ladder, rungs})).toMatchObject([{id: 'time-skew', severity: 'blocker'}]);
});

/** A console takes no key for 300 ms after a question has appeared. */
const guardMs = 500;
const planted = 'Planted-Proxy-1';

/** The tools of an engine in the made network, and a console of the bundle beside it. */
const withConsole = (
	fault: Fault,
	task: (console: ReturnType<typeof openPtyProgram>, directory: string) => Promise<void>,
): Promise<void> =>
	withNetwork(shelf, fault, async (host, directory) => {
		writeProgram(directory, 'timedatectl', 'echo yes');
		const script = new URL('../helpers/tools-in-namespace.ts', import.meta.url);
		const authFile = writeAuth(directory, 'auth.json', registryName, `user:${password}`);
		const order = {directory, seedImage: image, authFile};
		const {program, args, env} = commandInHost(host, directory, shelf, fault, script, order);
		const engine = spawn(program, args, {env, stdio: ['ignore', 'pipe', 'inherit']});
		await new Promise((resolve) => engine.stdout.once('data', resolve));
		const bundle = new URL('../../dist/ibi-console.js', import.meta.url).pathname;
		const words = [bundle, 'attach', '--state', directory];
		const console = openPtyProgram({program: process.execPath, args: words});
		try {
			await task(console, directory);
		} finally {
			console.kill('SIGKILL');
			engine.kill('SIGKILL');
		}
	});

test('a wrong proxy is corrected on the screen, tried, and kept: then the ladder holds', async () => {
	const proxy = {
		...{address: gateway, port: 3128},
		opensFor: {
			credentials: `user:${planted}`,
			hosts: {'registry.lab.test': addresses.registry},
		},
	};
	const fault = {
		environment: {HTTPS_PROXY: `http://user:${planted}@${gateway}:3129`},
		services: {...goodServices, proxies: [proxy]},
	};
	await withConsole(fault, async ({type, waitFor, screen}, directory) => {
		await waitFor(/0 tools/);
		type('0');
		await waitFor('Network: ladder');
		type('3');
		await waitFor(/This host +stops: Proxy/);
		type('2');
		await waitFor(`the proxy ${gateway}:3129 cannot be reached`);
		type('1');
		await waitFor('HTTPS proxy');
		expect(screen()).toContain(`http://user:<redacted>@${gateway}:3129`);
		type('\x1b[B');
		for (let count = 0; count < 50; count++) type('\x7f');
		type(`http://user:${planted}@${gateway}:3128\r\r\r`);
		await waitFor('Try this proxy?');
		expect(screen()).toMatch(/HTTPS proxy .* http:\/\/user:<redacted>@.*\n.* :3128/);
		expect(screen()).not.toContain(planted);
		await delay(guardMs);
		type('2');
		await waitFor(`The proxy ${gateway}:3128 is being tried until`);
		await waitFor(/This host +holds/);
		type('1');
		await waitFor('Keeping the proxy: done.');
		const kept = readFileSync(join(directory, 'etc/ibi-console/proxy.env'), 'utf8');
		expect(kept).toContain(`HTTPS_PROXY="http://user:${planted}@${gateway}:3128"`);
	});
});
