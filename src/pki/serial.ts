/**
 * Serial numbers of certificates: positive, below 2^63, and written with as few bytes as DER allows. The
 * library takes the bytes as they are, so the sign bit and leading zeros are ours to mind.
 */
const largest = 2n ** 63n - 1n;

/** @param random eight random bytes. @returns hexadecimal digits, an even number of them. */
export const serialNumber = (random: Uint8Array): string => {
	const drawn = BigInt(`0x${Buffer.from(random).toString('hex')}`) & largest;
	const digits = (drawn === 0n ? 1n : drawn).toString(16);
	const whole = digits.length % 2 === 0 ? digits : `0${digits}`;
	return isNegative(whole) ? `00${whole}` : whole;
};

const isNegative = (digits: string): boolean => Number.parseInt(digits.slice(0, 2), 16) >= 0x80;
