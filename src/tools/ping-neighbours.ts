/**
 * Who is at the other end of a cable, in whatever network: the link-local addresses that answer to an echo request
 * to all nodes (RFC 4291 2.7.1) within two seconds. Hosts without IPv6 are not heard.
 */
import type {System} from '../system/types.ts';

const timeoutMs = 5000;
/** 1 is no answer; 2 any other fault, as no IPv6, which is no answer either. */
const acceptedExitCodes = [0, 1, 2];

export const findNeighbours = async (
	system: System,
	nic: string,
	signal?: AbortSignal,
): Promise<readonly string[]> => {
	const args = ['-6', '-n', '-i', '0.5', '-w', '2', '-I', nic, 'ff02::1'];
	const options = {timeoutMs, acceptedExitCodes, ...(signal && {signal})};
	return parseNeighbours((await system.run({program: 'ping', args}, options)).stdout);
};

/** `64 bytes from fe80::5054:ff:fe00:1%eno1: icmp_seq=1 ttl=64 time=0.05 ms (DUP!)` */
export const parseNeighbours = (stdout: string): readonly string[] => [
	...new Set(
		[...stdout.matchAll(/bytes from (fe80:[0-9a-f:]+)(?:%\S+)?: /gi)].map(([, address = '']) =>
			address.toLowerCase(),
		),
	),
];
