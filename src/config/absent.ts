/**
 * What counts as absent in our documents. The installer that writes them, and Go which read them before us,
 * take null, an empty text and a zero number for an answer that nobody gave.
 */

/** The document without its empty answers; keys that are not ours stay, to be refused. */
export const withoutEmpty = (document: unknown, fields: object): unknown => {
	if (typeof document !== 'object' || document === null || Array.isArray(document)) {
		return document;
	}
	return Object.fromEntries(
		Object.entries(document).filter(
			([name, value]) => !(Object.hasOwn(fields, name) && emptyValues.includes(value)),
		),
	);
};

export const dropUndefined = <Value extends object>(value: Value): Defined<Value> =>
	Object.fromEntries(
		Object.entries(value).filter(([, entry]) => entry !== undefined),
	) as Defined<Value>;

type Defined<Value> = {[Name in keyof Value]?: Exclude<Value[Name], undefined>};

const emptyValues: readonly unknown[] = [null, '', 0];
