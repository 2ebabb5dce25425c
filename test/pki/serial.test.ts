import fc from 'fast-check';
import {expect, test} from 'vitest';
import {serialNumber} from '../../src/pki/serial.ts';

const of = (hexadecimal: string): string => serialNumber(Buffer.from(hexadecimal, 'hex'));

test.each([
	['ffffffffffffffff', '7fffffffffffffff', 'the sign bit is cleared'],
	['8000000000000000', '01', 'zero is no serial number'],
	['0000000000000012', '12', 'leading zero bytes are not written'],
	['0000000000000123', '0123', 'an odd digit is filled up'],
	['00000000000080ff', '0080ff', 'a first byte that looks negative gets a zero before it'],
])('%s becomes %s: %s', (drawn, serial) => {
	expect(of(drawn)).toBe(serial);
});

test('every serial number is positive, below 2^63 and as short as DER demands', () => {
	fc.assert(
		fc.property(fc.uint8Array({minLength: 8, maxLength: 8}), (drawn) => {
			const bytes = Buffer.from(serialNumber(drawn), 'hex');
			expect(bytes.length).toBeGreaterThan(0);
			expect(bytes.length).toBeLessThanOrEqual(8);
			expect(bytes[0] ?? 0).toBeLessThan(0x80);
			expect(bytes[0] === 0 && (bytes[1] ?? 0) < 0x80).toBe(false);
		}),
	);
});
