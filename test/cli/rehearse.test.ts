import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {runMatch} from '../../src/cli/match.ts';
import type {HostWords} from '../../src/cli/recorded-host.ts';
import {runRehearse} from '../../src/cli/rehearse.ts';
import type {Setting} from '../../src/cli/setting.ts';
import {runValidate} from '../../src/cli/validate.ts';
import {toProblem} from '../../src/errors.ts';
import {type Facts, known} from '../../src/hardware/facts.ts';
import {probeHost} from '../../src/hardware/probe.ts';
import {readFacts} from '../../src/hardware/read-facts.ts';
import {realSystem} from '../../src/system/real.ts';
import {rehearsal} from '../../src/system/rehearsal.ts';
import {pullSecret} from '../config/install-documents.ts';
import {addSeed, newLayout, writeIndex} from '../helpers/oci-layout.ts';
import {
	type MachineName,
	machineNames,
	readMachine,
	recordedSystem,
} from '../helpers/recorded-system.ts';
import {inTemporary} from '../iso/xorriso.ts';

const {signal} = new AbortController();

/** It changes nothing: what it would change is told, and must be nothing at all. */
const listening = () => {
	const said: string[] = [];
	const changes: string[] = [];
	const isReadOnly = ({program}: {readonly program: string}): boolean => program === 'skopeo';
	const system = rehearsal(realSystem(process.env), isReadOnly, (line) => changes.push(line));
	const setting: Setting = {system, remember: () => {}, print: (text) => said.push(text), signal};
	return {setting, said: () => said.join(''), changes};
};

const factsOf = (name: MachineName): Promise<Facts> => probeHost(recordedSystem(readMachine(name)));

/** Some machines were recorded before these two were asked for. */
const certain = (facts: Facts): Facts => ({
	...facts,
	...(facts.cpu && {cpu: {...facts.cpu, level: known(3), flags: known([])}}),
	...(facts.platform && {platform: {...facts.platform, firmwareBits: known(64)}}),
});

type Host = {
	readonly disk: string;
	readonly machine?: MachineName;
	readonly seedImage?: string;
	readonly kargs?: readonly string[];
};

const onHost = async (
	{disk, machine = 'factory-server', seedImage = 'quay.io/a:1', kargs = []}: Host,
	work: (words: HostWords) => Promise<void>,
): Promise<void> => {
	const facts = certain(await factsOf(machine));
	await inTemporary(async (directory) => {
		const factsFile = join(directory, 'host.json');
		writeFileSync(factsFile, JSON.stringify(facts));
		const document = {seedImage, seedVersion: '4.18.0', installationDisk: disk, pullSecret};
		writeFileSync(
			join(directory, 'image-based-installation-config.yaml'),
			JSON.stringify({kind: 'ImageBasedInstallationConfig', ...document}),
		);
		await work({factsFile, directory, flags: {}, kargs});
	});
};

test('facts of every recorded machine are read back as they were', async () => {
	for (const name of machineNames.filter((one) => one !== 'dying-disks')) {
		const facts = JSON.parse(JSON.stringify(await factsOf(name)));
		expect(readFacts(JSON.stringify(facts), 'host.json'), name).toEqual(facts);
	}
});

test.each([
	['[]', 'needed'],
	['no', 'it is not the JSON text that ibi-console facts prints'],
	['{"host":{}}', 'host.hostName'],
])('%s is no facts, and every fault is told', (text, why) => {
	expect(() => readFacts(text, 'host.json')).toThrow(why === 'needed' ? 'host.json' : why);
});

test('a configuration that picks exactly one good disk matches', async () => {
	await onHost({disk: '/dev/nvme1n1'}, async (words) => {
		const {setting, said, changes} = listening();
		const exitCode = await runMatch(setting, words, 'text');
		expect(said()).toMatchInlineSnapshot(`
			"DISK ok /dev/nvme1n1 is exactly one disk: /dev/nvme1n1
			    /dev/nvme0n1 SAMSUNG MZQL2960HCJR-00A07, serial S64FNE0T100001, 960.1 GB (/dev/disk/by-id/nvme-eui.36344630541000010025384700000001)
			  * /dev/nvme1n1 SAMSUNG MZQL2960HCJR-00A07, serial S64FNE0T100002, 960.1 GB (/dev/disk/by-id/nvme-eui.36344630541000020025384700000001)
			    /dev/sda SSDSC2KB12, serial PHYF0001120XYZ, 111.7 GB (/dev/disk/by-id/wwn-0x55cd2e4150000001)
			    /dev/sdb Ultra Fit, serial 4C530001120812109471, 128 GB (/dev/disk/by-id/usb-SanDisk_Ultra_Fit_4C530001120812109471-0:0)
			    /dev/sr0 Virtual CDROM, 1.2 GB
			    /dev/loop1 disk, 900 MB
			CHECK warning fw-secureboot: Secure Boot
			  unknown: the variables of the firmware cannot be read
			  do: Rescan the host; if it stays so, look at the log of the console.
			CHECK warning time-rtc-local: Hardware clock
			  unknown: not recorded: timedatectl show --property=LocalRTC --value
			  do: Rescan the host; if it stays so, look at the log of the console.
			CHECK warning disk-health: Health of the disk
			  unknown: Starting nvme: this system has no such program.
			  do: Check the disk and its cable, then rescan; if it stays so, choose another disk.
			CHECK warning disk-io-errors: Errors of the disk
			  unknown: Starting dmesg: this system has no such program.
			  do: Check the disk and its cable, then rescan; if it stays so, choose another disk.
			OK exactly one disk, nothing in the way; 31 checks passed, those of the seed and the network come later
			"
		`);
		expect([exitCode, changes]).toEqual([0, []]);
	});
});

