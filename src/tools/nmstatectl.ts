/** nmstatectl: judges what a document says of a network; makes it, and puts it back by itself when it cannot. */
import {InstallError} from '../errors.ts';
import type {Secret} from '../secret.ts';
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

/**
 * The same for a while: NetworkManager itself puts it back when nobody keeps it, whoever has died meanwhile.
 * @throws InstallError NETWORK_CHANGE_REFUSED
 */
export const tryNetwork = async (
	system: System,
	path: string,
	seconds: number,
	signal: AbortSignal,
): Promise<void> => {
	const args = ['apply', '--no-commit', '--timeout', String(seconds), path];
	await orRefused(system.run({program: 'nmstatectl', args}, {signal, timeoutMs}));
};

/** Of the newest trial. @throws InstallError NETWORK_CHANGE_REFUSED when it has put itself back already */
export const endTrial = async (
	system: System,
	how: 'commit' | 'rollback',
	signal: AbortSignal,
): Promise<void> => {
	await orRefused(system.run({program: 'nmstatectl', args: [how]}, {signal, timeoutMs}));
};

const orRefused = async (running: Promise<unknown>): Promise<void> => {
	try {
		await running;
	} catch (error) {
		if (saidBy(error) === '') {
			throw error;
		}
		throw new InstallError('NETWORK_CHANGE_REFUSED', {why: reasonIn(saidBy(error))});
	}
};

export type NmstateVerdict =
	| {readonly kind: 'good'}
	/** This machine has no nmstatectl. */
	| {readonly kind: 'not asked'}
	| {readonly kind: 'refused'; readonly why: string};

/**
 * `gc` makes keyfiles of the document and writes nothing, so a workstation can judge it.
 * @param path of a file that is there only meanwhile
 */
export const judgedByNmstate = async (
	{run, files}: System,
	path: string,
	text: Secret,
	signal: AbortSignal,
): Promise<NmstateVerdict> => {
	await files.writeText(path, text, 0o600);
	try {
		await run({program: 'nmstatectl', args: ['gc', path]}, {signal, timeoutMs});
		return {kind: 'good'};
	} catch (error) {
		if (error instanceof InstallError && error.code === 'COMMAND_MISSING') {
			return {kind: 'not asked'};
		}
		if (saidBy(error) === '') {
			throw error;
		}
		return {kind: 'refused', why: reasonIn(saidBy(error))};
	} finally {
		await files.remove(path);
	}
};

/** `NmstateError: InvalidArgument: …`, as nmstatectl prints it; passwords of a network stand quoted in it. */
const reasonIn = (said: string): string => {
	const reason = /NmstateError: (\w+: .*)/.exec(said)?.[1] ?? /(\w*Error\w*: .*)/.exec(said)?.[1];
	return (reason ?? 'it gave no reason').replace(/(["'`]).*?\1/g, '…').slice(0, 200);
};
