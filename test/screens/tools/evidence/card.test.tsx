/** The photo card: all that matters on one picture, also read by a camera. */
import jsQR from 'jsqr';
import {expect, test} from 'vitest';
import {qrText, readQrText} from '../../../../src/engine/evidence/qr.ts';
import {readSpokenCode, spokenCode} from '../../../../src/engine/evidence/spoken-code.ts';
import {guardMs} from '../../../../src/screens/guard.ts';
import {cardIds, installCard} from '../../../../src/screens/tools/evidence/card-data.ts';
import {cardText} from '../../../../src/screens/tools/evidence/card-lines.ts';
import {toolIds} from '../../../../src/screens/tools/rows.tsx';
import {words as english} from '../../../../src/words/index.ts';
import {failedRun, registryProblem} from '../../fixtures/run.ts';
import {answered, unanswered} from '../../fixtures/states.ts';
import {pictureAfter, pictureOf, type ShowOptions, show} from '../../show.tsx';

/** Keys of the first moment do nothing on the screen of a failure. */
const cardOf = async (options: ShowOptions = {}): Promise<string> => {
	const shown = await show(failed, options);
	shown.clock.pass(guardMs);
	return pictureAfter(shown, ['4']);
};

const failed = {...answered, run: failedRun};
const digit = String(toolIds.indexOf('evidence') + 1);

