/**
 * Everything that is wrong with a document that a person wrote, each with its line, at once: the same rules as
 * when it is read (`schema.ts`), told for the person who corrects it. Pure; a value that may be secret is told
 * by its length only. A manifest.json has its own doctor (`iso/manifest-faults.ts`).
 */
import type {DocumentFault} from './document-fault.ts';
import type {DocumentKind} from './document-kind.ts';
import {documentLines, type KeyPath, syntaxFault} from './document-lines.ts';
import {documentWordsFor} from './document-words.ts';
import {type Issue, pathText, typeName} from './faults.ts';
import {imageBasedIssues} from './image-based-config.ts';
import {installIssues, parseInstallConfig} from './install-config.ts';
import {keysWithoutEffect} from './install-effects.ts';
import {installationIssues} from './installation-config.ts';
import {nodeIssues} from './node-document.ts';
import {tryDocuments} from './yaml.ts';

export type WrittenKind = Exclude<DocumentKind, 'manifest'>;

export const documentFaults = (
	kind: WrittenKind,
	text: string,
	file: string,
): readonly DocumentFault[] => {
	const loaded = tryDocuments(text);
	if ('fault' in loaded) {
		return [{file, ...syntaxFault(loaded.fault)}];
	}
	const [document, ...others] = loaded.documents;
	if (others.length > 0) {
		return [{file, why: `found ${others.length + 1} documents, needed one`}];
	}
	if (typeof document !== 'object' || document === null || Array.isArray(document)) {
		return [{file, why: `found ${typeName(document)}, needed an object with keys`}];
	}
	const lineOf = documentLines(text)(0);
	return issuesIn(kind, document).map((issue) => ({
		file,
		...lineAt(lineOf(issue.path)),
		...wordsOf(document, issue),
	}));
};

type Warned = Issue & {readonly isWarning?: true};

const readers = {
	'installation-config': installationIssues,
	'image-based-config': imageBasedIssues,
	'install-config': installIssues,
	'node-document': nodeIssues,
} as const satisfies Record<WrittenKind, (document: unknown) => readonly Issue[]>;

const issuesIn = (kind: WrittenKind, document: object): readonly Warned[] => {
	const issues = distinct(readers[kind](document));
	return issues.length === 0 && kind === 'install-config' ? effectsIn(document) : issues;
};

/** A document is good without them: they are told once it is. */
const effectsIn = (document: object): readonly Warned[] =>
	keysWithoutEffect(parseInstallConfig(document, '')).map(({key, seed}) => ({
		path: key.split('.'),
		why: `has no effect: ${seed}`,
		isWarning: true,
	}));

const distinct = (issues: readonly Issue[]): readonly Issue[] => [
	...new Map(issues.map((issue) => [`${pathText(issue.path)} ${issue.why}`, issue])).values(),
];

const lineAt = (line: number | undefined): Pick<DocumentFault, 'line'> =>
	line === undefined ? {} : {line};

const wordsOf = (document: object, {path, why, isWarning}: Warned): Omit<DocumentFault, 'file'> => {
	const field = path.length === 0 ? {} : {field: fieldText(path)};
	if (isWarning) {
		return {...field, why, isWarning};
	}
	const words = documentWordsFor(path);
	const accepted = words?.accepted ?? /needed (.*)$/s.exec(why)?.[1];
	const found = foundAt(document, path);
	return {
		...field,
		...(found !== undefined && {found}),
		why,
		...(accepted !== undefined && {accepted}),
		...(words?.example !== undefined && {example: words.example}),
	};
};

const longestFound = 60;

const foundAt = (document: object, path: KeyPath): string | undefined => {
	const value = path.reduce<unknown>(
		(within, key) =>
			typeof within === 'object' && within !== null && Object.hasOwn(within, key)
				? (within as Readonly<Record<PropertyKey, unknown>>)[key]
				: undefined,
		document,
	);
	if (path.length === 0 || value === undefined) {
		return undefined;
	}
	if (typeof value !== 'string') {
		return typeName(value);
	}
	const isKnown = documentWordsFor(path)?.example !== undefined || isHeading(path);
	const isShown = isKnown && isPlain(value);
	return isShown ? value : `${value.length} characters`;
};

/** What is accepted there depends on the document, and is told with the fault. */
const isHeading = ([key, ...rest]: KeyPath): boolean =>
	rest.length === 0 && (key === 'apiVersion' || key === 'kind');

const isPlain = (value: string): boolean => value.length <= longestFound && !/\p{C}/u.test(value);

/** Where a quote is missing, a value and its secret become part of a key. */
const fieldText = (path: KeyPath): string =>
	pathText(
		path.map((part) =>
			typeof part === 'string' && !/^[\w./-]{1,60}$/.test(part)
				? `(a key of ${part.length} characters)`
				: part,
		),
	);
