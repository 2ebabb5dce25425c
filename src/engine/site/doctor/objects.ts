/**
 * `manifests/` and `extra-manifests/`: objects for the cluster, looked at as far as that goes without one. A broken
 * one would be found out when nobody is there any more. No value is told, since an object may be a Secret.
 */
import type {DocumentFault} from '../../../config/document-fault.ts';
import {
	documentLines,
	type KeyPath,
	type LineOf,
	syntaxFault,
} from '../../../config/document-lines.ts';
import {tryDocuments} from '../../../config/yaml.ts';
import {isManifestName} from '../../../iso/extra-manifests.ts';
import {draftOf, valueAt} from '../../../iso/manifest-rule.ts';
import {escapeControl} from '../../../system/lines.ts';
import {extraManifestsDirectory, manifestsDirectory, type SiteTree} from '../tree.ts';
import {textIn} from './text.ts';

export const objectFaults = (tree: SiteTree): readonly DocumentFault[] => {
	const directories = [manifestsDirectory, extraManifestsDirectory];
	const read = directories.flatMap((directory) =>
		filesIn(tree, directory)
			.filter(isManifestName)
			.map((file) => readFile(tree, file)),
	);
	return [
		...directories.flatMap((directory) => strangersIn(tree, directory)),
		...read.flatMap(({faults}) => faults),
		...duplicates(read.flatMap(({objects}) => objects)),
	];
};

/** An object of the cluster by what may be there only once. */
type Placed = {
	readonly identity: string;
	readonly file: string;
	readonly path: KeyPath;
	readonly lineOf: LineOf;
};

type ReadFile = {readonly faults: readonly DocumentFault[]; readonly objects: readonly Placed[]};

const requiredKeys: readonly KeyPath[] = [['apiVersion'], ['kind'], ['metadata', 'name']];

/** Directly in it, in the order in which the first boot takes them. */
const filesIn = ({files}: SiteTree, directory: string): readonly string[] =>
	[...files.keys()].filter((path) => parentOf(path) === directory).sort();

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** What lies there and is not read by the first boot. */
const strangersIn = (tree: SiteTree, directory: string): readonly DocumentFault[] => [
	...[...tree.directories]
		.filter((path) => parentOf(path) === directory)
		.map((file) => ({
			file,
			why: 'directories below this one are not read, so nothing in it would reach the cluster',
			accepted: `files directly in ${directory}`,
		})),
	...filesIn(tree, directory)
		.filter((path) => !isManifestName(path))
		.map((file) => ({
			file,
			why: 'it has no effect',
			accepted: 'names that end with .yaml, .yml or .json',
			isWarning: true as const,
		})),
];

const readFile = (tree: SiteTree, file: string): ReadFile => {
	const text = textIn(tree, file);
	if (text === undefined) {
		return {faults: [{file, why: 'it is no UTF-8 text'}], objects: []};
	}
	const loaded = tryDocuments(text);
	if ('fault' in loaded) {
		return {faults: [{file, ...syntaxFault(loaded.fault)}], objects: []};
	}
	const lines = documentLines(text);
	const documents = loaded.documents
		.map((document, index) => ({document, lineOf: lines(index)}))
		.filter(({document}) => document != null);
	if (documents.length === 0) {
		return {faults: [{file, why: 'no object is in it'}], objects: []};
	}
	const read = documents.map(({document, lineOf}) => readDocument(file, document, lineOf));
	return {
		faults: read.flatMap(({faults}) => faults),
		objects: read.flatMap(({objects}) => objects),
	};
};

/** An object, or a list of them. */
const readDocument = (file: string, document: unknown, lineOf: LineOf): ReadFile => {
	const kind = draftOf(document).text('kind') ?? '';
	const items = valueAt(document, ['items']);
	if (!kind.endsWith('List')) {
		return readObject(file, document, [], lineOf);
	}
	if (!Array.isArray(items)) {
		return {
			faults: [{file, ...at(lineOf, []), field: 'items', why: 'is required in a list'}],
			objects: [],
		};
	}
	const read = items.map((item, index) => readObject(file, item, ['items', index], lineOf));
	return {
		faults: read.flatMap(({faults}) => faults),
		objects: read.flatMap(({objects}) => objects),
	};
};

const readObject = (file: string, object: unknown, path: KeyPath, lineOf: LineOf): ReadFile => {
	const {text} = draftOf(object);
	const missing = requiredKeys.filter((key) => text(...key) === undefined);
	const prefix = path.length === 0 ? '' : `items[${String(path.at(-1))}].`;
	const faults = missing.map((key) => ({
		file,
		...at(lineOf, path),
		field: `${prefix}${key.map(String).join('.')}`,
		why: 'is required in an object of the cluster',
	}));
	const identity = escapeControl(identityOf(draftOf(object))).slice(0, longestIdentity);
	const objects = missing.length > 0 ? [] : [{identity, file, path, lineOf}];
	return {faults, objects};
};

const longestIdentity = 200;

/** Kind, group, namespace and name: the version may differ, and it is the same object. */
const identityOf = ({text}: ReturnType<typeof draftOf>): string => {
	const version = text('apiVersion') ?? '';
	const group = version.includes('/') ? version.replace(/\/.*/s, '') : '';
	const parts = [text('kind'), group, text('metadata', 'namespace'), text('metadata', 'name')];
	return parts.filter((part) => part !== undefined && part !== '').join(' ');
};

const at = (lineOf: LineOf, path: KeyPath): {readonly line?: number} => {
	const line = lineOf(path);
	return line === undefined ? {} : {line};
};

const duplicates = (objects: readonly Placed[]): readonly DocumentFault[] =>
	[...Map.groupBy(objects, ({identity}) => identity).values()].flatMap(([first, ...others]) =>
		others.map(({file, lineOf, path, identity}) => ({
			file,
			...at(lineOf, path),
			why: `${identity} is there twice, first in ${placeText(first)}`,
		})),
	);

const placeText = (placed: Placed | undefined): string => {
	const line = placed?.lineOf(placed.path);
	return `${placed?.file}${line === undefined ? '' : ` line ${line}`}`;
};