test('a terminal with half blocks shows the square beside the ids', async () => {
	expect(await cardOf({profile: {kind: 'rich', glyphs: 'utf8'}})).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		── Photo card ──────────────────────────────────────────────────────────────────
		Code     COMMAND_FAILED                    █████████████████████████████████████
		Say      CKKB-CC2G-G51T                    █████████████████████████████████████
		While    Precaching images                 ████ ▄▄▄▄▄ █▀ █▀▀  █▀█▀█ █ ▄▄▄▄▄ ████
		Problem  Copying the image                 ████ █   █ █▀ ▄ █▄ ▀█▀█ ▄█ █   █ ████
		         registry.lab.example.com:5000/ope ████ █▄▄▄█ █▀█ █▄ ███▄ ▄ █ █▄▄▄█ ████
		         nshift/release@sha256:6f1c3e5f0d0 ████▄▄▄▄▄▄▄█▄█▄█ ▀▄▀▄█▄█▄█▄▄▄▄▄▄▄████
		         e8a57c3a4f0c6bb13f3a1: skopeo     ████   ▄ ▀▄   ▄█▄▄▄▄ █ ▀█▄█▄█ ▀▄█████
		         ended with exit code 1.           ████▀ ▀ █▄▄█  ▀ ▄ ▀██▀   ▀█ ▄▀█▄ ████
		Host     7XK29W3                           ████▀▀▄▀▀█▄██ ▀▄▀██ █▄ ▄▀▀ ▄ █▄██████
		Disk     S64GNE0R608523                    ████▀ ▀  █▄▀▄▄ █▀▄▄█ ▀ ▄▀▀████ ▀▀████
		Seed     4.18.6                            ████▀▄▀▀ ▀▄▀█▄▀█▄▄▀ █▀ ▄▀   █▄▄██████
		Run      20261121-091400-7xk29w3           ████ ██ ██▄▄█▀▄ ▄ ▄▀█▄▀ ▄▄ ▄ ▄▄█▀████
		UTC      2026-11-21 09:31:44               ████▄█▄███▄█▀█▄▄▀▄█▀█▄██ ▄▄▄ ▄ ▄▀████
		More     docs/errors.md, ibi-console       ████ ▄▄▄▄▄ █▄█▄█▀▀▀ █▄▄█ █▄█ █   ████
		         explain                           ████ █   █ █  ██▄██ ▀▀ ▄ ▄▄  ▄ █▄████
		── Last lines of the log ───────────────── ████ █▄▄▄█ █ ▀▄ ▄████ ▄▀ ▀▀▄▀█▀ ▀████
		 09:17:51 line 57 of the program           ████▄▄▄▄▄▄▄█▄▄█▄▄██████▄▄██████▄█████
		 09:17:55 line 58 of the program           █████████████████████████████████████
		 09:17:59 Copying blob sha256:9d1af8ac3b~  ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
		────────────────────────────────────────────────────────────────────────────────
		 Enter back  0 tools
		"
	`);
});

test('a serial line shows the twelve characters, and more of the log', async () => {
	expect(await cardOf({profile: {kind: 'basic', glyphs: 'ascii'}})).toMatchInlineSnapshot(`
		"
		ibi-console  sno-factory-17.lab.example.com                   SAFE TO POWER OFF
		-- Photo card ------------------------------------------------------------------
		Code     COMMAND_FAILED
		Say      CKKB-CC2G-G51T
		While    Precaching images
		Problem  Copying the image
		         registry.lab.example.com:5000/openshift/release@sha256:6f1c3e5f0d0e8a57
		         c3a4f0c6bb13f3a1: skopeo ended with exit code 1.
		Host     7XK29W3
		Disk     S64GNE0R608523
		Seed     4.18.6
		Run      20261121-091400-7xk29w3
		UTC      2026-11-21 09:31:44
		More     docs/errors.md, ibi-console explain
		-- Last lines of the log -------------------------------------------------------
		 09:17:39 line 54 of the program
		 09:17:43 line 55 of the program
		 09:17:47 line 56 of the program
		 09:17:51 line 57 of the program
		 09:17:55 line 58 of the program
		 09:17:59 Copying blob sha256:9d1af8ac3b6259c41b0 done, of the seed image regi~
		--------------------------------------------------------------------------------
		 Enter back  0 tools
		"
	`);
});

test.each([
	[80, 24],
	[132, 43],
] as const)('at %ix%i a camera reads the square from the screen', async (columns, rows) => {
	const picture = await cardOf({columns, rows, profile: {kind: 'rich', glyphs: 'utf8'}});
	const ids = readQrText(scanned(picture) ?? '');
	expect(ids).toMatchObject({code: 'COMMAND_FAILED', step: 'images.precache'});
});

test('where the square does not fit whole it is not there at all', async () => {
	const picture = await cardOf({
		columns: 74,
		rows: 24,
		profile: {kind: 'rich', glyphs: 'utf8'},
	});
	expect(picture).not.toMatch(/[▀▄]/);
	expect(picture).toContain('Say      ');
});

test('the spoken code on the card is the failure that it stands on', async () => {
	const picture = await cardOf();
	const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(picture)?.[0] ?? '';
	expect(readSpokenCode(code)).toMatchObject({
		code: 'COMMAND_FAILED',
		step: 'images.precache',
		at: '2026-11-21T09:00:00.000Z',
	});
});

test('without a failure it says who the host is', async () => {
	const picture = await pictureOf(unanswered, ['0', digit, '5']);
	expect(picture).toContain('no error');
	expect(picture).toContain('7XK29W3');
});

test('Enter leads back to the failure', async () => {
	const {press, screen, clock} = await show(failed);
	clock.pass(guardMs);
	await press('4', 'enter');
	expect(screen()).toContain('The installation failed');
});

/** The half blocks of a picture as pixels: what is not lit is dark. */
const scanned = (picture: string): string | undefined => {
	const rows = picture.split('\n').filter((row) => /[█▀▄]{4}/.test(row));
	const left = Math.min(...rows.map((row) => row.search(/[█▀▄]/)));
	const width = Math.max(...rows.map((row) => row.trimEnd().length)) - left;
	const scale = 4;
	const side = {x: width * scale, y: rows.length * 2 * scale};
	const pixels = new Uint8ClampedArray(side.x * side.y * 4).fill(255);
	for (let y = 0; y < side.y; y += 1) {
		for (let x = 0; x < side.x; x += 1) {
			const module = Math.floor(y / scale);
			const glyph = rows[module >> 1]?.[left + Math.floor(x / scale)] ?? ' ';
			const isLit = glyph === '█' || glyph === (module % 2 === 0 ? '▀' : '▄');
			pixels.fill(isLit ? 255 : 0, (y * side.x + x) * 4, (y * side.x + x) * 4 + 3);
		}
	}
	return jsQR.default(pixels, side.x, side.y)?.data;
};

test('no planted secret is on the card, in its square or in its characters', async () => {
	const planted = ['hunter2', 'cGxhbnRlZDpzZWNyZXQ=', 'PLANT-EDpas-sword-OfKub', 'MIIEvQplanted'];
	const said = [
		'proxy http://user:hunter2@proxy:3128 refused',
		'{"auths":{"quay.io":{"auth":"cGxhbnRlZDpzZWNyZXQ="}}}',
		'kubeadmin: PLANT-EDpas-sword-OfKub, Authorization: Bearer hunter2-hunter2',
		'-----BEGIN PRIVATE KEY----- MIIEvQplanted -----END PRIVATE KEY-----',
	];
	const error = {...registryProblem, message: `${registryProblem.message} ${said[0]} ${said[2]}`};
	const log = said.map((line) => ({at: '2026-11-21T09:17:59.000Z', step: 'seed.download', line}));
	const outcome = {kind: 'failed', error, undone: false} as const;
	const state = {...answered, run: {...failedRun, log, outcome}};
	const moment = {at: failedRun.latestAt, version: '1.2.3'};
	const card = installCard(state, moment);
	const all = [
		...cardText(card, english).flatMap((line) => line.map(({text}) => text)),
		qrText(cardIds(card), 114) ?? '',
		spokenCode(cardIds(card)),
	].join('\n');
	expect(planted.filter((secret) => all.includes(secret))).toEqual([]);
	expect(all).toContain('<redacted>');
	expect(all).toContain('COMMAND_FAILED');
});
