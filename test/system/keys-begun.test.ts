import {expect, test} from 'vitest';
import {Secret} from '../../src/secret.ts';
import {withKeysBegun} from '../../src/system/keys-begun.ts';
import type {Random} from '../../src/system/types.ts';

/** Keys are called by the order in which they were asked for. */
const counting = (): {readonly random: Random; readonly asked: number[]} => {
	const asked: number[] = [];
	return {
		asked,
		random: {
			bytes: (count) => new Uint8Array(count),
			rsaPrivateKey: async (bits) => new Secret(`key ${asked.push(bits)}`),
		},
	};
};

test('keys are begun before anybody asks, and each is given once', async () => {
	const {random, asked} = counting();
	const begun = withKeysBegun(random, {bits: 2048, count: 2});
	expect(asked).toEqual([2048, 2048]);
	const keys = [2048, 2048, 2048].map((bits) => begun.rsaPrivateKey(bits));
	const names = (await Promise.all(keys)).map((key) => key.reveal());
	expect(names).toEqual(['key 1', 'key 2', 'key 3']);
});

test('a key of another size is made anew', async () => {
	const {random, asked} = counting();
	const begun = withKeysBegun(random, {bits: 2048, count: 1});
	expect((await begun.rsaPrivateKey(4096)).reveal()).toBe('key 2');
	expect(asked).toEqual([2048, 4096]);
});

test('a key that cannot be made fails for who asks, and for nobody else', async () => {
	const random: Random = {
		...counting().random,
		rsaPrivateKey: () => Promise.reject(new Error('no entropy')),
	};
	const begun = withKeysBegun(random, {bits: 2048, count: 2});
	await expect(begun.rsaPrivateKey(2048)).rejects.toThrow('no entropy');
});
