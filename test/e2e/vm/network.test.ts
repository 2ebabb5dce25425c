/**
 * What only a kernel of its own can show: VLANs and bonds, made by the keys of the network tool, the real nmstatectl and
 * NetworkManager; tried, put back, and kept.
 */
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {realNetworkManager} from '../../../lab/stages/network-manager.ts';
import {cardName, secondCardName} from '../../../lab/vm/arguments.ts';
import {lab} from '../lab-install.ts';
import {diskSerial, type Factory, openFactory, testArguments} from './factory.ts';
import {keepOnFailure, requireStarted, startVmHost, type VmHost} from './host.ts';
import {guardMs} from './keys.ts';

const programsSerial = 'S4LABNMSTATE';
const files = await realNetworkManager(lab);

let factory: Factory;
let host: VmHost | undefined;

beforeAll(async () => {
	factory = await openFactory('network');
});

afterAll(async () => {
	await host?.cutPower();
	await factory?.close();
});

const running = (): VmHost => requireStarted(host);

/** The live system of the lab has NetworkManager, and not this program. */
const installNmstatectl = async ({inside}: VmHost): Promise<void> => {
	const disk = `/dev/disk/by-id/virtio-${programsSerial}`;
	const copy = 'cp /run/programs/nmstatectl /usr/local/bin/';
	await inside(`mount --mkdir -o ro ${disk} /run/programs && ${copy}`);
	expect(await inside('/usr/local/bin/nmstatectl --version')).toMatch(/^nmstatectl 2\./);
};

const down = '\x1b[B';
const fieldOrder = ['cards', 'bondMode', 'vlan', 'addresses', 'gateways', 'dnsServers'] as const;
type Fields = Readonly<Partial<Record<(typeof fieldOrder)[number], string>>>;

/** From the list of cards to the trial. */
const tryChange = async (card: string, fields: Fields): Promise<void> => {
	const {console} = running();
	console.type(digitOf(card, await console.waitFor(/-- Network -/)));
	await console.waitFor('Change addresses');
	console.type('3');
	await console.waitFor('Change the network');
	for (const name of fieldOrder) {
		const text = fields[name];
		console.type(text === undefined ? down : `${'\x7f'.repeat(120)}${text}${down}`);
		await delay(guardMs);
	}
	console.type(`${down}\r`);
	await console.waitFor('Try this network on');
	await delay(guardMs);
	console.type('2');
	await console.waitFor('is being tried until');
};

const digitOf = (card: string, screen: string): string =>
	new RegExp(`^[> ]+(\\d) +${card} `, 'm').exec(screen)?.[1] ?? '';

type Link = {readonly addr_info?: readonly {readonly local: string}[]};

const addressesOf = async (name: string): Promise<readonly string[]> => {
	const said = await running().inside(`ip -json -4 address show dev ${name}`);
	return (JSON.parse(said) as readonly Link[]).flatMap(({addr_info: found = []}) =>
		found.map(({local}) => local),
	);
};

test.runIf(files)('a VLAN is tried on the second card, told as it is, and put back', async () => {
	keepOnFailure(factory, () => host);
	const medium = await factory.makeIso('iso', {kargs: [...testArguments, 'ibi.console=ttyS0']});
	const programs = join(factory.directory, 'programs.raw');
	const packing = ['-noappend', '-no-progress', '-quiet'];
	execFileSync('mksquashfs', [join(files?.programs ?? '', 'nmstatectl'), programs, ...packing]);
	host = await startVmHost(factory, 'live', {
		...{disk: await factory.makeDisk('target'), medium, hasSecondCard: true},
		disks: [
			{file: join(factory.directory, 'target.qcow2'), format: 'qcow2', serial: diskSerial},
			{file: programs, format: 'raw', serial: programsSerial, isReadOnly: true},
		],
	});
	const {console, inside} = host;
	await console.waitFor(/-- Checks -/);
	await installNmstatectl(host);
	console.type('0');
	await console.waitFor(/-- Tools -/);
	console.type('3');
	await console.waitFor(new RegExp(`${secondCardName} +UP`));
	await tryChange(secondCardName, {
		...{vlan: '100', addresses: '198.51.100.20/25', gateways: '', dnsServers: ''},
	});
	const vlan = `${secondCardName}.100`;
	expect(await inside(`ip -details link show dev ${vlan}`)).toContain(
		'vlan protocol 802.1Q id 100',
	);
	expect(await addressesOf(vlan)).toEqual(['198.51.100.20']);
	await console.waitFor(new RegExp(`${vlan} +UP +198\\.51\\.100\\.20/25`));
	console.type('2');
	const links = (): Promise<string> => inside('ls /sys/class/net');
	await expect.poll(links, {timeout: 120_000}).not.toContain(vlan);
	await expect.poll(() => addressesOf(secondCardName), {timeout: 120_000}).toEqual(['10.0.2.40']);
});

test.runIf(files)(
	'both cards are bonded, reach the gateway, and stay so when it is kept',
	async () => {
		keepOnFailure(factory, () => host);
		const {console, inside} = running();
		await tryChange(cardName, {
			...{cards: `${cardName} ${secondCardName}`, bondMode: 'active-backup'},
			...{addresses: '10.0.2.15/24', gateways: '10.0.2.2', dnsServers: '10.0.2.3'},
		});
		const bond = await inside('cat /proc/net/bonding/bond0');
		expect(bond).toContain('Bonding Mode: fault-tolerance (active-backup)');
		expect(bond).toContain(`Slave Interface: ${cardName}`);
		expect(bond).toContain(`Slave Interface: ${secondCardName}`);
		const answers = (): Promise<string> => inside('ping -c 1 -W 5 10.0.2.2 | grep -c "1 received"');
		await expect.poll(answers, {timeout: 60_000}).toBe('1');
		console.type('1');
		await console.waitFor(/bond0 +UP +10\.0\.2\.15\/24/);
		await delay(trialMs);
		expect(await addressesOf('bond0')).toEqual(['10.0.2.15']);
	},
);

/** After that NetworkManager would have put it back. */
const trialMs = 65_000;
