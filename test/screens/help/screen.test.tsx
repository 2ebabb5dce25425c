import {expect, test} from 'vitest';
import {unanswered} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

test('help lists every key, made of the table that keys are read with', async () => {
	expect(await pictureOf(unanswered, ['?'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Help ────────────────────────────────────────────────────────────────────────
		── Keys ────────────────────────────────────────────────────────────────────────
		Up           one line up
		Down         one line down
		Left, PgUp   page before
		Right, PgDn  next page
		Home         first line
		End          last line
		Enter        take the line with the cursor
		b, Esc       back; no answer is lost
		?, F1        this help
		0            tools of this host; again: help, log, leave
		Ctrl-C       asks whether to leave; never ends anything at once
		1-9          take the line of that number
		Ctrl-L       draw the screen again
		Ctrl-T       another text mode: rich, basic, plain
		In a text field all letters and digits are text. Up and Down leave the field;
		then digits take lines again.
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		> 1  Back
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('help is reached by digits and left by Enter', async () => {
	const {press, screen} = await show(unanswered);
	await press('0', '0', '2');
	expect(screen()).toContain('── Help ─');
	await press('enter');
	expect(screen()).toContain('── This host ─');
});
