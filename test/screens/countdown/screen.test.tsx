/** The seconds before an unattended install, as pictures and as keys. */
import {expect, test} from 'vitest';
import {answered} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

const countdown = {isPaused: false, remainingSeconds: 8, configDigest: 'ab'.repeat(32)};

test('it shows what is about to be wiped, by whom and with what', async () => {
	expect(await pictureOf({...answered, countdown})).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── An unattended install is about to begin ─────────────────────────────────────
		It begins in 8 seconds. Nothing is written yet. Press any key to stop the
		countdown.
		Host serial     7XK29W3
		Seed image      registry.lab.example.com:5000/seeds/sno-4.18.6@sha256:6f1c3e5f0d
		                0e8a57c3a4f0c6bb13f3a1c0f6a8b7d5e4f3a2b1c0d9e8f7a6b5c4
		Seed digest     sha256:6f1c3e5f0d0e8a57c3a4f0c6bb13f3a1c0f6a8b7d5e4f3a2b1c0d9e8f
		                7a6b5c4
		Config SHA-256  abababababababababababababababababababababababababababababababab

		── What dies on this disk ──────────────────────────────────────────────────────
		Everything on it is destroyed. It cannot be brought back.
		Disk           /dev/nvme0n1 SAMSUNG MZQL2960HCJR-00A07
		Size           960.1 GB
		Serial number  S64GNE0R608523
		WWN            eui.36344730526085230025384500000001
		Slot           /dev/disk/by-path/pci-0000:c1:00.0-nvme-1
		Looks like     Red Hat CoreOS
		Partition 1    1 MB, "BIOS-BOOT", BIOS boot
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		────────────────────────────────────────────────────────────────────────────────
		"
	`);
});

test('stopped, it offers to go on by hand or to let it go on', async () => {
	const picture = await pictureOf({...answered, countdown: {...countdown, isPaused: true}});
	expect(picture.split('\n').slice(-7)).toMatchInlineSnapshot(`
		[
		  "Looks like     Red Hat CoreOS",
		  "───────────────────────────────────────────────────────────────── page 1 of 2 ──",
		  "> 1  Go on by hand: review and confirm here",
		  "  2  Let the countdown go on",
		  "────────────────────────────────────────────────────────────────────────────────",
		  " Up/Down move  Enter take  1-9 line  Left/Right page",
		  "",
		]
	`);
});

test.each(['x', '\r', '1', '0', '\u001b[A', '\u0003'])(
	'the key %j stops it and does nothing else',
	async (key) => {
		const console = await show({...answered, countdown});
		await console.press(key);
		expect(console.console.actions).toEqual([{type: 'countdown.pause'}]);
	},
);

test('stopped, a line ends it or lets it go on', async () => {
	const console = await show({...answered, countdown: {...countdown, isPaused: true}});
	await console.press('1');
	await console.press('2');
	expect(console.console.actions).toEqual([{type: 'countdown.end'}, {type: 'countdown.resume'}]);
});
