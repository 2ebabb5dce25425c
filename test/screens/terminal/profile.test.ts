import {describe, expect, test} from 'vitest';
import {chooseProfile, type TerminalFacts} from '../../../src/screens/terminal/profile.ts';

const screen: TerminalFacts = {
	TERM: 'linux',
	isTty: true,
	size: {columns: 100, rows: 37},
	ttyName: '/dev/tty1',
	isUtf8: true,
};
const serial: TerminalFacts = {
	TERM: 'vt220',
	isTty: true,
	size: {columns: 0, rows: 0},
	ttyName: '/dev/ttyS0',
	lineSpeedBaud: 115_200,
};

describe('the profile of a terminal', () => {
	test('is rich on the screen of the host', () => {
		expect(chooseProfile(screen)).toEqual({
			kind: 'rich',
			columns: 100,
			rows: 37,
			glyphs: 'utf8',
			basicGlyphs: 'utf8',
			colour: true,
			frameIntervalMs: 33,
			escapeTimeoutMs: 50,
		});
	});

	test('is basic on a serial line, whatever the terminal says it is', () => {
		const basic = {kind: 'basic', glyphs: 'ascii', colour: false};
		expect(chooseProfile(serial)).toMatchObject(basic);
		expect(chooseProfile({...serial, TERM: 'xterm-256color'})).toMatchObject(basic);
		expect(chooseProfile({...serial, ttyName: '/dev/ttyAMA0'})).toMatchObject(basic);
	});

	test('shows Unicode on a serial line only where it was proven and the line is fast enough for it', () => {
		expect(chooseProfile({...serial, isUtf8: true}).glyphs).toBe('utf8');
		expect(chooseProfile({...serial, isUtf8: true, lineSpeedBaud: 9600}).glyphs).toBe('ascii');
		expect(chooseProfile({...screen, isUtf8: false})).toMatchObject({
			kind: 'basic',
			glyphs: 'ascii',
		});
	});

	test('takes the usual size where the line does not know its own', () => {
		expect(chooseProfile(serial)).toMatchObject({columns: 80, rows: 24});
	});

	test('is slower on a slower line, and 9600 baud where the speed is not known', () => {
		const {lineSpeedBaud: _, ...unknownSpeed} = serial;
		expect(chooseProfile(serial)).toMatchObject({frameIntervalMs: 200, escapeTimeoutMs: 250});
		expect(chooseProfile(unknownSpeed)).toMatchObject({frameIntervalMs: 500, escapeTimeoutMs: 500});
	});

	test('is rich over SSH from a terminal that is known, and basic from another', () => {
		const remote = {...screen, ttyName: '/dev/pts/3'};
		expect(chooseProfile({...remote, TERM: 'xterm-256color'}).kind).toBe('rich');
		expect(chooseProfile({...remote, TERM: 'vt100'}).kind).toBe('basic');
	});

	test.each<[string, Partial<TerminalFacts>]>([
		['there is no terminal', {isTty: false}],
		['the cursor cannot be moved', {TERM: 'dumb'}],
		['nothing is known of it', {TERM: undefined}],
		['it is too small', {size: {columns: 39, rows: 24}}],
		['it is too low', {size: {columns: 80, rows: 11}}],
		['it was asked for', {requested: 'plain'}],
	])('is plain where %s', (_, facts) => {
		expect(chooseProfile({...screen, ...facts}).kind).toBe('plain');
	});

	test('is plain on a line too slow for pictures', () => {
		expect(chooseProfile({...serial, lineSpeedBaud: 2400}).kind).toBe('plain');
	});

	test('is what was asked for, except where the cursor cannot be moved', () => {
		expect(chooseProfile({...serial, requested: 'rich'})).toMatchObject({
			kind: 'rich',
			glyphs: 'utf8',
		});
		expect(chooseProfile({...screen, requested: 'basic'})).toMatchObject({colour: false});
		expect(chooseProfile({...screen, TERM: 'dumb', requested: 'rich'}).kind).toBe('plain');
	});
});
