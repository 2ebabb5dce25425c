import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	holdsAddress,
	isCanonical,
	type Network,
	overlap,
	parseNetwork,
} from '../../src/config/cidr.ts';

const network = (text: string): Network => {
	const parsed = parseNetwork(text);
	if (parsed === undefined) {
		throw new Error(`${text} is no network`);
	}
	return parsed;
};

test.each([
	['10.0.0.0/8', '10.255.255.255/32', true],
	['10.0.0.0/8', '11.0.0.0/8', false],
	['0.0.0.0/0', '192.0.2.0/24', true],
	['2001:db8::/32', '2001:db8:ffff::/48', true],
	['2001:db8::/32', '2001:db9::/32', false],
	['::ffff:10.0.0.0/104', '10.0.0.0/8', false],
])('%s and %s have addresses in common: %s', (a, b, expected) => {
	expect(overlap(network(a), network(b))).toBe(expected);
	expect(overlap(network(b), network(a))).toBe(expected);
});

test.each([
	'10.0.0.0',
	'10.0.0.0/33',
	'10.0.0/8',
	'2001:db8::/129',
	'x/8',
	'',
	'10.0.0.0/-1',
	'1:2/64',
])('%j is no network', (text) => {
	expect(parseNetwork(text)).toBeUndefined();
});

test.each([
	['192.0.2.0/24', true],
	['192.0.2.1/24', false],
	['192.0.2.1/32', true],
	['fd01::/48', true],
	['fd01::1/48', false],
	['64:ff9b::192.0.2.0/120', true],
])('%s is a network itself: %s', (text, expected) => {
	expect(isCanonical(network(text))).toBe(expected);
});

test('an address is in a network exactly when its leading bits are the same', () => {
	const octets = fc.array(fc.nat(255), {minLength: 4, maxLength: 4});
	fc.assert(
		fc.property(octets, octets, fc.integer({min: 0, max: 32}), (base, address, prefix) => {
			const bits = (parts: readonly number[]): string =>
				parts
					.map((part) => part.toString(2).padStart(8, '0'))
					.join('')
					.slice(0, prefix);
			expect(holdsAddress(network(`${base.join('.')}/${prefix}`), address.join('.'))).toBe(
				bits(base) === bits(address),
			);
		}),
	);
});
