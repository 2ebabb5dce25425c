/** What may happen before and while a disk is written, in virtual machines. */
import {execFileSync} from 'node:child_process';
import {truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {diskSerial} from './factory.ts';
import {keepOnFailure, type VmHost} from './host.ts';
import {guardMs} from './keys.ts';
import {begin, type Moment, openMoment} from './moment.ts';
import {started, untilJournal, untilResumed} from './watch.ts';

const limitMs = 1_200_000;

let moment: Moment;

beforeAll(async () => {
	moment = await openMoment('faults');
});

afterAll(() => moment?.close());

test('a bundle comes onto a stick with vfat in three keys', async () => {
	keepOnFailure(moment.factory, moment.host);
	const {console, plugStick} = await moment.goOn('stick');
	const image = join(moment.factory.directory, 'stick.raw');
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
	keepOnFailure(moment.factory, moment.host);
	const there = await moment.goOn('cd');
	await begin(there);
	await untilJournal(there, started('disk.write-image'));
	await there.ejectMedium();
	// What of its programs is still in memory would let an install go on for a while.
	await there.inside('echo 3 >/proc/sys/vm/drop_caches');
	const shown = await there.console.waitFor('The installation failed', limitMs);
	expect(shown).toContain('MEDIUM_GONE');
	expect(shown).toContain('Attach the installation ISO again');
});

test('once it is attached again, as it is told, a retry goes on', async () => {
	keepOnFailure(moment.factory, moment.host);
	const there = moment.host() as VmHost;
	await there.insertMedium(moment.medium);
	await delay(guardMs);
	there.console.type('1');
	await untilResumed(there, started('disk.add-containers-partition'));
});

/** Past the first MiB, in what coreos-installer writes. */
const badSector = 204_800;

test('a disk that takes no write at one place: the error says so, and what to do', async () => {
	keepOnFailure(moment.factory, moment.host);
	const file = join(moment.factory.directory, 'bad.raw');
	writeFileSync(file, '');
	truncateSync(file, 130 * 1024 ** 3);
	const faults = join(moment.factory.directory, 'faults.conf');
	const rule = `event = "none"\niotype = "write"\nerrno = "5"\nsector = "${badSector}"\nonce = "off"\n`;
	writeFileSync(faults, `[inject-error]\n${rule}`);
	const disks = [{file, format: 'raw', serial: diskSerial, faults}] as const;
	const there = await moment.goOn('disk-errors', {disks});
	await begin(there);
	const shown = await there.console.waitFor('The installation failed', limitMs);
	expect(shown).toContain('BASE_IMAGE_FAILED');
	expect(shown).toContain('Input/output error');
	expect(shown).toContain('What to do');
});
