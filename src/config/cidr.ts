/** Networks in CIDR notation, of both families, as numbers that can be compared. Pure. */
import {z} from 'zod';

export type Family = 4 | 6;

export type Network = {
	readonly text: string;
	readonly family: Family;
	/** The address as written, as one number. */
	readonly address: bigint;
	readonly prefix: number;
};

/** undefined when the text is no address with a prefix. */
export const parseNetwork = (text: string): Network | undefined => {
	const match = /^([0-9A-Fa-f.:]+)\/(\d{1,3})$/.exec(text);
	const [, address = '', digits = ''] = match ?? [];
	const family = familyOf(address);
	const prefix = Number(digits);
	if (family === undefined || prefix > widths[family]) {
		return undefined;
	}
	return {text, family, address: addressNumber(address), prefix};
};

/** The address has no bit outside of its prefix. */
export const isCanonical = (network: Network): boolean =>
	(network.address & (sizeOf(network) - 1n)) === 0n;

export const overlap = (a: Network, b: Network): boolean =>
	a.family === b.family && firstOf(a) <= lastOf(b) && firstOf(b) <= lastOf(a);

/** undefined when the text is no address. */
export const familyOf = (address: string): Family | undefined => {
	if (isIPv4(address)) {
		return 4;
	}
	return ipv6.safeParse(address).success ? 6 : undefined;
};

export const holdsAddress = (network: Network, address: string): boolean => {
	const single = parseNetwork(`${address}/${widths[familyOf(address) ?? 4]}`);
	return single !== undefined && overlap(network, single);
};

const ipv4 = z.ipv4();
const ipv6 = z.ipv6();

const isIPv4 = (text: string): boolean => ipv4.safeParse(text).success;

const widths: Readonly<Record<Family, number>> = {4: 32, 6: 128};

const sizeOf = ({family, prefix}: Network): bigint => 1n << BigInt(widths[family] - prefix);

const firstOf = (network: Network): bigint => network.address & ~(sizeOf(network) - 1n);

const lastOf = (network: Network): bigint => firstOf(network) + sizeOf(network) - 1n;

const addressNumber = (address: string): bigint =>
	isIPv4(address) ? fromParts(address.split('.').map(Number), 8n) : ipv6Number(address);

const ipv6Number = (address: string): bigint => {
	const [before = '', after] = address.split('::');
	const head = groupsOf(before);
	const tail = after === undefined ? [] : groupsOf(after);
	const zeros = Array.from({length: 8 - head.length - tail.length}, () => 0);
	return fromParts([...head, ...zeros, ...tail], 16n);
};

/** The last group may be an IPv4 address. */
const groupsOf = (text: string): readonly number[] =>
	text
		.split(':')
		.filter((group) => group !== '')
		.flatMap((group) => {
			if (!isIPv4(group)) {
				return [Number.parseInt(group, 16)];
			}
			const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
			return [a * 256 + b, c * 256 + d];
		});

const fromParts = (parts: readonly number[], bits: bigint): bigint =>
	parts.reduce((number, part) => (number << bits) | BigInt(part), 0n);
