/** IP addresses and networks as numbers: which is in which. Pure. */

export type IpNumber = {readonly family: 4 | 6; readonly value: bigint};

/** undefined when the text is no IP address; a zone (`%eno1`) is left out. */
export const parseIp = (text: string): IpNumber | undefined => {
	const address = text.replace(/%.*$/, '').replace(/^\[(.*)\]$/, '$1');
	const value = address.includes(':') ? parseSix(address) : parseFour(address);
	return value === undefined ? undefined : {family: address.includes(':') ? 6 : 4, value};
};

export const isInSubnet = (address: string, network: string, prefixLength: number): boolean => {
	const [one, other] = [parseIp(address), parseIp(network)];
	if (one === undefined || other === undefined || one.family !== other.family) {
		return false;
	}
	const shift = BigInt((one.family === 4 ? 32 : 128) - prefixLength);
	return one.value >> shift === other.value >> shift;
};

export type Subnet = {readonly address: string; readonly prefixLength: number};

/** One holds the other, or they are the same. */
export const overlap = (one: Subnet, other: Subnet): boolean =>
	one.prefixLength <= other.prefixLength
		? isInSubnet(other.address, one.address, one.prefixLength)
		: isInSubnet(one.address, other.address, other.prefixLength);

const parseFour = (text: string): bigint | undefined => {
	const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
	return parts === undefined || parts.some((part) => part > 255)
		? undefined
		: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
};

/** RFC 4291 2.2, with `::` for one run of zeroes and an IPv4 address as the tail. */
const parseSix = (text: string): bigint | undefined => {
	const [head, tail, ...more] = text.split('::').map(groupsOf);
	if (head === undefined || more.length > 0) {
		return undefined;
	}
	const isShort = text.includes('::');
	const groups = isShort
		? [...head, ...zeroes(8 - head.length - (tail?.length ?? 8)), ...(tail ?? [])]
		: head;
	return groups.length === 8 ? groups.reduce((sum, group) => sum * 65_536n + group, 0n) : undefined;
};

const zeroes = (count: number): readonly bigint[] =>
	Array.from({length: Math.max(0, count)}, () => 0n);

const groupsOf = (text: string): readonly bigint[] | undefined => {
	const groups = text === '' ? [] : text.split(':').map(groupOf);
	const flat = groups.flat();
	return flat.every((group) => group !== undefined) ? flat : undefined;
};

const groupOf = (text: string): readonly (bigint | undefined)[] => {
	const four = parseFour(text);
	if (four !== undefined) {
		return [four >> 16n, four & 0xffffn];
	}
	return [/^[0-9a-f]{1,4}$/i.test(text) ? BigInt(`0x${text}`) : undefined];
};
