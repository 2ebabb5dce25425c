import {expect, test} from 'vitest';
import {seedTexts} from '../../../src/screens/seed/form.ts';
import {diskAnswered, seedAnswered, seedFailed} from '../fixtures/states.ts';
import {pictureOf, show} from '../show.tsx';

const toSeed = ['1', '1'];

test('the fields are empty until somebody fills them, and the first has the cursor', async () => {
	expect(await pictureOf(diskAnswered, toSeed)).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Seed image ──────────────────────────────────────────────────────────────────
		> 1  Seed image   [                                                            ]
		                   A registry image as registry:5000/seed@sha256:..., or a
		                   layout as oci:/path or oci-archive:/path.
		  2  Seed version [                                                            ]
		  3  Auth file    [                                                            ]
		  4  Read the seed
		  5  Continue
		  6  Back
		── What the seed says ──────────────────────────────────────────────────────────
		The seed was not read yet.









		────────────────────────────────────────────────────────────────────────────────
		 A-Z 0-9 type  Up/Down move  Enter take
		"
	`);
});

test('a seed that cannot be read shows the problem, its causes and what to do', async () => {
	expect(await pictureOf(seedFailed, [...toSeed, 'down', 'down', 'down'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Seed image ──────────────────────────────────────────────────────────────────
		  1  Seed image   <e5f0d0e8a57c3a4f0c6bb13f3a1c0f6a8b7d5e4f3a2b1c0d9e8f7a6b5c4 ]
		  2  Seed version [4.18.6                                                      ]
		  3  Auth file    [/var/tmp/backup-secret.json                                 ]
		> 4  Read the seed
		  5  Continue
		  6  Back
		── The seed could not be read ──────────────────────────────────────────────────
		Code     COMMAND_FAILED
		Problem  Copying the image
		         registry.lab.example.com:5000/openshift/release@sha256:6f1c3e5f0d0e8a57
		         c3a4f0c6bb13f3a1: skopeo ended with exit code 1.
		Because  reading manifest: received unexpected HTTP status: 503 Service
		         Unavailable (tried 5 times in 62 s)
		Because  Get "https://registry.lab.example.com:5000/v2/": dial tcp
		         10.46.61.9:5000: connect: connection refused

		What to do
		• Check that the registry runs and that this host can reach it.
		• Then retry the step; what was fetched already is kept.
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('a seed that was read says what it is', async () => {
	expect(await pictureOf(seedAnswered, ['5'])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Seed image ──────────────────────────────────────────────────────────────────
		  1  Seed image   <e5f0d0e8a57c3a4f0c6bb13f3a1c0f6a8b7d5e4f3a2b1c0d9e8f7a6b5c4 ]
		  2  Seed version [4.18.6                                                      ]
		  3  Auth file    [/var/tmp/backup-secret.json                                 ]
		  4  Read the seed
		> 5  Continue
		  6  Back
		── What the seed says ──────────────────────────────────────────────────────────
		Version       4.18.6
		Digest        sha256:6f1c3e5f0d0e8a57c3a4f0c6bb13f3a1c0f6a8b7d5e4f3a2b1c0d9e8f7a
		              6b5c4
		Size          4.3 GB in 1 layer, compressed
		Created       2026-10-30 17:02:41
		Architecture  amd64
		Seed format   4
		Made from     seed.lab.example.com




		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('typed values go to the engine as answers, then the seed is read', async () => {
	const {press, type, console} = await show(diskAnswered);
	await press(...toSeed);
	await type('quay.io/seeds/sno:4.18.6');
	await press('enter');
	await type('4.18.6');
	await press('enter', 'enter', 'enter');
	expect(console.actions).toEqual([
		{
			type: 'answers.set',
			answers: {seedImage: 'quay.io/seeds/sno:4.18.6', seedVersion: '4.18.6'},
		},
		{type: 'seed.read'},
	]);
});

test('values that are as configured are not typed answers', async () => {
	const {press, console} = await show(seedFailed);
	await press(...toSeed, 'down', 'down', 'down', 'enter');
	expect(console.actions).toEqual([{type: 'seed.read'}]);
	expect(seedTexts(seedFailed.config).authFile).not.toBe('');
});

test('a field that is wrong says what it takes, and the cursor stands there', async () => {
	const {press, type, console, screen} = await show(diskAnswered);
	await press(...toSeed);
	await type('quay.io/seeds/sno');
	await press('down');
	await type('latest');
	await press('down', 'down', 'enter');
	expect(console.actions).toEqual([]);
	expect(`\n${screen()}\n`).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Seed image ──────────────────────────────────────────────────────────────────
		  1  Seed image   [quay.io/seeds/sno                                           ]
		> 2  Seed version [latest                                                      ]
		                   A version is three numbers with dots, as 4.18.6 or
		                   4.18.0-rc.1.
		  3  Auth file    [                                                            ]
		  4  Read the seed
		  5  Continue
		  6  Back
		── What the seed says ──────────────────────────────────────────────────────────
		The seed was not read yet.









		────────────────────────────────────────────────────────────────────────────────
		 A-Z 0-9 type  Up/Down move  Enter take
		"
	`);
});

test('a paste says how many characters came', async () => {
	const {press, paste, screen} = await show(diskAnswered);
	await press(...toSeed);
	await paste('registry.lab.example.com:5000/seeds/sno:4.18.6\n');
	expect(screen()).toContain('46 characters pasted');
});

test('going away and coming back loses no letter', async () => {
	const {press, type, screen} = await show(diskAnswered);
	await press(...toSeed);
	await type('quay.io/half/ty');
	await press('escape');
	expect(screen()).toContain('── Network ─');
	await press('1');
	expect(screen()).toContain('quay.io/half/ty');
});

test('nobody continues past a seed that was not read', async () => {
	const {press, screen} = await show(diskAnswered);
	await press(...toSeed, 'up', 'up', 'enter');
	expect(screen()).toContain('── Seed image ─');
	expect(screen()).toContain('Read the seed with these values first.');
});
