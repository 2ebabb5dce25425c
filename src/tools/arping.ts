/** Duplicate address detection with `arping` of iputils (RFC 5227): does anybody else answer for an address? */
import type {System} from '../system/types.ts';

const timeoutMs = 6000;
/** 1: somebody answered. */
const acceptedExitCodes = [0, 1];

export type AddressQuestion = {
	readonly nic: string;
	readonly address: string;
	/** How long it is listened for an answer; asked once a second. */
	readonly seconds?: number;
};

/** The hardware addresses that answer for it; none: it is free, or ours alone. */
export const findOtherOwners = async (
	system: System,
	{nic, address, seconds = 2}: AddressQuestion,
	signal?: AbortSignal,
): Promise<readonly string[]> => {
	const args = ['-D', '-c', String(seconds), '-w', String(seconds), '-I', nic, address];
	const options = {timeoutMs, acceptedExitCodes, ...(signal && {signal})};
	const {stdout, exitCode} = await system.run({program: 'arping', args}, options);
	return exitCode === 0 ? [] : answerers(stdout);
};

/** `Unicast reply from 192.0.2.7 [52:54:00:00:00:01]  0.7ms`; an answer without it is one all the same. */
const answerers = (stdout: string): readonly string[] => {
	const macs = [...stdout.matchAll(/\[([0-9A-Fa-f:]{17})\]/g)].map(([, mac = '']) =>
		mac.toLowerCase(),
	);
	return macs.length === 0 ? ['another card'] : [...new Set(macs)];
};
