import {expect, test} from 'vitest';
import {InstallError, toProblem} from '../../../src/errors.ts';
import {confirmationFor} from '../../../src/hardware/confirmation.ts';
import {guardMs} from '../../../src/screens/guard.ts';
import {emptyDisk, systemDisk} from '../fixtures/disks.ts';
import {answered, withFindings} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

const toConfirm = async (state = answered) => {
	const shown = await show(state);
	await shown.press('1');
	shown.clock.pass(guardMs);
	return shown;
};

test('the last question shows what dies and asks for the id; nothing is filled in', async () => {
	expect(await pictureOf(answered, ['1'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Confirm ─────────────────────────────────────────────────────────────────────
		── What dies on this disk ──────────────────────────────────────────────────────
		Everything on it is destroyed. It cannot be brought back.
		Disk           /dev/nvme0n1 SAMSUNG MZQL2960HCJR-00A07
		Size           960.1 GB
		Serial number  S64GNE0R608523
		WWN            eui.36344730526085230025384500000001
		Slot           /dev/disk/by-path/pci-0000:c1:00.0-nvme-1
		Looks like     Red Hat CoreOS
		Partition 1    1 MB, "BIOS-BOOT", BIOS boot
		Partition 2    133.1 MB, "EFI-SYSTEM", vfat
		Partition 3    402.6 MB, "boot", ext4
		Partition 4    959.6 GB, "root", xfs
		Partition 5    40 GB, "var-lib", xfs

		To destroy what is on this disk and install, type the last four characters of
		its serial number (S64GNE0R608523), then Enter.
		> 1  Type here [                                      ]
		  2  Destroy and install
		  3  Back
		────────────────────────────────────────────────────────────────────────────────
		 A-Z 0-9 type  Up/Down move  Enter take
		"
	`);
});

test('the right text starts the installation', async () => {
	const {type, press, console} = await toConfirm();
	await type('8523');
	await press('enter');
	expect(console.actions).toEqual([{type: 'install.start', typed: '8523'}]);
});

test('a wrong text says so, is cleared, and starts nothing', async () => {
	const {type, press, console, screen} = await toConfirm();
	await type('8524');
	await press('enter');
	expect(console.actions).toEqual([]);
	expect(`\n${screen()}\n`).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Confirm ─────────────────────────────────────────────────────────────────────
		── What dies on this disk ──────────────────────────────────────────────────────
		Everything on it is destroyed. It cannot be brought back.
		Disk           /dev/nvme0n1 SAMSUNG MZQL2960HCJR-00A07
		Size           960.1 GB
		Serial number  S64GNE0R608523
		WWN            eui.36344730526085230025384500000001
		Slot           /dev/disk/by-path/pci-0000:c1:00.0-nvme-1
		Looks like     Red Hat CoreOS
		Partition 1    1 MB, "BIOS-BOOT", BIOS boot
		Partition 2    133.1 MB, "EFI-SYSTEM", vfat
		Partition 3    402.6 MB, "boot", ext4
		Partition 4    959.6 GB, "root", xfs
		Partition 5    40 GB, "var-lib", xfs
		To destroy what is on this disk and install, type the last four characters of
		its serial number (S64GNE0R608523), then Enter.
		> 1  Type here [                                      ]
		                "8524" is not what was asked for. Nothing was started.
		  2  Destroy and install
		  3  Back
		────────────────────────────────────────────────────────────────────────────────
		 A-Z 0-9 type  Up/Down move  Enter take
		"
	`);
});

test('Enter alone starts nothing', async () => {
	const {press, console, screen} = await toConfirm();
	await press('enter', 'down', 'enter');
	expect(console.actions).toEqual([]);
	expect(screen()).toContain('Nothing was typed. Nothing was started.');
});

test('keys of the first 300 ms do nothing', async () => {
	const {type, press, console, clock, screen} = await show(answered);
	await press('1');
	await type('8523');
	await press('enter');
	clock.pass(guardMs - 1);
	await press('enter', 'down');
	expect(console.actions).toEqual([]);
	expect(screen()).toContain('> 1  Type here');
	clock.pass(1);
	await press('down');
	expect(screen()).toContain('> 2  Destroy and install');
});

test('what was typed is gone when the question is asked again', async () => {
	const {type, press, screen, clock} = await toConfirm();
	await type('8523');
	await press('escape');
	expect(screen()).toContain('── Review ─');
	await press('1');
	clock.pass(guardMs);
	expect(screen()).not.toContain('[8523');
});

test('a disk that shares its serial number is confirmed by WWN, one without both by size and slot', async () => {
	const twin = {
		...emptyDisk,
		fingerprint: {...emptyDisk.fingerprint, serial: 'S64GNE0R608523', wwn: 'eui.9'},
	};
	const byWwn = await pictureOf(
		{...answered, confirmation: confirmationFor(systemDisk, [systemDisk, twin])},
		['1'],
	);
	expect(byWwn).toContain('last four characters of its WWN');
	const {serial: _serial, wwn: _wwn, ...bare} = systemDisk.fingerprint;
	const nameless = {...systemDisk, fingerprint: bare};
	const bySlot = await pictureOf(
		{...answered, confirmation: confirmationFor(nameless, [nameless])},
		['1'],
	);
	expect(bySlot).toContain('960 pci-0000:c1:00.0-nvme-1');
});

test('when the plan goes away under it, the review takes its place', async () => {
	const {console, press, screen} = await toConfirm();
	const {plan: _, ...withoutPlan} = answered;
	console.set(withoutPlan);
	await press('down');
	expect(screen()).toContain('── Review ─');
});

test('a refusal by the engine stays on the screen until the next action', async () => {
	const {console, press, screen} = await toConfirm();
	console.set({
		...answered,
		refusal: {
			code: 'CONSENT_REFUSED',
			kind: 'input',
			message: 'Confirming the wipe: the typed text is not the one asked for.',
			causes: [],
			remedy: ['Type 8523, or go back and choose another disk.'],
		},
	});
	await press('down');
	expect(`\n${screen()}\n`).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Confirm ─────────────────────────────────────────────────────────────────────
		── What dies on this disk ─────────────────────────────────────── page 1 of 2 ──
		Everything on it is destroyed. It cannot be brought back.
		Disk           /dev/nvme0n1 SAMSUNG MZQL2960HCJR-00A07
		Size           960.1 GB
		Serial number  S64GNE0R608523
		WWN            eui.36344730526085230025384500000001
		Slot           /dev/disk/by-path/pci-0000:c1:00.0-nvme-1
		Looks like     Red Hat CoreOS
		Partition 1    1 MB, "BIOS-BOOT", BIOS boot
		Partition 2    133.1 MB, "EFI-SYSTEM", vfat
		Partition 3    402.6 MB, "boot", ext4
		To destroy what is on this disk and install, type the last four characters of
		its serial number (S64GNE0R608523), then Enter.
		  1  Type here [                                      ]
		> 2  Destroy and install
		  3  Back
		REFUSED (CONSENT_REFUSED) Confirming the wipe: the typed text is not the one
		asked for.
		Type 8523, or go back and choose another disk.
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

const ordered = {...answered, mode: 'confirm', acceptedFindings: ['a', 'b']} as const;

test('where kernel arguments leave only the consent to a person, it is the first screen, and the only question', async () => {
	const shown = await show(ordered);
	expect(shown.screen()).toContain('── Confirm ─');
	expect(shown.screen().replace(/\s+/g, ' ')).toContain(
		'All else came with the kernel arguments; 2 warnings passed. Back shows it.',
	);
	shown.clock.pass(guardMs);
	await shown.press('enter');
	expect(shown.console.actions).toEqual([]);
	await shown.type('8523');
	await shown.press('enter');
	expect(shown.console.actions).toEqual([{type: 'install.start', typed: '8523'}]);
});

test('what is unanswered or blocked then shows in its place, with what is in the way', async () => {
	const {plan: _, ...blocked} = {...withFindings, mode: 'confirm'} as const;
	const refusal = toProblem(new InstallError('NOT_READY', {missing: ['host-memory']}));
	const shown = await show({...blocked, refusal});
	expect(shown.screen()).not.toContain('── Confirm ─');
	expect(shown.screen()).toContain('REFUSED (NOT_READY)');
	expect(shown.screen()).toContain('host-memory');
});
