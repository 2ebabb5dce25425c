import {describe, expect, test} from 'vitest';
import type {Config} from '../../../src/config/settings.ts';
import {isSeedChanged, readSeedForm} from '../../../src/screens/seed/form.ts';

const config: Config = {
	seedImage: {value: 'quay.io/seeds/sno:4.18.6', from: 'file'},
	seedVersion: {value: '4.18.6', from: 'file'},
};

const good = {seedImage: 'quay.io/seeds/sno:4.18.6', seedVersion: '4.18.6', authFile: ''};

test('what is as configured is no answer', () => {
	expect(readSeedForm(good, config)).toEqual({ok: true, patch: {}});
	expect(isSeedChanged(good, config)).toBe(false);
});

test('what differs is an answer, without the blanks around it', () => {
	const texts = {...good, seedVersion: ' 4.18.8 ', authFile: '/run/auth.json'};
	expect(readSeedForm(texts, config)).toEqual({
		ok: true,
		patch: {seedVersion: '4.18.8', authFile: '/run/auth.json'},
	});
	expect(isSeedChanged(texts, config)).toBe(true);
});

describe('a text that cannot be right is told by its field', () => {
	test.for([
		['seedImage', '', 'empty'],
		['seedImage', 'quay.io/seeds sno', 'blanks'],
		['seedImage', 'quay.io/sèeds', 'letters'],
		['seedVersion', '', 'empty'],
		['seedVersion', '4.18', 'version'],
		['seedVersion', 'latest', 'version'],
		['authFile', 'auth.json', 'absolute'],
		['authFile', '/run/my auth.json', 'blanks'],
	] as const)('%s "%s"', ([field, text, problem]) => {
		expect(readSeedForm({...good, [field]: text}, config)).toEqual({
			ok: false,
			errors: {[field]: problem},
		});
	});
});

test.for(['4.18.6', '4.18.0-rc.1', '4.19.0-0.nightly-2026-01-02-030405', '4.18.6+build'])(
	'%s is a version',
	(seedVersion) => {
		expect(readSeedForm({...good, seedVersion}, config).ok).toBe(true);
	},
);
