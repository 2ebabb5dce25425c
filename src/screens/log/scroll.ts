/** Where a scrolled text begins after a key; pure. */
import type {Command} from '../keys.ts';

export const scrolled = (
	first: number,
	last: number,
	pageRows: number,
	command: Command | undefined,
): number | undefined => {
	const next = target(first, last, pageRows, command);
	return next === undefined ? undefined : Math.max(0, Math.min(next, last));
};

const target = (
	first: number,
	last: number,
	pageRows: number,
	command: Command | undefined,
): number | undefined => {
	switch (command) {
		case 'up':
			return first - 1;
		case 'down':
			return first + 1;
		case 'previous':
			return first - pageRows;
		case 'next':
			return first + pageRows;
		case 'first':
			return 0;
		case 'last':
			return last;
		default:
			return undefined;
	}
};
