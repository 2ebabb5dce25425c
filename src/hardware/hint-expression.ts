/**
 * Root device hints in one line, for a setting: `hint:model=contains:PM9A3,minSizeGigabytes=800`. A comma or a
 * backslash that belongs to a value has a backslash before it. Pure.
 */
import type {RootDeviceHints} from './hints.ts';

export type HintParse =
	| {readonly kind: 'hints'; readonly hints: RootDeviceHints}
	| {readonly kind: 'fault'; readonly why: string};

export const hintPrefix = 'hint:';

/** @param expression with its `hint:` */
export const parseHints = (expression: string): HintParse => {
	const words = splitWords(expression.slice(hintPrefix.length));
	const pairs = words.map(parsePair);
	const faults = pairs.flatMap((pair) => (typeof pair === 'string' ? [pair] : []));
	const keys = pairs.flatMap((pair) => (typeof pair === 'string' ? [] : [pair[0]]));
	const twice = keys.find((key, index) => keys.indexOf(key) !== index);
	const why = faults[0] ?? (twice && `${twice} is given twice`);
	return why === undefined
		? {kind: 'hints', hints: Object.fromEntries(pairs as readonly Pair[])}
		: {kind: 'fault', why};
};

/** What is wrong with a text that names a disk by hints; undefined for any other name of a disk. */
export const hintFault = (text: string): string | undefined => {
	const parsed = text.startsWith(hintPrefix) ? parseHints(text) : undefined;
	return parsed?.kind === 'fault' ? parsed.why : undefined;
};

type Key = keyof RootDeviceHints;
type Pair = readonly [Key, string | number | boolean];

const splitWords = (text: string): readonly string[] =>
	(text.match(/(?:\\.|[^,\\])+|^$/g) ?? []).map((word) => word.trim());

const parsePair = (word: string): Pair | string => {
	const [, key = '', written = ''] = /^(\w+)=(.*)$/.exec(word) ?? [];
	const value = written.replace(/\\(.)/g, '$1').trim();
	if (!isKey(key)) {
		return `${key || JSON.stringify(word)} is no hint; there are ${keys.join(', ')}`;
	}
	if (value === '' || value === 'contains:') {
		return `${key} has no value`;
	}
	return typed(key, value);
};

const typed = (key: Key, value: string): Pair | string => {
	switch (key) {
		case 'minSizeGigabytes':
			return /^[1-9]\d*$/.test(value) ? [key, Number(value)] : `${key} must be a whole number`;
		case 'rotational':
			return value === 'true' || value === 'false'
				? [key, value === 'true']
				: `${key} must be true or false`;
		default:
			return [key, value];
	}
};

const keys: readonly Key[] = [
	'deviceName',
	'hctl',
	'model',
	'vendor',
	'serialNumber',
	'minSizeGigabytes',
	'wwn',
	'wwnWithExtension',
	'wwnVendorExtension',
	'rotational',
];

const isKey = (word: string): word is Key => (keys as readonly string[]).includes(word);
