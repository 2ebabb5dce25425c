/** What repairing begins with, and what it refuses: firmware entries as efibootmgr prints them, disks of a recorded host. */
import {expect, test} from 'vitest';
import type {Plan} from '../../../src/engine/plan.ts';
import type {ToolContext} from '../../../src/engine/tools/context.ts';
import {clearDisk, startAgain} from '../../../src/engine/tools/deeds/repair.ts';
import {type Known, nothingKnown} from '../../../src/engine/tools/known.ts';
import {repair} from '../../../src/engine/tools/looks/repair.ts';
import {confirmationFor} from '../../../src/hardware/confirmation.ts';
import {ineligibilities} from '../../../src/hardware/eligibility.ts';
import {probeHost} from '../../../src/hardware/probe.ts';
import {commandLine} from '../../../src/system/run.ts';
import type {System} from '../../../src/system/types.ts';
import {readMachine, recordedSystem} from '../../helpers/recorded-system.ts';
import {untried} from './untried.ts';

const {signal} = new AbortController();
const doing = {signal, tell: () => {}};

const said = `BootCurrent: 0003
Timeout: 1 seconds
BootOrder: 0001,0003,0002
Boot0001* Red Hat Enterprise Linux	HD(2,GPT,0b0c,0x1000,0x3f800)/File(\\EFI\\redhat\\shimx64.efi)
Boot0002* PXE IPv4	PciRoot(0x0)/Pci(0x1c,0x0)/MAC(525400000001,1)/IPv4(0.0.0.0)
Boot0003* Virtual CD	PciRoot(0x0)/Pci(0x14,0x0)/USB(3,0)/CDROM(1,0x1000,0x2000)
Boot0004* UEFI Shell	Fv(5c60f367)
`;

const contextOf = (system: System, known: Known, serves: ToolContext['serves'] = 'install') => ({
	system,
	serves,
	stateDirectory: '/run/ibi-console',
	state: () => known,
	...untried,
});

const withFirmware = (known: Known = nothingKnown) => {
	const ran: string[] = [];
	const system = recordedSystem(readMachine('factory-server'));
	const run: System['run'] = async (command) => {
		ran.push(commandLine(command));
		return {stdout: said, stderr: '', exitCode: 0};
	};
	return {context: contextOf({...system, run}, known), ran};
};

const planWith = (step: string): Plan => ({
	name: 'install',
	phases: [{id: 'finish', steps: [{id: step, step, params: {}, weight: 1}]}],
});

const knownOf = (step: string): Known => ({
	...nothingKnown,
	run: {runId: 'a', plan: planWith(step), running: []},
});

test('the entries of the firmware are told by where they lead', async () => {
	const {context} = withFirmware();
	const {boot} = await repair.read(context, {}, signal);
	const entries = boot.known ? boot.value : [];
	expect(entries.map(({number, from, isCurrent}) => [number, from, isCurrent])).toEqual([
		['0001', 'disk', false],
		['0002', 'network', false],
		['0003', 'medium', true],
		['0004', undefined, false],
	]);
});

test('a step says what the host lacks without it, where it may be left out at all', async () => {
	const lossOf = async (step: string) =>
		(await repair.read(withFirmware(knownOf(step)).context, {step}, signal)).ifSkipped;
	expect(await lossOf('post.run')).toMatch(/script of the site/);
	expect(await lossOf('disk.write-image')).toBeUndefined();
	expect(await lossOf('no.such')).toBeUndefined();
});

test('the host is restarted from an entry, or as its firmware decides', async () => {
	const {context, ran} = withFirmware();
	await startAgain.do(context, {entry: '0001'}, doing);
	await startAgain.do(context, {}, doing);
	expect(ran).toEqual(['efibootmgr --bootnext 0001', 'systemctl reboot', 'systemctl reboot']);
	expect(startAgain.params.safeParse({entry: '--delete-bootnum'}).success).toBe(false);
});

test('a disk is cleared only for who typed its id, on a live system, where it could be installed to', async () => {
	const system = recordedSystem(readMachine('factory-server'));
	const facts = await probeHost(system, signal);
	const disks = facts.disks.known ? facts.disks.value : [];
	const [disk] = disks.filter((one) => ineligibilities(one, {minimumBytes: 0}).length === 0);
	const [refused] = disks.filter((one) => ineligibilities(one, {minimumBytes: 0}).length > 0);
	if (disk === undefined || refused === undefined) throw new Error('the host has no such disks');
	const typed = confirmationFor(disk, disks).text;
	const known = {...nothingKnown, facts};
	const allow =
		(path: string, text: string, serves: ToolContext['serves'] = 'install') =>
		() =>
			clearDisk.requireAllowed?.(contextOf(system, known, serves), {path, typed: text});
	expect(allow(disk.path, typed)).not.toThrow();
	const code = (refusal: string) => expect.objectContaining({code: refusal});
	expect(allow(disk.path, 'yes')).toThrow(code('CONSENT_REFUSED'));
	expect(allow('/dev/none', typed)).toThrow(code('DISK_NOT_FOUND'));
	expect(allow(disk.path, typed, 'deploy')).toThrow(code('DISK_NOT_FOUND'));
	expect(allow(refused.path, confirmationFor(refused, disks).text)).toThrow(
		code('DISK_NOT_ELIGIBLE'),
	);
});
