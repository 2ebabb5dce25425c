/** Conditions in the status of an object: the way in which the API says how far something has come. Pure. */
import {z} from 'zod';
import type {JsonObject} from './json.ts';

export type Condition = {
	/** undefined while the API itself does not know. */
	readonly isTrue: boolean | undefined;
	readonly reason?: string;
	readonly message?: string;
	readonly since?: string;
};

const text = z.string().min(1).optional().catch(undefined);

const shape = z.looseObject({
	status: z.looseObject({
		conditions: z.array(
			z.looseObject({
				type: z.string(),
				status: z.string(),
				reason: text,
				message: text,
				lastTransitionTime: text,
			}),
		),
	}),
});

export const conditionOf = (object: JsonObject, type: string): Condition | undefined => {
	const conditions = shape.safeParse(object).data?.status.conditions ?? [];
	const found = conditions.find((condition) => condition.type === type);
	return (
		found && {
			isTrue: found.status === 'Unknown' ? undefined : found.status === 'True',
			...(found.reason !== undefined && {reason: found.reason}),
			...(found.message !== undefined && {message: found.message}),
			...(found.lastTransitionTime !== undefined && {since: found.lastTransitionTime}),
		}
	);
};

/** Of a CustomResourceDefinition: its objects are served. */
export const isEstablished = (definition: JsonObject): boolean =>
	conditionOf(definition, 'Established')?.isTrue === true;
