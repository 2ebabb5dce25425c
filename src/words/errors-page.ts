/**
 * The page about every error code, made from the catalogue itself: what it means, what usually lies behind it and
 * what to do. Values show as their names. Pure.
 */
import {causes} from './causes.ts';
import type {ProblemRow} from './problems/problem.ts';
import {problems} from './problems.ts';

export type Explanation = {
	readonly code: string;
	readonly kind: string;
	readonly meaning: string;
	readonly causes: readonly string[];
	readonly remedy: readonly string[];
};

/** undefined when there is no such code. */
export const explain = (code: string): Explanation | undefined => {
	const found = Object.hasOwn(problems, code) ? (code as keyof typeof problems) : undefined;
	if (found === undefined) {
		return undefined;
	}
	const {kind, words} = problems[found] as unknown as ProblemRow<unknown>;
	const {message, remedy} = words(namedValues);
	return {code, kind, meaning: message, causes: causes[found], remedy};
};

export const errorsPage = (): string =>
	[
		'# Errors',
		'',
		'Every error code of ibi-console, with its exit code by kind. This page is made from the catalogue of the program;',
		'`ibi-console explain CODE` prints the same on a host. Words in `{braces}` stand for values.',
		...Object.keys(problems)
			.toSorted()
			.flatMap((code) => sectionOf(explain(code) as Explanation)),
		'',
	].join('\n');

const sectionOf = ({
	code,
	kind,
	meaning,
	causes: behind,
	remedy,
}: Explanation): readonly string[] => [
	'',
	`## ${code}`,
	'',
	`Kind: ${kind}. ${meaning}`,
	'',
	...behind.map((text) => `- Usual cause: ${text}`),
	...remedy.map((text) => `- Do: ${text}`),
];

/** Each value that words ask for is its own name, and bears what words do with texts and lists. */
const namedValues = new Proxy(
	{},
	{
		get: (_, name) => namedValue(String(name)),
	},
);

const namedValue = (name: string): unknown => {
	const text = `{${name}}`;
	const one = [text];
	const value: Record<string | symbol, unknown> = {
		length: 1,
		join: () => text,
		map: (change: (part: unknown) => string) => one.map(() => change(value)),
		slice: () => value,
		toString: () => text,
		toJSON: () => text,
		[Symbol.toPrimitive]: () => text,
		[Symbol.iterator]: () => one[Symbol.iterator](),
	};
	return value;
};
