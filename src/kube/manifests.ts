/**
 * The objects in files of manifests, as lifecycle-agent reads them: each file a stream of YAML or JSON documents, a
 * document with `items` standing for its members. What cannot be applied is told for all files at once. Pure.
 */
import {tryDocuments} from '../config/yaml.ts';
import {isObject, itemsOf, type JsonObject, metadataOf} from './json.ts';

export type ManifestText = {readonly name: string; readonly text: string};

/** How an object that exists already is changed. */
export type ApplyType = 'replace' | 'merge';

export type Manifest = {
	/** As `20-app.yaml, document 2`. */
	readonly place: string;
	/** Without the annotation that says how it is applied. */
	readonly object: JsonObject;
	readonly apiVersion: string;
	readonly kind: string;
	readonly name: string;
	readonly namespace?: string;
	readonly applyType: ApplyType;
};

export type ManifestReading = {
	readonly manifests: readonly Manifest[];
	readonly faults: readonly string[];
};

/** In the order of the files' names, which is that of their bytes. */
export const readManifests = (files: readonly ManifestText[]): ManifestReading => {
	const found = files.toSorted(byName).flatMap(documentsOf).map(manifestOf);
	return {
		manifests: found.flatMap((entry) => ('fault' in entry ? [] : [entry])),
		faults: found.flatMap((entry) => ('fault' in entry ? [entry.fault] : [])),
	};
};

/** As people read it: `ConfigMap openshift-config/site`. */
export const nameOf = ({kind, namespace, name}: Manifest): string =>
	`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

const applyTypeAnnotation = 'lca.openshift.io/apply-type';

const byName = (one: ManifestText, other: ManifestText): number =>
	Buffer.compare(Buffer.from(one.name), Buffer.from(other.name));

type Fault = {readonly fault: string};
type Found = {readonly place: string; readonly object: JsonObject};

const documentsOf = ({name, text}: ManifestText): readonly (Found | Fault)[] => {
	const loaded = tryDocuments(text);
	if ('fault' in loaded) {
		return [{fault: `${name}: ${loaded.fault}`}];
	}
	const isAlone = loaded.documents.length === 1;
	return loaded.documents.flatMap((document, index) =>
		membersOf(document, isAlone ? name : `${name}, document ${index + 1}`),
	);
};

/** A document of nothing but comments holds nothing. */
const membersOf = (document: unknown, place: string): readonly (Found | Fault)[] => {
	if (document === null || document === undefined) {
		return [];
	}
	if (!isObject(document)) {
		return [{fault: `${place}: it is no object`}];
	}
	return Array.isArray(document['items'])
		? itemsOf(document).map((object, index) => ({place: `${place}, item ${index + 1}`, object}))
		: [{place, object: document}];
};

const manifestOf = (found: Found | Fault): Manifest | Fault => {
	if ('fault' in found) {
		return found;
	}
	const {place, object} = found;
	const {apiVersion, kind} = object;
	const {name, namespace, annotations} = metadataOf(object);
	if (!isFilled(apiVersion) || !isFilled(kind) || !isFilled(name)) {
		return {fault: `${place}: apiVersion, kind and metadata.name are required`};
	}
	const applyType = annotations?.[applyTypeAnnotation] ?? 'replace';
	if (applyType !== 'replace' && applyType !== 'merge') {
		return {fault: `${place}: ${applyTypeAnnotation} must be replace or merge`};
	}
	return {
		place,
		object: withoutApplyType(object),
		apiVersion,
		kind,
		name,
		...(isFilled(namespace) && {namespace}),
		applyType,
	};
};

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== '';

const withoutApplyType = (object: JsonObject): JsonObject => {
	const {metadata} = object;
	const annotations = isObject(metadata) ? metadata['annotations'] : undefined;
	if (!isObject(metadata) || !isObject(annotations) || !(applyTypeAnnotation in annotations)) {
		return object;
	}
	const {[applyTypeAnnotation]: _, ...others} = annotations;
	return {...object, metadata: {...metadata, annotations: others}};
};
