import {expect, test} from 'vitest';
import {watched} from '../fixtures/states.ts';
import {edgePictureOf} from '../show.tsx';

test('the unit of the seed is watched, newest lines first', async () => {
	expect(await edgePictureOf(watched)).toMatchInlineSnapshot(`
		"
		ibi-console  (host name unknown)                              SAFE TO POWER OFF
		── The seed deploys this host ──────────────────────────────────────────────────
		The configuration of this host leaves the work to
		installation-configuration.service of the seed. It is only watched here.
		Unit         activating
		Done so far  pull-secret, setSSHKey
		── Its journal, newest lines first ─────────────────────────────────────────────
		time="2026-11-21" msg="line 29"
		time="2026-11-21" msg="line 28"
		time="2026-11-21" msg="line 27"
		time="2026-11-21" msg="line 26"
		time="2026-11-21" msg="line 25"
		time="2026-11-21" msg="line 24"
		time="2026-11-21" msg="line 23"
		time="2026-11-21" msg="line 22"
		time="2026-11-21" msg="line 21"
		time="2026-11-21" msg="line 20"
		time="2026-11-21" msg="line 19"
		time="2026-11-21" msg="line 18"
		───────────────────────────────────────────────────────────────── page 1 of 3 ──
		> 1  Leave the console
		────────────────────────────────────────────────────────────────────────────────
		 Enter take  Left/Right page  0 tools
		"
	`);
});
