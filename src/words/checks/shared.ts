/** What the words of all checks have in common: the shapes of answers, and remedies that many share. */

export type FailureWords = {
	readonly found: string;
	readonly needed: string;
	readonly remedy: string;
};

export type IgnoranceWords = {readonly reason: string; readonly remedy: string};

export const readTheSeed = 'Give the seed image and read it on the seed screen.';
export const rescan = 'Rescan the host; if it stays so, look at the log of the console.';

export const belowMinimum =
	' A document may lower this (minimums) or put on record that it is accepted (allowBelowMinimums: true).';

export const checkAgain = 'then check the network again.';
