/**
 * Faults of a document, all told at once: each names its key path, what was found and what is accepted. What
 * was found is told as a type, since the value may be a secret.
 */
import type {z} from 'zod';
import {InstallError} from '../errors.ts';

/** The parsed value, or CONFIG_INVALID with every fault of the document. */
export const parseWith = <Schema extends z.ZodType>(
	schema: Schema,
	value: unknown,
	source: string,
): z.output<Schema> => {
	const result = schema.safeParse(value);
	if (!result.success) {
		throw new InstallError('CONFIG_INVALID', {source, faults: faultsOf(result.error.issues)});
	}
	return result.data;
};

export type Issue = {
	readonly path: readonly PropertyKey[];
	/** As a fault without its key path. */
	readonly why: string;
};

/** What the schema says of a value, each at its place; an unknown key has the path of that key. */
export const issuesOf = (schema: z.ZodType, value: unknown): readonly Issue[] =>
	schema.safeParse(value).error?.issues.flatMap(placedIssues) ?? [];

/** The kind of a value in words; never the value. */
export const typeName = (value: unknown): string => {
	if (value === undefined || value === null) {
		return 'nothing';
	}
	if (Array.isArray(value)) {
		return 'a list';
	}
	return typeNames[typeof value] ?? `a ${typeof value}`;
};

/** The known name that was most likely meant; undefined when none is near. */
export const nearestName = (name: string, names: readonly string[]): string | undefined => {
	const ranked = names
		.map((known) => ({known, distance: editDistance(name.toLowerCase(), known.toLowerCase())}))
		.sort((a, b) => a.distance - b.distance);
	const nearest = ranked[0];
	const limit = Math.max(1, Math.floor(name.length / 3));
	return nearest !== undefined && nearest.distance <= limit ? nearest.known : undefined;
};

/** @param elsewhere what to do about keys that are known, but not here. */
export const unknownKey = (
	name: string,
	names: readonly string[],
	elsewhere: Readonly<Record<string, string>> = {},
): string => {
	const known = elsewhere[name];
	if (known !== undefined) {
		return `${name} has no place here; ${known}`;
	}
	const nearest = nearestName(name, names);
	const advice =
		nearest === undefined ? `known are ${names.join(', ')}` : `did you mean ${nearest}?`;
	return `${keyText(name)} is no known key; ${advice}`;
};

/** Where a quote is missing, a value and its secret become part of a key. */
const keyText = (name: string): string =>
	/^[\w./-]{1,40}$/.test(name) ? name : `a key of ${name.length} characters`;

const typeNames: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	bigint: 'a number',
	boolean: 'true or false',
	object: 'an object',
};

const faultsOf = (issues: readonly z.core.$ZodIssue[]): readonly string[] => [
	...new Set(issues.flatMap(faultsOfIssue)),
];

/** The message of unknown keys has one line for each key (`fields.ts`). */
const faultsOfIssue = (issue: z.core.$ZodIssue): readonly string[] => {
	const path = pathText(issue.path);
	if (issue.code === 'unrecognized_keys') {
		return issue.message.split('\n').map((line) => (path === '' ? line : `${path}.${line}`));
	}
	const {message} = issue;
	if (path === '') {
		return [message];
	}
	return [message.startsWith('is ') ? `${path} ${message}` : `${path}: ${message}`];
};

const placedIssues = (issue: z.core.$ZodIssue): readonly Issue[] => {
	if (issue.code !== 'unrecognized_keys') {
		return [{path: issue.path, why: issue.message}];
	}
	const lines = issue.message.split('\n');
	return issue.keys.map((key, index) => ({
		path: [...issue.path, key],
		why: (lines[index] ?? '').replace(/^.*? is no known key/, 'is no known key'),
	}));
};

/** `a.b[2]` */
export const pathText = (path: readonly PropertyKey[]): string =>
	path.reduce<string>((text, part) => {
		if (typeof part === 'number') {
			return `${text}[${part}]`;
		}
		return text === '' ? String(part) : `${text}.${String(part)}`;
	}, '');

/** Levenshtein distance, row by row. */
const editDistance = (from: string, to: string): number => {
	let row = Array.from({length: to.length + 1}, (_, index) => index);
	for (const [index, character] of [...from].entries()) {
		row = nextRow(row, index, character, to);
	}
	return row[to.length] ?? 0;
};

const nextRow = (
	above: readonly number[],
	index: number,
	character: string,
	to: string,
): number[] => {
	const row = [index + 1];
	for (let column = 1; column <= to.length; column++) {
		const replaced = (above[column - 1] ?? 0) + (to[column - 1] === character ? 0 : 1);
		row.push(Math.min(replaced, (above[column] ?? 0) + 1, (row[column - 1] ?? 0) + 1));
	}
	return row;
};
