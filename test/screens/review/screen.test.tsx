import {expect, test} from 'vitest';
import {words} from '../../../src/words/index.ts';
import {answered, openFindings} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

test('full answers lead straight here, and what dies comes first', async () => {
	expect(await pictureOf(answered)).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Review ──────────────────────────────────────────────────────────────────────
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

		───────────────────────────────────────────────────────────────── page 1 of 5 ──
		> 1  Go to the confirmation              5  Seed image
		  2  This host                           6  Checks
		  3  Installation disk                   7  Back
		  4  Network
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('every setting tells its source, and a typed one what it put aside', async () => {
	expect(await pictureOf(answered, ['right'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Review ──────────────────────────────────────────────────────────────────────
		── Settings ────────────────────────────────────────────────────────────────────
		Seed image              registry.lab.example.com:5000/seeds/sno-4.18.6@sha256:6f
		                        1c3e5f0d0e8a57c3a4f0c6bb13f3a1c0f6a8b7d5e4f3a2b1c0d9e8f7
		                        a6b5c4 (labelled medium)
		Seed version            4.18.6 (typed here, in place of the value from: labelled
		                        medium)
		Installation disk       /dev/disk/by-id/nvme-SAMSUNG_MZQL2960HCJR-00A07_S64GNE0R
		                        608523 (typed here)
		Auth file               /var/tmp/backup-secret.json (kernel arguments)
		Images may be missing   no (built-in default)
		Without images          no (built-in default)
		Extra partition from    -40G (built-in default)
		Extra partition label   var-lib-containers (built-in default)
		Extra partition number  5 (built-in default)
		───────────────────────────────────────────────────────────────── page 2 of 5 ──
		> 1  Go to the confirmation              5  Seed image
		  2  This host                           6  Checks
		  3  Installation disk                   7  Back
		  4  Network
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('the plan is there in full', async () => {
	const {press, screen} = await show(answered);
	const pages = [];
	for (let page = 1; page <= 6; page++) {
		pages.push(screen());
		await press('right');
	}
	for (const {steps} of answered.plan?.phases ?? []) {
		for (const {step, params} of steps) {
			expect(pages.join('\n')).toContain(words.stepTitle(step, params));
		}
	}
});

test('every answered section can be seen again, and Back comes back to the review', async () => {
	const {press, screen} = await show(answered);
	const titles = ['This host', 'Installation disk', 'Network', 'Seed image', 'Checks'];
	for (const [index, title] of titles.entries()) {
		await press(String(index + 2));
		expect(screen()).toContain(`── ${title} ─`);
		await press('escape');
		expect(screen()).toContain('── Review ─');
	}
});

test('while something is missing it says what, and does not go to the confirmation', async () => {
	const {press, screen, console} = await show(answered);
	await press('6', 'b');
	const {plan: _, ...withoutPlan} = {...answered, findings: openFindings};
	console.set(withoutPlan);
	await press('down', 'up', '1');
	expect(screen()).toContain('── Review ─');
	expect(screen()).toContain('Not ready yet: Checks.');
});
