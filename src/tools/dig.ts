/** One question to one name server with `dig` of BIND: what did it say, and does it answer at all? */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';

export type DnsQuestion = {
	readonly server: string;
	/** A name, or an address to ask for the name of. */
	readonly name: string;
	readonly type: 'A' | 'AAAA' | 'PTR';
};

export type DnsAnswer =
	| {
			readonly kind: 'answered';
			/** As `NOERROR`, `NXDOMAIN`, `SERVFAIL`, `REFUSED`. */
			readonly status: string;
			/** Of the type that was asked for. */
			readonly values: readonly string[];
	  }
	| {readonly kind: 'silent'};

const timeoutMs = 6000;
/** 9: no server could be reached. */
const acceptedExitCodes = [0, 9];

export const ask = async (
	system: System,
	{server, name, type}: DnsQuestion,
	signal?: AbortSignal,
): Promise<DnsAnswer> => {
	const question = type === 'PTR' ? ['-x', name] : [name, type];
	const limits = ['+time=2', '+tries=1', '+noall', '+comments', '+answer'];
	const options = {timeoutMs, acceptedExitCodes, ...(signal && {signal})};
	const args = [`@${server}`, ...question, ...limits];
	const {stdout} = await system.run({program: 'dig', args}, options);
	return parseDig(stdout, type);
};

export const parseDig = (stdout: string, type: DnsQuestion['type']): DnsAnswer => {
	const status = /->>HEADER<<-.*status: ([A-Z0-9]+)/.exec(stdout)?.[1];
	if (status === undefined) {
		if (/no servers could be reached|timed out|connection refused|unreachable/i.test(stdout)) {
			return {kind: 'silent'};
		}
		throw new InstallError('OUTPUT_UNREADABLE', {program: 'dig', why: 'it has no status'});
	}
	const values = stdout
		.split('\n')
		.filter((line) => !line.startsWith(';'))
		.map((line) => line.trim().split(/\s+/))
		.filter((words) => words[2] === 'IN' && words[3] === type)
		.map((words) => words[4] ?? '');
	return {kind: 'answered', status, values};
};
