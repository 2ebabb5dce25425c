import {expect, test} from 'vitest';
import {known, unknown} from '../../src/hardware/fact.ts';
import {hostText} from '../../src/screens/facts.ts';
import {words} from '../../src/words/index.ts';

const silent = unknown('this host has no DMI table');

test('a host is called by what is known of it', () => {
	const host = {vendor: known('Dell Inc.'), product: silent, hostName: known('sno-17')};
	expect(hostText(host, words)).toBe('Dell Inc., sno-17');
});

test('a host of which nothing is known says why, once', () => {
	const host = {vendor: silent, product: silent, hostName: silent};
	expect(hostText(host, words)).toBe('unknown: this host has no DMI table');
});
