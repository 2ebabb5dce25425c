/** IPv6 addresses that the kernel does not use, since another host answered for them (RFC 4862 5.4). */
import {z} from 'zod';
import type {System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type RefusedAddress = {readonly nic: string; readonly address: string};

export const listDuplicates = async (
	system: System,
	signal?: AbortSignal,
): Promise<readonly RefusedAddress[]> => {
	const args = ['-6', '-json', 'address', 'show', 'dadfailed'];
	return parseDuplicates((await system.run({program: 'ip', args}, reading(signal))).stdout);
};

export const parseDuplicates = (text: string): readonly RefusedAddress[] => {
	const links = text.trim() === '' ? [] : parseAnswer('ip', text, z.array(linkShape));
	return links.flatMap(({ifname = '', addr_info = []}) =>
		addr_info.flatMap(({local}) => (local === undefined ? [] : [{nic: ifname, address: local}])),
	);
};

/** What the filter left out stands there as `{}`, links and addresses both. */
const linkShape = z.object({
	ifname: z.string().optional(),
	addr_info: z.array(z.object({local: z.string().optional()})).optional(),
});
