/** What the kernel arguments order, for those who must do their work whatever is wrong with them. */
import type {Orders} from '../config/orders.ts';
import {readKernelArguments} from '../config/sources/kernel-arguments.ts';
import {isConsoleWanted} from '../engine/console-lines.ts';
import type {System} from '../system/types.ts';
import type {Invocation} from './arguments.ts';

/** Arguments with a fault order nothing: they must not keep a host from its console, nor from its deployment. */
export const ordersOf = async (system: System): Promise<Orders> => {
	try {
		return (await readKernelArguments(system)).orders;
	} catch {
		return {};
	}
};

/**
 * Whether a console may stand on its line. Only one that a unit starts is judged, by the name that the unit gives: whoever
 * opens a console by himself wants it.
 */
export const isWantedHere = async (system: System, invocation: Invocation): Promise<boolean> => {
	const line = lineOf(invocation);
	return line === undefined || isConsoleWanted(line, await ordersOf(system));
};

const lineOf = (invocation: Invocation): string | undefined => {
	switch (invocation.command) {
		case 'attach':
			return invocation.format === 'text' ? invocation.name : undefined;
		case 'deploy':
			return invocation.mode === 'attach' ? invocation.name : undefined;
		default:
			return undefined;
	}
};

/** The program of a shell where a console may open one. */
export const allowedShell = async (system: System, program: string): Promise<string | undefined> =>
	(await ordersOf(system)).shell === 'yes' ? program : undefined;
