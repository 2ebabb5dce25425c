/** On which lines of a host consoles appear, as `ibi.console` says: all, none, or those that it names. */
import type {Orders} from '../config/orders.ts';
import type {System} from '../system/types.ts';
import {beginUnit} from '../tools/units.ts';

/** @param line as `tty1`, `ttyS0` */
export const isConsoleWanted = (line: string, {consoles = 'all'}: Orders): boolean => {
	switch (consoles) {
		case 'all':
			return true;
		case 'none':
			return false;
		default:
			return consoles.includes(line);
	}
};

/** A serial line that is no console of the kernel has no getty which the console could take the place of. */
export const beginNamedLines = async (
	system: System,
	{consoles}: Orders,
	signal: AbortSignal,
): Promise<void> => {
	for (const line of Array.isArray(consoles) ? (consoles as readonly string[]) : []) {
		if (serialLine.test(line)) {
			// There may be no such line, nor a service manager.
			await beginUnit(system, `serial-getty@${line}.service`, signal).catch(() => {});
		}
	}
};

const serialLine = /^(?:tty[A-Z]+\d+|hvc\d+)$/;
