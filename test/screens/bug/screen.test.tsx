import {expect, test} from 'vitest';
import {bugRun} from '../fixtures/run.ts';
import {answered} from '../fixtures/states.ts';
import {pictureOf} from '../show.tsx';

test('an error of ours shows where the journal is and the stack', async () => {
	expect(await pictureOf({...answered, run: bugRun})).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── A defect in ibi-console ─────────────────────────────────────────────────────
		host 7XK29W3, disk S64GNE0R608523, 2026-11-21 09:18:00 UTC
		This is an error in the program, not in the host and not by anything you did.
		Please report it with the journal and the lines below.
		The journal of this run: /run/ibi-console/journal.jsonl
		While    Restoring /var
		Code     BUG (more: docs/errors.md, ibi-console explain)
		Problem  This is an error in ibi-console itself: Cannot read properties of
		         undefined (reading 'path')

		What to do
		• Keep the journal and report it.
		• Retry the step, or start again.
		── Stack ───────────────────────────────────────────────────────────────────────
		TypeError: Cannot read properties of undefined (reading 'path')
		at restoreVar (file:///usr/libexec/ibi-console/ibi-console.js:18:40211)
		at process.processTicksAndRejections
		───────────────────────────────────────────────────────────────── page 1 of 2 ──
		  1  Retry this step                     3  Acknowledge, back to the review
		> 2  Log                                 4  Photo card
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  0 tools
		"
	`);
});
