import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isInSubnet, overlap, parseIp} from '../../../src/engine/ladder/subnets.ts';

test.each([
	['192.0.2.1', {family: 4, value: 0xc0000201n}],
	['::', {family: 6, value: 0n}],
	['::1', {family: 6, value: 1n}],
	['1::', {family: 6, value: 1n << 112n}],
	['fe80::1%eno1', {family: 6, value: (0xfe80n << 112n) + 1n}],
	['[2001:db8::1]', {family: 6, value: (0x20010db8n << 96n) + 1n}],
	['::ffff:192.0.2.1', {family: 6, value: (0xffffn << 32n) + 0xc0000201n}],
	['1:2:3:4:5:6:7:8', {family: 6, value: 0x00010002000300040005000600070008n}],
	['256.0.0.1', undefined],
	['1.2.3', undefined],
	['1:2:3:4:5:6:7', undefined],
	['1::2::3', undefined],
	['1:2:3:4:5:6:7:8:9', undefined],
	['g::', undefined],
	['registry.test', undefined],
	['', undefined],
])('%s', (text, expected) => {
	expect(parseIp(text)).toEqual(expected);
});

test.each([
	['192.0.2.10', '192.0.2.1', 24, true],
	['192.0.2.10', '192.0.3.1', 24, false],
	['192.0.2.10', '192.0.3.1', 23, true],
	['8.8.8.8', '192.0.2.1', 0, true],
	['192.0.2.10', '192.0.2.11', 32, false],
	['2001:db8::1', '2001:db8:ffff::', 32, true],
	['2001:db9::1', '2001:db8::', 32, false],
	['192.0.2.10', '::', 0, false],
	['nobody', '192.0.2.0', 0, false],
])('%s in %s/%d: %s', (address, network, prefixLength, expected) => {
	expect(isInSubnet(address, network, prefixLength)).toBe(expected);
});

test('networks overlap the same from both sides, and each with itself', () => {
	const networks = fc.record({
		address: fc.ipV4(),
		prefixLength: fc.integer({min: 0, max: 32}),
	});
	fc.assert(
		fc.property(networks, networks, (one, other) => {
			expect(overlap(one, one)).toBe(true);
			expect(overlap(one, other)).toBe(overlap(other, one));
		}),
	);
});

test('every way to write an IPv6 address is read', () => {
	fc.assert(
		fc.property(fc.ipV6(), (address) => {
			expect(parseIp(address)?.family).toBe(6);
		}),
	);
});
