/** nmstatectl: makes the network as a document says, and puts it back by itself when it cannot. */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {saidBy} from './said.ts';

const timeoutMs = 5 * 60_000;

/** @throws InstallError NETWORK_REFUSED; what nmstate said may quote the document, so only its kind of error is told */
export const applyNetwork = async (
	system: System,
	path: string,
	signal: AbortSignal,
): Promise<void> => {
	try {
		await system.run({program: 'nmstatectl', args: ['apply', path]}, {signal, timeoutMs});
	} catch (error) {
		if (saidBy(error) === '') {
			throw error;
		}
		throw new InstallError('NETWORK_REFUSED', {why: reasonIn(saidBy(error))});
	}
};

/** `NmstateError: InvalidArgument: …`, as nmstatectl prints it; passwords of a network stand quoted in it. */
const reasonIn = (said: string): string => {
	const reason = /NmstateError: (\w+: .*)/.exec(said)?.[1] ?? /(\w*Error\w*: .*)/.exec(said)?.[1];
	return (reason ?? 'it gave no reason').replace(/(["'`]).*?\1/g, '…').slice(0, 200);
};
