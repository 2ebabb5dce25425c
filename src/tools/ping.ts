/** Echo requests with `ping` of iputils: one every 0.3 s until the first answer, for two seconds at the most. */
import type {System} from '../system/types.ts';

export type Echo = {
	readonly address: string;
	/** For link-local addresses, which mean nothing without it. */
	readonly nic?: string;
	/** The whole packet, as an MTU counts it; it is then forbidden to be split. Default: 84 or 104. */
	readonly packetBytes?: number;
};

export type EchoAnswer =
	| {readonly kind: 'answered'}
	| {readonly kind: 'silent'}
	/** Somebody on the way, or this host, lets only smaller packets through. */
	| {readonly kind: 'too-large'; readonly limitBytes?: number};

const patienceSeconds = 2;
const timeoutMs = 5000;
/** 1 is no answer; 2 any other fault, as no route, which is no answer either. */
const acceptedExitCodes = [0, 1, 2];

export const ping = async (
	system: System,
	{address, nic, packetBytes}: Echo,
	signal?: AbortSignal,
): Promise<EchoAnswer> => {
	const target = nic !== undefined && address.startsWith('fe80:') ? `${address}%${nic}` : address;
	const size = packetBytes === undefined ? [] : sizeArguments(packetBytes, address);
	// With a deadline, the count is of answers.
	const limits = ['-c', '1', '-i', '0.3', '-w', String(patienceSeconds)];
	const args = ['-n', '-q', ...limits, ...size, target];
	const options = {timeoutMs, acceptedExitCodes, ...(signal && {signal})};
	const {stdout, stderr, exitCode} = await system.run({program: 'ping', args}, options);
	return exitCode === 0 ? {kind: 'answered'} : silence(`${stdout}\n${stderr}`);
};

/** What the packet has besides its content: 20 or 40 bytes of IP, 8 of ICMP. */
const sizeArguments = (packetBytes: number, address: string): readonly string[] => {
	const headerBytes = address.includes(':') ? 48 : 28;
	return ['-M', 'do', '-s', String(packetBytes - headerBytes)];
};

/** iputils ping_common.c: `Frag needed and DF set (mtu = 1400)`, `message too long, mtu=1400`. */
const silence = (said: string): EchoAnswer => {
	const found = /(?:Frag needed|Packet too big|message too long).*?mtu\s*[=:]\s*(\d+)/i.exec(said);
	if (found === null) {
		return /Frag needed|Packet too big|message too long/i.test(said)
			? {kind: 'too-large'}
			: {kind: 'silent'};
	}
	return {kind: 'too-large', limitBytes: Number(found[1])};
};
