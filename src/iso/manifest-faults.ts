/**
 * Everything that is wrong with a manifest.json, with lines, at once: the schema, unknown keys, and the rules
 * beyond. Pure. A value that may be secret is told by its length only.
 */
import type {DocumentFault} from '../config/document-fault.ts';
import {documentLines, type KeyPath, syntaxFault} from '../config/document-lines.ts';
import {nearestName, typeName} from '../config/faults.ts';
import {tryDocuments} from '../config/yaml.ts';
import {escapeControl} from '../system/lines.ts';
import {cryptoRules} from './manifest-crypto.ts';
import {manifestIssues, unknownManifestKeys} from './manifest-document.ts';
import {networkRules} from './manifest-networks.ts';
import {draftOf, type ManifestRule, valueAt} from './manifest-rule.ts';
import {textRules} from './manifest-texts.ts';
import {pathText, wordsFor} from './manifest-words.ts';

/** @param file as the person knows it */
export const manifestFaults = (text: string, file: string, now: Date): readonly DocumentFault[] => {
	const loaded = tryDocuments(text);
	if ('fault' in loaded) {
		return [{file, ...syntaxFault(loaded.fault)}];
	}
	const [document, ...others] = loaded.documents;
	if (typeof document !== 'object' || document === null || Array.isArray(document)) {
		return [{file, why: `found ${typeName(document)}, needed an object with keys`}];
	}
	if (others.length > 0) {
		return [{file, why: `found ${others.length + 1} documents, needed one`}];
	}
	const lineOf = documentLines(text)(0);
	const placed = ({path, why, isWarning}: PlacedFault): DocumentFault => {
		const {accepted, example} = wordsFor(path) ?? {};
		const line = lineOf(path);
		const found = foundAt(document, path);
		return {
			file,
			...(line !== undefined && {line}),
			...(path.length > 0 && {field: escapeControl(pathText(path)).slice(0, longestField)}),
			...(found !== undefined && {found}),
			why,
			...(accepted !== undefined && {accepted}),
			...(example !== undefined && {example}),
			...(isWarning === true && {isWarning}),
		};
	};
	return faultsIn(document, now).map(placed);
};

const rules: readonly ManifestRule[] = [...textRules, ...networkRules, ...cryptoRules];

const longestFound = 60;
const longestField = 200;

type PlacedFault = {readonly path: KeyPath; readonly why: string; readonly isWarning?: true};

const faultsIn = (document: object, now: Date): readonly PlacedFault[] => {
	const draft = draftOf(document);
	return [
		...manifestIssues(document).map(({path, message}) => ({path, why: message})),
		...unknownManifestKeys(document).map(({path, known}) => unknownFault(path, known)),
		...rules.flatMap(({path, faultsOf}) =>
			faultsOf(draft, now).map(({below = [], ...fault}) => ({...fault, path: [...path, ...below]})),
		),
	];
};

/** A near miss is a slip of the pen; what is near nothing may be a key of a newer agent, and has no effect. */
const unknownFault = (path: KeyPath, known: readonly string[]): PlacedFault => {
	const nearest = nearestName(String(path.at(-1)), known);
	return nearest === undefined
		? {path, why: 'it is no known key and has no effect', isWarning: true}
		: {path, why: `it is no known key; did you mean ${nearest}?`};
};

/** Of what is missing, nothing. */
const foundAt = (document: object, path: KeyPath): string | undefined => {
	const value = valueAt(document, path);
	if (path.length === 0 || value === undefined) {
		return undefined;
	}
	if (typeof value !== 'string') {
		return typeName(value);
	}
	const words = wordsFor(path);
	const isShown = words !== undefined && words.isSecret !== true && value.length <= longestFound;
	return isShown ? escapeControl(value) : `${value.length} characters`;
};
