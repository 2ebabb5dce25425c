/**
 * What may happen to an install, in virtual machines: each goes on from the same moment, at which one of them had booted and
 * everything was answered but the id of the disk.
 */
import {execFileSync} from 'node:child_process';
import {truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {VmSpec} from '../../../lab/vm/arguments.ts';
import {type Gate, openGate} from '../../../lab/vm/gate.ts';
import {runInShell} from '../../../lab/vm/shell.ts';
import {diskSerial, type Factory, openFactory, testArguments} from './factory.ts';
import {keepOnFailure, startVmHost, type VmHost} from './host.ts';
import {started, untilJournal} from './watch.ts';

/** The console takes no key for 300 ms after a destructive question has appeared. */
const guardMs = 500;
const limitMs = 1_200_000;

let factory: Factory;
let gate: Gate;
let medium: string;
let state: string;
let host: VmHost | undefined;

const toConfirm = 'type the last four characters of';
const kind = {hasUsb: true} as const;

beforeAll(async () => {
	factory = await openFactory('faults');
	gate = await openGate(factory.registryPort);
	const words = ['ibi.mode=confirm', `ibi.disk=serial:${diskSerial}`, 'ibi.console=ttyS0'];
	medium = await factory.makeIso('iso', {kargs: [...testArguments, ...words]});
	state = join(factory.directory, 'confirm.state');
	const disk = await factory.makeDisk('empty');
	const first = await startVmHost(factory, 'first', {...kind, disk, medium, network: gate.port});
	await first.console.waitFor(toConfirm, limitMs);
	await first.saveState(state);
});

afterAll(async () => {
	await host?.cutPower();
	gate?.close();
	await factory?.close();
});

const goOn = async (name: string, changes: Partial<VmSpec> = {}): Promise<VmHost> => {
	await host?.cutPower();
	const disk = await factory.makeDisk(name);
	const network = gate.port;
	host = await startVmHost(factory, name, {...kind, disk, medium, state, network, ...changes});
	host.console.type('\x0c');
	await host.console.waitFor(toConfirm);
	return host;
};

const begin = async ({console}: VmHost): Promise<void> => {
	await delay(guardMs);
	console.type('4g27\r');
};

test('a bundle comes onto a stick with vfat in three keys', async () => {
	keepOnFailure(factory, () => host);
	const {console, plugStick} = await goOn('stick');
	const image = join(factory.directory, 'stick.raw');
	writeFileSync(image, '');
	truncateSync(image, 256 * 1024 * 1024);
	execFileSync('mkfs.vfat', ['-n', 'EVIDENCE', image], {stdio: 'ignore'});
	await plugStick(image);
	console.type('\x1b');
	await console.waitFor(/-- Review -/);
	console.type('0');
	await console.waitFor('Evidence');
	console.type('8');
	await console.waitFor(/1 +Save on the stick .*EVIDENCE/);
	const startedMs = performance.now();
	console.type('1');
	await console.waitFor(/ibi-console-evidence/);
	const seconds = (performance.now() - startedMs) / 1000;
	process.stdout.write(`a bundle was on the stick after ${seconds.toFixed(1)} s\n`);
	// A minute on a host; an emulated one, on a machine that has other things to do, may take a few.
	expect(seconds).toBeLessThan(240);
	const listed = execFileSync('mdir', ['-i', image, '-/', '-b', '::/'], {encoding: 'utf8'});
	expect(listed).toMatch(/ibi-console-evidence\/\S+\.tar\.gz/);
});

test('the virtual CD is pulled during the write: that is named, with what to do', async () => {
	keepOnFailure(factory, () => host);
	const there = await goOn('cd');
	await begin(there);
	await untilJournal(there, started('disk.write-image'));
	await there.ejectMedium();
	// What of its programs is still in memory would let an install go on for a while.
	await there.inside('echo 3 >/proc/sys/vm/drop_caches');
	const shown = await there.console.waitFor('The installation failed', limitMs);
	expect(shown).toContain('MEDIUM_GONE');
	expect(shown).toContain('Attach the installation ISO again');
});

/** Past the first MiB, in what coreos-installer writes. */
const badSector = 204_800;

test('a disk that takes no write at one place: the error says so, and what to do', async () => {
	keepOnFailure(factory, () => host);
	const file = join(factory.directory, 'bad.raw');
	writeFileSync(file, '');
	truncateSync(file, 130 * 1024 ** 3);
	const faults = join(factory.directory, 'faults.conf');
	const rule = `event = "none"\niotype = "write"\nerrno = "5"\nsector = "${badSector}"\nonce = "off"\n`;
	writeFileSync(faults, `[inject-error]\n${rule}`);
	const disks = [{file, format: 'raw', serial: diskSerial, faults}] as const;
	const there = await goOn('disk-errors', {disks});
	await begin(there);
	const shown = await there.console.waitFor('The installation failed', limitMs);
	expect(shown).toContain('BASE_IMAGE_FAILED');
	expect(shown).toContain('Input/output error');
	expect(shown).toContain('What to do');
});

const kills = `n=0; while [ $n -lt 100 ]; do \
systemctl kill --signal=KILL serial-getty@ttyS0.service 2>/dev/null && n=$((n+1)); sleep 0.3; done`;

test('the console is killed 100 times while a disk is written, which goes on', async () => {
	keepOnFailure(factory, () => host);
	const there = await goOn('kills');
	await begin(there);
	await untilJournal(there, started('disk.write-image'));
	await runInShell(there.shell, kills, limitMs);
	expect(await there.inside('grep -c run.finished /run/ibi-console/journal.jsonl')).toBe('0');
	await there.console.waitFor('WRITING - DO NOT POWER OFF', limitMs);
});

test('a registry that stalls is named, and the transfer goes on when it does', async () => {
	keepOnFailure(factory, () => host);
	const there = host as VmHost;
	await untilJournal(there, 'Successfully pulled image');
	gate.hold();
	await untilJournal(there, 'Nothing has come for 60 s');
	gate.release();
	await untilJournal(there, 'It goes on: ');
});

test('after both the install ends well', async () => {
	keepOnFailure(factory, () => host);
	await host?.console.waitFor('Done: the job sheet', limitMs);
});
