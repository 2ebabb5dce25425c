import {compare, getRounds} from 'bcryptjs';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {kubeadminPassword, passwordHash} from '../../src/pki/password.ts';
import {pick} from '../../src/pki/pick.ts';
import {realSystem} from '../../src/system/real.ts';
import type {Random} from '../../src/system/types.ts';

const {random} = realSystem();

/** Gives these bytes over and over. */
const repeating = (bytes: Uint8Array): Random => {
	let next = 0;
	return {
		...random,
		bytes: (count) => Uint8Array.from({length: count}, () => bytes[next++ % bytes.length] ?? 0),
	};
};

test('a kubeadmin password has four groups of characters that cannot be taken for each other', () => {
	for (let round = 0; round < 200; round++) {
		expect(kubeadminPassword(random).reveal()).toMatch(
			/^[a-km-zA-NP-Z2-9]{5}(-[a-km-zA-NP-Z2-9]{5}){3}$/,
		);
	}
});

test('its hash is bcrypt of cost 10 over a salt of our own randomness', async () => {
	const password = kubeadminPassword(random);
	const hash = await passwordHash(random, password);
	expect(hash).toMatch(/^\$2b\$10\$[./A-Za-z0-9]{53}$/);
	expect(getRounds(hash)).toBe(10);
	expect(await compare(password.reveal(), hash)).toBe(true);
	expect(await compare(`${password.reveal()}x`, hash)).toBe(false);
	const fixed = repeating(new Uint8Array(16).fill(5));
	expect(await passwordHash(fixed, password)).toBe(await passwordHash(fixed, password));
});

test('a byte that would favour the beginning of the alphabet is drawn again', () => {
	expect(pick(repeating(Uint8Array.of(255, 254, 0, 252, 2)), 'abc', 2)).toBe('ca');
});

test('whatever is drawn, the result has the length and the letters that were asked for', () => {
	fc.assert(
		fc.property(
			fc.uint8Array({minLength: 1, maxLength: 64}),
			fc.integer({min: 0, max: 40}),
			(drawn, count) => {
				const picked = pick(repeating(Uint8Array.of(0, ...drawn)), 'xyz', count);
				expect(picked).toMatch(new RegExp(`^[xyz]{${count}}$`));
			},
		),
	);
});
