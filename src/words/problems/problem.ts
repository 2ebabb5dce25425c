/**
 * One row of the problem catalogue: what kind of problem a code is, and its words.
 * `message` says what we were doing, then what happened; each `remedy` line is an order.
 */
export type ProblemKind = 'input' | 'environment' | 'dependency' | 'install' | 'cancelled' | 'bug';

export type ProblemWords = {
	readonly message: string;
	readonly remedy: readonly string[];
};

export type ProblemRow<Params> = {
	readonly kind: ProblemKind;
	readonly words: (params: Params) => ProblemWords;
};

export const problem = <Params>(
	kind: ProblemKind,
	words: (params: Params) => ProblemWords,
): ProblemRow<Params> => ({kind, words});
