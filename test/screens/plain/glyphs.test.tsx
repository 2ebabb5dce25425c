/** What terminals are sent, over every screen there is: ASCII alone in lines, and glyphs of every console font on screens. */
import {describe, expect, test} from 'vitest';
import {App} from '../../../src/screens/app.tsx';
import {EdgeApp} from '../../../src/screens/edge/app.tsx';
import {speak} from '../../helpers/lines.tsx';
import {edgeGallery} from '../edge/gallery.ts';
import {fakeClock, fakeConsole} from '../fake-console.ts';
import {gallery} from '../gallery.ts';

const exhibits = [
	...gallery.map(({name, keys, state}) => ({
		name,
		keys,
		element: () => <App console={fakeConsole(state)} clock={fakeClock()} />,
	})),
	...edgeGallery.map(({name, keys, state}) => ({
		name: `edge: ${name}`,
		keys,
		element: () => <EdgeApp console={fakeConsole(state)} clock={fakeClock()} />,
	})),
];

/** As a line of answers; keys that move a cursor have no meaning there. */
const spokenKeys: Readonly<Record<string, string>> = {
	'ctrl-c': '\x03',
	up: '\x1b[A',
	down: '\x1b[B',
	enter: '\r',
};

describe('in lines', () => {
	test.each(exhibits)('$name is said in ASCII, and moves no cursor', async ({element, keys}) => {
		const {said, send} = await speak(element());
		for (const key of keys) await send(spokenKeys[key] ?? `${key}\r`);
		expect(said()).toMatch(/^[ -~\n]*$/);
		expect(said()).toContain('== ');
	});
});

const asciiFont = /^[ -~]*$/;
/** What the fonts of the kernel, eurlatgr and latarcyrheb-sun16 have in common. */
const everyFont = /^[ -~─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█▓▒░▀▄•·]*$/;

describe.each([
	['ascii', asciiFont],
	['utf8', everyFont],
] as const)('on a basic terminal that draws %s', (glyphs, font) => {
	test.each(exhibits)('$name shows nothing else', async ({element, keys}) => {
		const profile = {kind: 'basic', glyphs, basicGlyphs: glyphs} as const;
		const {said, send} = await speak(element(), profile);
		for (const key of keys) await send(screenKeys[key] ?? key);
		expect(withoutSequences(said())).toMatch(font);
	});
});

const screenKeys: Readonly<Record<string, string>> = {
	'ctrl-c': '\x03',
	up: '\x1b[A',
	down: '\x1b[B',
	enter: '\r',
};

const withoutSequences = (bytes: string): string =>
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what goes
	bytes.replaceAll(/\x1b(?:\[[\d;?]*[A-Za-z]|[()>=][B0]?)|[\r\n\x08\x0f]/g, '');
