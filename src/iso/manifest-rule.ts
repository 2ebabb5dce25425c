/** One rule of a manifest.json beyond the kinds of its values, and the draft that rules look at. Pure. */

export type ManifestRule = {
	readonly path: readonly PropertyKey[];
	/** @param now certificates are judged by it */
	readonly faultsOf: (manifest: ManifestDraft, now: Date) => readonly RuleFault[];
};

export type RuleFault = {
	/** A sentence without its full stop. */
	readonly why: string;
	/** Below the path of the rule. */
	readonly below?: readonly PropertyKey[];
	readonly isWarning?: true;
};

/** Any document, asked for texts: what is of another kind is absent, since the schema tells it. */
export type ManifestDraft = {
	/** An empty text is no answer. */
	readonly text: (...path: readonly PropertyKey[]) => string | undefined;
	readonly texts: (...path: readonly PropertyKey[]) => readonly string[];
	/** Keys and places with their values; none of anything but an object or a list. */
	readonly entries: (...path: readonly PropertyKey[]) => readonly (readonly [string, unknown])[];
};

export const draftOf = (document: unknown): ManifestDraft => ({
	text: (...path) => filledText(valueAt(document, path)),
	texts: (...path) => {
		const found = valueAt(document, path);
		return Array.isArray(found) ? found.flatMap((one) => filledText(one) ?? []) : [];
	},
	entries: (...path) => {
		const found = valueAt(document, path);
		return typeof found === 'object' && found !== null ? Object.entries(found) : [];
	},
});

export const valueAt = (document: unknown, path: readonly PropertyKey[]): unknown =>
	path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null && Object.hasOwn(value, key)
				? (value as Readonly<Record<PropertyKey, unknown>>)[key]
				: undefined,
		document,
	);

export const faultIf = (isWrong: boolean, why: string): readonly RuleFault[] =>
	isWrong ? [{why}] : [];

export const warningIf = (isWrong: boolean, why: string): readonly RuleFault[] =>
	isWrong ? [{why, isWarning: true}] : [];

const filledText = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;
