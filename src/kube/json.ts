/** Objects of the cluster API as they travel: JSON of which only what is used is looked at. */
import {z} from 'zod';

export type JsonObject = {readonly [key: string]: unknown};

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined when it is no object in JSON. */
export const parseObject = (text: string): JsonObject | undefined => {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
};

/** What every object has; its own part stays untouched beside it. */
const metadataShape = z.looseObject({
	name: z.string().default(''),
	namespace: z.string().optional(),
	uid: z.string().optional(),
	resourceVersion: z.string().optional(),
	annotations: z.record(z.string(), z.string()).nullish(),
	labels: z.record(z.string(), z.string()).nullish(),
});

export type Metadata = z.output<typeof metadataShape>;

/** An object whose metadata cannot be read has none. */
export const metadataOf = (object: JsonObject): Metadata =>
	metadataShape.safeParse(object['metadata']).data ?? {name: ''};

/** The members of a list; what is no object is none. */
export const itemsOf = (list: JsonObject): readonly JsonObject[] => {
	const {items} = list;
	return Array.isArray(items) ? items.filter(isObject) : [];
};
