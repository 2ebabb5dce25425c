/** What a path of a workstation is, and everything that is wrong with it: a document, an ISO, a directory. */
import type {DocumentFault} from '../config/document-fault.ts';
import {documentFaults} from '../config/document-faults.ts';
import {type DocumentKind, documentKind} from '../config/document-kind.ts';
import {syntaxFault} from '../config/document-lines.ts';
import {tryDocuments} from '../config/yaml.ts';
import {examineExtraManifests, examineTree} from '../engine/site/doctor.ts';
import {readTree} from '../engine/site/read-tree.ts';
import {treeOfFiles} from '../engine/site/tree.ts';
import {directorySource, volumeSource} from '../engine/site/tree-source.ts';
import {readFacts} from '../hardware/read-facts.ts';
import {acceptedLabels} from '../iso/configuration-iso.ts';
import {inspectLiveIso} from '../iso/coreos/installation-iso.ts';
import {manifestFaults} from '../iso/manifest-faults.ts';
import {valueAt} from '../iso/manifest-rule.ts';
import {isIso, readPrimary} from '../iso/volume/primary.ts';
import {fileSource} from '../iso/volume/source.ts';
import {liveIsoFaults} from './judge-live-iso.ts';
import type {Setting} from './setting.ts';

export type Judged = {
	/** What it was taken for. */
	readonly kind: string;
	readonly faults: readonly DocumentFault[];
};

/** @throws InstallError FILE_UNREADABLE, ISO_…, SITE_UNREADABLE, CANCELLED */
export const judgePath = async (setting: Setting, path: string): Promise<Judged> => {
	const found = await setting.system.files.stat(path);
	if (found?.kind === 'directory') {
		return judgeDirectory(setting, path);
	}
	const source = await fileSource(setting.system, path);
	if (!(await isIso(source))) {
		const {clock, files} = setting.system;
		return judgeDocument(await files.readText(path), path, clock.now());
	}
	return judgeIso(setting, path);
};

const judgeIso = async ({system, signal}: Setting, path: string): Promise<Judged> => {
	const source = await fileSource(system, path);
	const {volumeId} = await readPrimary(source);
	if (acceptedLabels.includes(volumeId)) {
		const tree = await readTree(await volumeSource(source), signal);
		return {kind: 'configuration ISO', faults: examineTree(tree, system.clock.now())};
	}
	const live = await inspectLiveIso(system, path, signal);
	const isEmpty = live.ignition.kind === 'empty';
	return {
		kind: isEmpty ? 'CoreOS live ISO' : 'installation ISO',
		faults: liveIsoFaults(live, path),
	};
};

const judgeDocument = (text: string, file: string, now: Date): Judged => {
	const loaded = tryDocuments(text);
	if ('fault' in loaded) {
		return {
			kind: kindOfName(file) ?? 'unknown',
			faults: [{file, ...syntaxFault(loaded.fault)}],
		};
	}
	if (isFacts(loaded.documents[0])) {
		readFacts(text, file);
		return {kind: 'facts of a host', faults: []};
	}
	const kind = documentKind(text, file) ?? kindOfName(file);
	if (kind === undefined) {
		return {kind: 'unknown', faults: [{file, why: unknownDocument}]};
	}
	const faults =
		kind === 'manifest' ? manifestFaults(text, file, now) : documentFaults(kind, text, file);
	return {kind, faults};
};

/** As `ibi-console facts` prints them. */
const isFacts = (document: unknown): boolean =>
	['host', 'disks', 'network'].every((key) => valueAt(document, [key]) !== undefined);

const documentNames = {
	'install-config.yaml': 'install-config',
	'image-based-config.yaml': 'image-based-config',
	'image-based-installation-config.yaml': 'installation-config',
	'ibi-configuration.json': 'node-document',
	'manifest.json': 'manifest',
} as const satisfies Readonly<Record<string, DocumentKind>>;

const kindOfName = (path: string): DocumentKind | undefined =>
	Object.entries(documentNames).find(([name]) => path.endsWith(name))?.[1];

const unknownDocument =
	'it is none of the documents that are known; their key kind says which one it is';

/** The tree of a configuration ISO, or the documents that one is made from. */
const judgeDirectory = async (setting: Setting, path: string): Promise<Judged> => {
	const {system, signal} = setting;
	const names = await system.files.list(path);
	if (names.includes('cluster-configuration')) {
		const tree = await readTree(directorySource(system, path), signal);
		return {kind: 'site', faults: examineTree(tree, system.clock.now())};
	}
	const documents = Object.keys(documentNames).filter((name) => names.includes(name));
	if (documents.length === 0) {
		const why = 'neither cluster-configuration nor a document that is known is in it';
		return {kind: 'directory', faults: [{file: path, why}]};
	}
	const judged = await Promise.all(documents.map((name) => judgePath(setting, `${path}/${name}`)));
	return {
		kind: 'documents of a site',
		faults: [...judged.flatMap(({faults}) => faults), ...(await extraFaults(setting, path))],
	};
};

const extraFaults = async (
	{system, signal}: Setting,
	path: string,
): Promise<readonly DocumentFault[]> => {
	const {files, faults, directories} = await readTree(directorySource(system, path), signal);
	const tree = {...treeOfFiles(files), directories, faults};
	return examineExtraManifests(tree).map((fault) => ({...fault, file: `${path}/${fault.file}`}));
};
