/**
 * What counts as absent in our documents. The installer that writes them, and Go which read them before us,
 * take null, an empty text and partition number 0 for an answer that nobody gave.
 */

/** The document without its empty answers; keys that are not ours stay, to be refused. */
export const withoutEmpty = (document: unknown, fields: object): unknown => {
	if (typeof document !== 'object' || document === null || Array.isArray(document)) {
		return document;
	}
	return Object.fromEntries(
		Object.entries(document).filter(
			([name, value]) => !(Object.hasOwn(fields, name) && isEmpty(name, value)),
		),
	);
};

export const dropUndefined = <Value extends object>(value: Value): Defined<Value> =>
	Object.fromEntries(
		Object.entries(value).filter(([, entry]) => entry !== undefined),
	) as Defined<Value>;

type Defined<Value> = {[Name in keyof Value]?: Exclude<Value[Name], undefined>};

const isEmpty = (name: string, value: unknown): boolean =>
	value === null || value === '' || (name === 'extraPartitionNumber' && value === 0);