test('no disk and several disks are told with all that there are, and the exit code is 2', async () => {
	await onHost({disk: 'serial:NONE'}, async (words) => {
		const {setting, said} = listening();
		expect(await runMatch(setting, words, 'text')).toBe(2);
		expect(said()).toContain('DISK blocker serial:NONE is no disk\n');
		expect(said()).toContain('CHECK blocker disk-present');
		expect(said()).toMatch(/FAIL this host would not be installed/);
	});
	await onHost({disk: 'hint:minSizeGigabytes=1'}, async (words) => {
		const {setting, said} = listening();
		expect(await runMatch(setting, words, 'json')).toBe(2);
		const {isGood, match, findings} = JSON.parse(said());
		expect([isGood, match.kind]).toEqual([false, 'many']);
		expect(match.paths.length).toBeGreaterThan(1);
		expect(findings.map(({id}: {id: string}) => id)).not.toContain('seed-read');
	});
});

test('a rehearsal tells settings, disk, checks, start and plan, each with its source', async () => {
	const layout = newLayout();
	writeIndex(layout, [addSeed(layout)]);
	const kargs = ['ibi.mode=auto', 'ibi.wipe=yes', 'ibi.api.token=planted-token'];
	const host = {disk: '/dev/nvme1n1', kargs};
	await onHost(host, async (words) => {
		const {setting, said, changes} = listening();
		const exitCode = await runRehearse(setting, words, `oci:${layout}`, 'text');
		expect(said()).toMatch(/^SET installationDisk +"\/dev\/nvme1n1" \(file\)$/m);
		expect(said()).toMatch(/^SET extraPartitionStart +"-40G" \((default|file)\)$/m);
		expect(said()).toContain('  by installationDisk, which came from file\n');
		expect(said()).toContain('START installs: ibi.mode=auto and ibi.wipe=yes');
		expect(said()).toMatch(/^LATER \d+ checks of the network run on the host: /m);
		expect(said()).toMatch(/Plan install: \d+ steps\n/);
		expect(said()).toMatch(/ 1\. install\.prepare: /);
		expect(said()).toContain('quay.io/a');
		expect(said()).not.toContain(layout);
		expect(said()).not.toContain('planted');
		expect([exitCode, changes]).toEqual([0, []]);
		const told = listening();
		await runRehearse(told.setting, words, `oci:${layout}`, 'json');
		expect(told.said()).not.toContain('planted');
		const {start, plan, config, chosenDisk, match} = JSON.parse(told.said());
		expect(start.kind).toBe('installs');
		expect(plan.phases.length).toBeGreaterThan(3);
		expect(config.seedImage).toEqual({value: 'quay.io/a:1', from: 'file'});
		expect([chosenDisk, match.kind]).toEqual(['/dev/nvme1n1', 'one']);
	});
	rmSync(layout, {recursive: true});
});

test('kernel arguments are stronger than the document, and without consent the host refuses', async () => {
	const host = {disk: 'serial:NONE', kargs: ['ibi.mode=auto', 'ibi.disk=/dev/nvme1n1']};
	await onHost({...host, seedImage: 'oci:/nowhere'}, async (words) => {
		const {setting, said} = listening();
		expect(await runRehearse(setting, words, undefined, 'text')).not.toBe(0);
		expect(said()).toMatch(/^SET installationDisk +"\/dev\/nvme1n1" \(kernel arguments\)$/m);
		expect(said()).toContain('START refuses: ibi.mode=auto without ibi.wipe=yes');
		expect(said()).toContain('FAIL there is no plan');
		expect(said()).toMatch(/^SEED_\w+: /m);
	});
});

test('facts are judged as such', async () => {
	await onHost({disk: '/dev/nvme1n1'}, async ({factsFile}) => {
		const good = listening();
		expect(await runValidate(good.setting, [factsFile], 'text')).toBe(0);
		expect(good.said()).toMatch(/host\.json: good \(facts of a host\)\n$/);
		writeFileSync(factsFile, '{"host": {}, "disks": {"known": true}, "network": {}}');
		const bad = listening();
		expect(await runValidate(bad.setting, [factsFile], 'text')).toBe(2);
		expect(bad.said()).toContain('host.hostName');
	});
});

test('a document that is wrong is told as such', async () => {
	await onHost({disk: 'sda'}, async (words) => {
		const error = await runMatch(listening().setting, words, 'text').catch((thrown) => thrown);
		expect(toProblem(error).message).toContain('installationDisk: needed a device path');
	});
});
