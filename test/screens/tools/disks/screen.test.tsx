import {expect, test} from 'vitest';
import {guardMs} from '../../../../src/screens/guard.ts';
import {toolIds} from '../../../../src/screens/tools/rows.tsx';
import {disksSeen, ownDiskSeen} from '../../fixtures/disk-tool.ts';
import {unanswered} from '../../fixtures/states.ts';
import {pictureOf, show} from '../../show.tsx';

const digit = String(toolIds.indexOf('disks') + 1);
const seen = {...unanswered, tools: disksSeen};

test('a disk that fails shows why, what it does now, and what frees it', async () => {
	expect(await pictureOf(seen, ['0', digit])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Disks ───────────────────────────────────────────────────────────────────────
		     Name         Size  Model                     Health   Read/s  Write/s  Busy
		> 1  nvme0n1  960.1 GB  SAMSUNG MZQL2960HCJR-00~  FAILING  1.2 GB      0 B  97~
		  2  nvme1n1  960.1 GB  SAMSUNG MZQL2960HCJR-00~  ?             -        -    ~
		  3  Back
		── nvme0n1 ────────────────────────────────────────────────────── page 1 of 2 ──
		Health          FAILING: its reliability is degraded; it counts 12 media errors,
		                71 C, 104 % of its rated life used
		Kernel log      3 lines; the last: critical medium error, dev nvme0n1, sector
		                8812032 op 0x0:(READ)
		Errors          31 failed commands, 2 ran out of time since the start
		Now             1180 requests/s, busy 97 %, 32 under way
		To free it      umount /mnt/old
		                mdadm --stop /dev/md127 (it has parts on OTHER disks too)
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

test('both looks are asked for while the screen stands', async () => {
	const {press, screen, console} = await show(unanswered);
	await press('0', digit);
	expect(screen()).toContain('Looking ...');
	expect(console.actions).toEqual([
		{type: 'tool.look', subject: 'disks', params: {}},
		{type: 'tool.look', subject: 'diskRates', params: {}},
	]);
});

test('showing where a disk is has to be confirmed, and says that nothing is written', async () => {
	expect(await pictureOf(seen, ['0', digit, '1'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Show where /dev/nvme0n1 is? ─────────────────────────────────────────────────

		The light of its bay blinks for 30 s where something can switch it (ledctl,
		SES). Else the disk is read for a few seconds, in pulses, so that its own light
		flickers. Nothing is written, and it stops by itself.












		────────────────────────────────────────────────────────────────────────────────
		> 1  Leave it as it is
		  2  Show it
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
	const {press, console, clock} = await show(seen);
	await press('0', digit, '1');
	clock.pass(guardMs);
	await press('2');
	expect(console.actions.find(({type}) => type === 'tool.do')).toEqual({
		type: 'tool.do',
		deed: 'disk.locate',
		params: {path: '/dev/nvme0n1'},
	});
});

test('while it is shown it can be stopped', async () => {
	const deed = {
		deed: 'disk.locate',
		about: '/dev/nvme0n1',
		startedAt: '2026-11-21T09:17:58.000Z',
		progress: {done: 3, total: 8, line: 'It is read in pulses.'},
	} as const;
	const {press, screen, console} = await show({...unanswered, tools: {...disksSeen, deed}});
	await press('0', digit);
	expect(screen()).toContain('Showing where /dev/nvme0n1 is: being done ...');
	await press('3');
	expect(console.actions.at(-1)).toEqual({type: 'tool.stop'});
});

test('no command is told that frees the disk of the running system', async () => {
	const {press, screen} = await show({...unanswered, tools: ownDiskSeen});
	await press('0', digit);
	expect(screen()).toMatch(/To free it +not while this system runs from it/);
	expect(screen()).not.toContain('umount');
});
