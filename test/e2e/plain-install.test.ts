/** The whole job on a terminal that can only print: an `expect` script answers line by line, then the disk that came of it. */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabHost, startHost} from '../../lab/host.ts';
import {differences} from '../../lab/inventory.ts';
import {seedImageName} from '../../lab/settings.ts';
import {buildStages} from '../../lab/stage.ts';
import {expectedVar} from '../../lab/stages/seed-content.ts';
import {stages} from '../../lab/stages.ts';
import {
	expectedInventory,
	isOfConsole,
	lab,
	onPartition,
	restoredInventory,
} from './lab-install.ts';
import {openPtyDialogue, type PtyDialogue} from './pty-dialogue.ts';

const stateroot = `rhcos_${lab.settings.seedVersion.replaceAll('-', '_')}`;
const bundle = new URL('../../dist/ibi-console.js', import.meta.url).pathname;

let host: LabHost;
let console: PtyDialogue;

beforeAll(async () => {
	await buildStages(stages, lab);
	host = await startHost(lab, {
		configuration: {allowBelowMinimums: true, seedImage: undefined, seedVersion: undefined},
	});
	console = openPtyDialogue(host.inside(process.execPath, bundle), 'dumb');
});

afterAll(async () => {
	console?.kill('SIGKILL');
	await host?.close();
});

const number = /Number> $/;
const text = /Text> $/;

test('asks for disk and seed, refuses a wrong id, installs with a marker a step, and says done', async () => {
	const {expect: waitFor, send} = console;
	await waitFor(/\d can be installed on/);
	await waitFor(number);
	send('1');
	await waitFor(/== Installation disk/);
	expect(await waitFor(number)).toMatch(/ \.\.0001 +usb +NO: /);
	send('1');
	await waitFor(/== Network/);
	await waitFor(number);
	send('1');
	await waitFor(/== Seed image/);
	for (const answer of [seedImageName(lab.settings), lab.settings.seedVersion, '']) {
		await waitFor(text);
		send(answer);
	}
	await waitFor(number);
	send('4');
	await waitFor(/Digest +sha256:/);
	await waitFor(number);
	send('5');
	await waitFor(/== Checks/);
	await waitFor(/ 1 Continue\r\n[\s\S]*Number> $/);
	send('1');
	await waitFor(/== Review/);
	expect(await waitFor(number)).toContain('Everything on it is destroyed');
	send('1');
	await waitFor(/type the last four characters of/);
	await waitFor(text);
	send('9K81');
	await waitFor(/"9K81" is not what was asked for\. Nothing was started\./);
	await waitFor(text);
	send('4g27');
	await waitFor(/-- WRITING - DO NOT POWER OFF/);
	const work = await waitFor(/== Done: the job sheet/, 600_000);
	expect(work).toMatch(/ \d+ %, seed\.unpack/);
	const end = await waitFor(number);
	expect(end).toContain('-- SAFE TO REMOVE MEDIA');
	expect(end).toContain('\nOK run\r\n');
	const begun = [...work.matchAll(/^STEP ([\w.-]+): /gm)].map(([, step]) => step);
	const ended = [...work.matchAll(/^(?:OK|SKIP) ([\w.-]+) \(/gm)].map(([, step]) => step);
	expect(begun.length).toBeGreaterThan(15);
	expect(begun.filter((step) => !ended.includes(step)).slice(0, -1)).toEqual([]);
});

test('leaves with 0; all that was ever written is ASCII, and nothing moved the cursor', async () => {
	const {expect: waitFor, send, transcript, exited} = console;
	send('\x03');
	await waitFor(/== Leave\?/);
	await waitFor(number);
	send('2');
	expect(await exited).toBe(0);
	expect(transcript().replaceAll('\r\n', '')).toMatch(/^[ -~]*$/);
});

test('the disk holds what the seed says', async () => {
	await onPartition(host, 4, async (root) => {
		const found = await restoredInventory(`${root}/ostree/deploy/${stateroot}/var`);
		const restored = found.filter((entry) => !isOfConsole(entry));
		expect(differences(await expectedInventory(expectedVar), restored)).toEqual([]);
	});
});
