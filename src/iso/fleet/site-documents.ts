/** What the ISO of one site of a fleet is made from: the shared documents with its own over them, and manifests. */
import {dump} from 'js-yaml';
import {loadDocuments} from '../../config/yaml.ts';
import {InstallError} from '../../errors.ts';
import {Secret} from '../../secret.ts';
import type {System} from '../../system/types.ts';
import {isPlainObject, laidOver, type PlainObject} from './documents.ts';
import type {FleetSite} from './list.ts';

export type Shared = {
	readonly directory: string;
	readonly installConfig: PlainObject;
	readonly imageBasedConfig: PlainObject;
	readonly manifests: readonly Manifest[];
};

type Manifest = {readonly name: string; readonly text: Secret};

export const readShared = async (system: System, directory: string): Promise<Shared> => ({
	directory,
	installConfig: await sharedDocument(system, `${directory}/install-config.yaml`),
	imageBasedConfig: await sharedDocument(system, `${directory}/image-based-config.yaml`),
	manifests: await manifestsIn(system, `${directory}/extra-manifests`),
});

export type Documents = {
	readonly installConfig: Secret;
	readonly imageBasedConfig: Secret;
	readonly manifests: readonly Manifest[];
};

export const documentsOf = async (
	system: System,
	shared: Shared,
	{name, installConfig, imageBasedConfig, extraManifests}: FleetSite,
): Promise<Documents> => {
	const named = laidOver(shared.installConfig, {metadata: {name}});
	const own =
		extraManifests === undefined
			? []
			: await manifestsIn(system, `${shared.directory}/${extraManifests}`);
	if (extraManifests !== undefined && own.length === 0) {
		const path = `${shared.directory}/${extraManifests}`;
		throw new InstallError('FILE_UNREADABLE', {path, why: 'no manifests are in it'});
	}
	const manifests = new Map([...shared.manifests, ...own].map((one) => [one.name, one]));
	return {
		installConfig: asYaml(laidOver(named, installConfig)),
		imageBasedConfig: asYaml(laidOver(shared.imageBasedConfig, imageBasedConfig)),
		manifests: [...manifests.values()],
	};
};

export const writeDocuments = async (
	{files}: System,
	directory: string,
	{installConfig, imageBasedConfig, manifests}: Documents,
): Promise<void> => {
	await files.removeTree(`${directory}/extra-manifests`);
	await files.makeDirectory(`${directory}/extra-manifests`, 0o700);
	await files.writeText(`${directory}/install-config.yaml`, installConfig, secretMode);
	await files.writeText(`${directory}/image-based-config.yaml`, imageBasedConfig, secretMode);
	for (const {name, text} of manifests) {
		await files.writeText(`${directory}/extra-manifests/${name}`, text, secretMode);
	}
};

export const parentOf = (path: string): string =>
	path.includes('/') ? path.slice(0, path.lastIndexOf('/')) || '/' : '.';

const secretMode = 0o600;

/** It need not be whole: each site completes it. */
const sharedDocument = async ({files}: System, path: string): Promise<PlainObject> => {
	if ((await files.stat(path)) === undefined) {
		return {};
	}
	const [document] = loadDocuments(await files.readText(path), path);
	if (!isPlainObject(document)) {
		const faults = ['needed an object with keys'];
		throw new InstallError('CONFIG_INVALID', {source: path, faults});
	}
	return document;
};

const manifestsIn = async ({files}: System, directory: string): Promise<readonly Manifest[]> =>
	Promise.all(
		(await files.list(directory)).map(async (name) => ({
			name,
			text: new Secret(await files.readText(`${directory}/${name}`)),
		})),
	);

const asYaml = (document: PlainObject): Secret =>
	new Secret(dump(document, {lineWidth: -1, noRefs: true}));
