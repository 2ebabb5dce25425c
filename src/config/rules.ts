/**
 * Rules between the keys of a document. They are told together with the faults of single keys, so each must
 * bear whatever a document holds; most look at a draft (`draftOf`), in which what is wrong is absent.
 */
import type {z} from 'zod';

export type Rule = {
	readonly path: readonly (string | number)[];
	/** undefined when the document obeys. */
	readonly faultOf: (document: unknown) => string | undefined;
};

export const obeying = <Schema extends z.ZodType>(schema: Schema, rules: readonly Rule[]): Schema =>
	rules.reduce<Schema>(
		(obedient, {path, faultOf}) =>
			obedient.refine((document) => faultOf(document) === undefined, {
				path: [...path],
				error: ({input}) => faultOf(input) ?? '',
				when: ({value}) => typeof value === 'object' && value !== null,
			}),
		schema,
	);
