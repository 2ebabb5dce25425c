import {expect, test} from 'vitest';
import {words} from '../../src/words/index.ts';
import {answered, diskAnswered, unanswered, withFindings} from './fixtures/states.ts';
import {pictureOf, show} from './show.tsx';

const small = {columns: 40, rows: 12};

test('a small terminal still has the whole menu of the first screen', async () => {
	expect(await pictureOf(unanswered, [], small)).toMatchInlineSnapshot(`
		"
		ibi-console  sno-fa~  SAFE TO POWER OFF
		── This host ───────────────────────────
		Vendor         Dell Inc.
		Product        PowerEdge XR8620t
		──────────────────────── page 1 of 13 ──
		> 1  Continue
		  2  Look again
		  3  Leave the console
		────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line
		 Left/Right page  0 tools
		"
	`);
});

test('a small terminal still shows which line of a long list has the cursor', async () => {
	expect(await pictureOf(unanswered, ['1', 'down'], small)).toMatchInlineSnapshot(`
		"
		ibi-console  sno-fa~  SAFE TO POWER OFF
		── Installation disk ───────────────────
		      Name         Size  Model       Se~
		   1  nvme0n1  960.1 GB  SAMSUNG M~  .~
		>  2  nvme1n1  960.1 GB  SAMSUNG M~  .~
		     lines 1 to 2 of 10
		── Details of nvme1n1 ── page 1 of 14 ──
		Can be chosen   yes
		────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line
		 Left/Right page  b back  0 tools
		"
	`);
	expect(await pictureOf(withFindings, [], small)).toContain('> 4  BLOCKS');
});

test('a small terminal still asks for the id of the disk', async () => {
	expect(await pictureOf(answered, ['1'], small)).toMatchInlineSnapshot(`
		"
		ibi-console  sno-fa~  SAFE TO POWER OFF
		── Confirm ─────────────────────────────
		To destroy what is on this disk and
		install, type the last four characters
		of its serial number (S64GNE0R608523),
		then Enter.
		> 1  Type here [                       ]
		  2  Destroy and install
		  3  Back
		────────────────────────────────────────
		 A-Z 0-9 type  Up/Down move  Enter take
		"
	`);
});

test('every line of the seed form is in sight on a small terminal', async () => {
	const {press, screen} = await show(diskAnswered, small);
	await press('1', '1');
	const {seed, goOn, back} = words.screens;
	for (const text of [...Object.values(seed.fields), seed.read, goOn, back]) {
		expect(screen()).toContain(text);
	}
});
