/** Evidence: in three keys onto a stick, and every other way out. */
import {expect, test} from 'vitest';
import {toolIds} from '../../../../src/screens/tools/rows.tsx';
import {kept, onStick, onWeb, stick, sticksSeen} from '../../fixtures/evidence-tool.ts';
import {unanswered} from '../../fixtures/states.ts';
import {pictureOf, show} from '../../show.tsx';

const digit = String(toolIds.indexOf('evidence') + 1);
const plugged = {...unanswered, tools: sticksSeen([stick])};

test('one digit saves a bundle on the stick that is plugged in', async () => {
	const {press, console} = await show(plugged);
	await press('0', digit, '1');
	expect(console.actions.at(-1)).toEqual({
		type: 'tool.do',
		deed: 'evidence.stick',
		params: {device: '/dev/sdb1', leftOut: []},
	});
});

test('a stick has its name and size, and every way out its digit', async () => {
	expect(await pictureOf(plugged, ['0', digit])).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Evidence ────────────────────────────────────────────────────────────────────
		A support bundle is what somebody elsewhere needs to see what happened here: the
		journal, facts, configuration, logs. Secrets are masked in it.
		In it: journal, facts, configuration, screens, answers of programs, logs.








		────────────────────────────────────────────────────────────────────────────────
		> 1  Save on the stick /dev/sdb1 (vfat, CLUSTER-CONFIG, 16 GB)
		  2  Offer over HTTP: shows a curl line
		  3  Upload to an address ...
		  4  Send over this serial line ...
		  5  Photo card: code and ids on one picture
		  6  Choose what goes in ...
		  7  Back
		────────────────────────────────────────────────────────────────────────────────
		 Up/Down move  Enter take  1-9 line  Left/Right page  b back  0 tools
		"
	`);
});

test('without a stick its digit stays where it is, and does nothing', async () => {
	const {press, screen, console} = await show({...unanswered, tools: sticksSeen([])});
	await press('0', digit, '1');
	expect(screen()).toContain('1  Save on a USB stick: none is plugged in');
	expect(console.actions.filter(({type}) => type === 'tool.do')).toEqual([]);
});

test('of two sticks the second is a line of its own', async () => {
	const second = {...stick, device: '/dev/sdc1', label: 'TOOLS'};
	const {press, screen, console} = await show({
		...unanswered,
		tools: sticksSeen([stick, second]),
	});
	await press('0', digit, '7');
	expect(screen()).toContain('7  Save on the stick /dev/sdc1 (vfat, TOOLS, 16 GB)');
	expect(console.actions.at(-1)).toMatchObject({params: {device: '/dev/sdc1'}});
});

test('when all of it is on the stick it says that the stick can be pulled', async () => {
	const state = {...unanswered, tools: sticksSeen([stick], onStick)};
	const picture = (await pictureOf(state, ['0', digit])).replaceAll(/\s+/g, ' ');
	expect(picture).toContain('ibi-evidence-7XK29W3-20261121T091758Z.tar.gz: 312 kB, 47 files');
	expect(picture).toContain('2 could not be read, 1 shortened.');
	expect(picture).toContain('SAFE TO REMOVE the stick.');
});

test('over HTTP it shows the line that is typed on another machine, whole', async () => {
	const state = {...unanswered, tools: sticksSeen([], onWeb)};
	const {press, screen} = await show(state);
	await press('0', digit);
	expect(screen().replaceAll(/\s+/g, '')).toContain(onWeb.progress.line?.replaceAll(' ', ''));
	await press('7');
	expect(screen()).toContain('7  Stop what is being done');
});

test('groups are left out one by one, and the bundle is made without them', async () => {
	const {press, screen, console} = await show(plugged);
	await press('0', digit, '6', '6', '5', '7');
	expect(screen()).toContain('Left out: logs, answers of programs.');
	await press('2');
	expect(console.actions.at(-1)).toEqual({
		type: 'tool.do',
		deed: 'evidence.web',
		params: {leftOut: ['logs', 'commands']},
	});
});

test('an upload asks for an address, and shows no token', async () => {
	const {press, type, screen, console} = await show(plugged);
	await press('0', digit, '3', 'enter');
	await type('planted-token');
	expect(screen()).not.toContain('planted');
	await press('enter', 'enter');
	expect(screen()).toContain('An address begins with https:// or http://');
	await type('files.example.com/in');
	await press('enter', 'enter', 'enter');
	expect(console.actions.findLast(({type: asked}) => asked === 'tool.do')).toMatchObject({
		deed: 'evidence.upload',
		params: {url: 'https://files.example.com/in', token: 'planted-token', method: 'PUT'},
	});
});

test('over the serial line the bundle is made first, and its time is told', async () => {
	expect(
		await pictureOf({...unanswered, tools: sticksSeen([], kept)}, ['0', digit, '4']),
	).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Send over this serial line ──────────────────────────────────────────────────
		This console has no terminal to print them on.
		312 kB: about 39 s at 115200 baud, 7 min 44 s at 9600.

		ibi-evidence-7XK29W3-20261121T091758Z.tar.gz: 312 kB, 47 files, 2 could not be
		read, 1 shortened.
		It lies at
		/run/ibi-console/evidence/1f2e/ibi-evidence-7XK29W3-20261121T091758Z.tar.gz.

		> 1  Lines (empty: all of them)              [                                 ]
		                                              As 17 203-210: the numbers that
		                                              are missing.
		  2  Make the bundle
		  3  Back






		────────────────────────────────────────────────────────────────────────────────
		 A-Z 0-9 type  Up/Down move  Enter take
		"
	`);
});

test('any console may look, and going back leads to the tools', async () => {
	const {press, screen} = await show(plugged);
	await press('0', digit, 'b');
	expect(screen()).toContain('Tools');
});
