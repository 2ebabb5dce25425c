import {expect, test} from 'vitest';
import {known} from '../../../src/hardware/facts.ts';
import {emptyDisk, systemDisk, twentyFourDisks} from '../fixtures/disks.ts';
import {facts} from '../fixtures/facts.ts';
import {diskAnswered, poor, unanswered} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

test('all disks are there, those that cannot be chosen with the reason', async () => {
	expect(await pictureOf(unanswered, ['1'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Installation disk ───────────────────────────────────────────────────────────
		      Name         Size  Model          Serial  Bus   On it, or why not
		>  1  nvme0n1  960.1 GB  SAMSUNG MZQL~  ..8523  nvme  Red Hat CoreOS, 5 partit~
		   2  nvme1n1  960.1 GB  SAMSUNG MZQL~  ..8524  nvme  empty
		   3  sda       30.7 GB  SanDisk Ultr~  ..7250  usb   NO: the running system w~
		   4  sdb         64 GB  SATADOM-SL 3~  ..1234  sata  NO: 64 GB, need 120 GB (~
		   5  sdc        1.9 TB  DELL PERC H7~  ..7e8f  sas   NO: it is write-protected
		   6  sdd          4 TB  ST4000NM0035~  ..XYZ9  sata  NO: /dev/sdd1 is mounted~
		   7  sde      479.5 GB  ?              none    nvme  NO: nothing tells it fro~
		   8  nvme2n1    1.9 TB  Micron_7400_~  ..1D0A  nvme  NO: /dev/nvme2n1 is a me~
		   9  Look for disks again
		  10  Back
		── Details of nvme0n1 ─────────────────────────────────────────── page 1 of 3 ──
		Can be chosen   yes
		Model           SAMSUNG MZQL2960HCJR-00A07
		Serial number   S64GNE0R608523
		WWN             eui.36344730526085230025384500000001
		Size            960.1 GB (960197124096 bytes)
		On it           Red Hat CoreOS, 5 partitions
		Partition 1     1 MB, "BIOS-BOOT", BIOS boot
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('the pages of the details tell all that is known of the disk with the cursor', async () => {
	const {press, screen} = await show(unanswered);
	await press('1');
	const pages = [screen()];
	for (const _ of [2, 3]) {
		await press('right');
		pages.push(screen());
	}
	const shown = pages.join('\n');
	const {serial, wwn, byPath} = systemDisk.fingerprint;
	for (const text of [serial, wwn, byPath, ...systemDisk.byId, 'EFI-SYSTEM', 'var-lib']) {
		expect(shown).toContain(text);
	}
});

test('a disk that cannot be chosen is not: it says why and what to do', async () => {
	const {press, console, screen} = await show(unanswered);
	await press('1', '4');
	expect(console.actions).toEqual([]);
	expect(`\n${screen()}\n`).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Installation disk ───────────────────────────────────────────────────────────
		sdb cannot be chosen; its details below say why.
		      Name         Size  Model          Serial  Bus   On it, or why not
		   1  nvme0n1  960.1 GB  SAMSUNG MZQL~  ..8523  nvme  Red Hat CoreOS, 5 partit~
		   2  nvme1n1  960.1 GB  SAMSUNG MZQL~  ..8524  nvme  empty
		   3  sda       30.7 GB  SanDisk Ultr~  ..7250  usb   NO: the running system w~
		>  4  sdb         64 GB  SATADOM-SL 3~  ..1234  sata  NO: 64 GB, need 120 GB (~
		   5  sdc        1.9 TB  DELL PERC H7~  ..7e8f  sas   NO: it is write-protected
		   6  sdd          4 TB  ST4000NM0035~  ..XYZ9  sata  NO: /dev/sdd1 is mounted~
		   7  sde      479.5 GB  ?              none    nvme  NO: nothing tells it fro~
		   8  nvme2n1    1.9 TB  Micron_7400_~  ..1D0A  nvme  NO: /dev/nvme2n1 is a me~
		   9  Look for disks again
		  10  Back
		── Details of sdb ─────────────────────────────────────────────── page 1 of 2 ──
		Can be chosen   no: 64 GB, need 120 GB (short by 55.9 GB)
		What to do      Choose a larger disk.
		Model           SATADOM-SL 3ME4 Industrial Grade 64GB
		Serial number   S4EVNX0M801234
		WWN             naa.5002538f42b2daed
		Size            64 GB (64023257088 bytes)
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('a disk that can be chosen is told to the engine, and the next question is asked', async () => {
	const {press, console, screen} = await show(unanswered, {
		answer: (state, action) =>
			action.type === 'disk.choose' ? {...state, chosenDisk: action.path} : state,
	});
	await press('1', '2');
	expect(console.actions).toEqual([{type: 'disk.choose', path: emptyDisk.path}]);
	expect(screen()).toContain('── Network ─');
});

test('of ten lines and more, 1 waits for a second digit or for Enter', async () => {
	const {press, console, screen} = await show(unanswered);
	await press('1', '1');
	expect(console.actions).toEqual([]);
	expect(screen()).toContain('>  1_ nvme0n1');
	await press('0');
	expect(screen()).toContain('── This host ─');
});

test('the chosen disk says so when the screen is seen again', async () => {
	const {press, screen} = await show(diskAnswered);
	await press('1', 'b');
	expect(screen()).toContain('── This host ─');
	await press('1', '3', 'b');
	expect(screen()).toContain('── This host ─');
});

test('a disk that the configuration names and that is not there is told', async () => {
	const {press, screen} = await show({
		...unanswered,
		config: {...unanswered.config, installationDisk: {value: 'serial:NOPE', from: 'medium'}},
	});
	await press('1');
	expect(screen()).toContain('The labelled medium asks for serial:NOPE;');
});

test('twenty-four disks scroll', async () => {
	const many = {...facts, disks: known(twentyFourDisks)};
	const state = {...unanswered, facts: {kind: 'loaded', value: many}} as const;
	expect(await pictureOf(state, ['1', 'end', 'up', 'up'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Installation disk ───────────────────────────────────────────────────────────
		      Name      Size  Model                      Serial  Bus   On it, or why not
		  17  sdq   960.1 GB  SAMSUNG MZQL2960HCJR-00A~  ..8516  nvme  empty
		  18  sdr   960.1 GB  SAMSUNG MZQL2960HCJR-00A~  ..8517  nvme  empty
		  19  sds   960.1 GB  SAMSUNG MZQL2960HCJR-00A~  ..8518  nvme  empty
		  20  sdt   960.1 GB  SAMSUNG MZQL2960HCJR-00A~  ..8519  nvme  empty
		  21  sdu   960.1 GB  SAMSUNG MZQL2960HCJR-00A~  ..8520  nvme  empty
		  22  sdv   960.1 GB  SAMSUNG MZQL2960HCJR-00A~  ..8521  nvme  empty
		  23  sdw   960.1 GB  SAMSUNG MZQL2960HCJR-00A~  ..8522  nvme  empty
		> 24  sdx   960.1 GB  SAMSUNG MZQL2960HCJR-00A~  ..8523  nvme  empty
		  25  Look for disks again
		  26  Back
		     lines 17 to 26 of 26
		── Details of sdx ─────────────────────────────────────────────── page 1 of 2 ──
		Can be chosen   yes
		Model           SAMSUNG MZQL2960HCJR-00A07
		Serial number   S64GNE0R608523
		WWN             eui.36344730526085240025384500000001
		Size            960.1 GB (960197124096 bytes)
		On it           empty
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('disks that could not be read leave only looking again and going back', async () => {
	expect(await pictureOf(poor, ['1'])).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── Installation disk ───────────────────────────────────────────────────────────
		The disks could not be read: lsblk failed with exit code 32: cannot open
		/sys/block: No such file or directory
		> 1  Look for disks again
		  2  Back
		────────────────────────────────────────────────────────────────────────────────














		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});
