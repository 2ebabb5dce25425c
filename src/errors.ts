/**
 * Errors: a closed set of codes, each with a kind, a message, a cause and a remedy. Kind decides the exit
 * code and which screen tells it. The words stand in `src/words/problems`, one row a code.
 */
import type {ProblemKind, ProblemRow} from './words/problems/problem.ts';
import {problems} from './words/problems.ts';

type Problems = typeof problems;

export type ProblemCode = keyof Problems;

export type ProblemParams<Code extends ProblemCode> = Parameters<Problems[Code]['words']>[0];

/** An error as plain data: what events, journals and screens carry. */
export type Problem = {
	readonly code: ProblemCode;
	readonly kind: ProblemKind;
	readonly message: string;
	/** The messages of the errors behind it, nearest first. */
	readonly causes: readonly string[];
	readonly remedy: readonly string[];
	/** Only for kind `bug`. */
	readonly stack?: string;
};

/** Stable: scripts and units rely on them. 0 is success. */
export const exitCodes: Readonly<Record<ProblemKind, number>> = {
	bug: 1,
	input: 2,
	environment: 3,
	dependency: 4,
	install: 5,
	cancelled: 130,
};

/** No failure: `ibi.console` wants no console on this line. The units wait for this number. */
export const notWantedHere = 75;

/** An expected failure: somebody can do something about it. Anything else that is thrown is a bug. */
export class InstallError<Code extends ProblemCode = ProblemCode> extends Error {
	readonly code: Code;
	readonly kind: ProblemKind;
	readonly remedy: readonly string[];

	constructor(code: Code, params: ProblemParams<Code>, options: ErrorOptions = {}) {
		const row = problems[code] as unknown as ProblemRow<ProblemParams<Code>>;
		const words = row.words(params);
		super(words.message, options);
		this.name = 'InstallError';
		this.code = code;
		this.kind = row.kind;
		this.remedy = words.remedy;
	}
}

/** Any thrown value as a Problem; what is not an InstallError becomes code BUG with its stack. */
export const toProblem = (error: unknown): Problem => {
	if (!(error instanceof InstallError)) {
		return bugProblem(error);
	}
	const {code, kind, message, remedy} = error;
	return {code, kind, message, causes: causesOf(error.cause), remedy};
};

export const isCancelled = (error: unknown): boolean =>
	error instanceof InstallError && error.kind === 'cancelled';

const bugProblem = (error: unknown): Problem => {
	const thrown = error instanceof Error ? error : new Error(String(error));
	const {message, remedy} = new InstallError('BUG', {what: thrown.message});
	const stack = thrown.stack ?? thrown.message;
	return {code: 'BUG', kind: 'bug', message, causes: causesOf(thrown.cause), remedy, stack};
};

const causesOf = (cause: unknown): readonly string[] => {
	if (cause === undefined) {
		return [];
	}
	return cause instanceof Error ? [cause.message, ...causesOf(cause.cause)] : [String(cause)];
};
