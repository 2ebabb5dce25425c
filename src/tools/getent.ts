/** Names as the programs of this host resolve them: /etc/hosts first, then every name server in turn. */
import type {System} from '../system/types.ts';

/** 2: the name is not known. */
const acceptedExitCodes = [0, 2];

/** The addresses of a name, IPv4 and IPv6; none: it cannot be resolved. */
export const resolveName = async (
	system: System,
	name: string,
	timeoutMs: number,
	signal?: AbortSignal,
): Promise<readonly string[]> => {
	const options = {timeoutMs, acceptedExitCodes, ...(signal && {signal})};
	const {stdout} = await system.run({program: 'getent', args: ['ahosts', name]}, options);
	const addresses = stdout
		.split('\n')
		.map((line) => line.split(/\s+/)[0] ?? '')
		.filter((address) => address !== '');
	return [...new Set(addresses)];
};
