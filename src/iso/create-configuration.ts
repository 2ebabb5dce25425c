/**
 * From a directory with the documents of a site to its configuration ISO, kubeconfig and password. All that
 * can be wrong is read before anything is written; the documents stay where they are.
 */
import type {ImageBasedConfig} from '../config/image-based-config.ts';
import type {InstallConfig} from '../config/install-config.ts';
import {withoutEffect} from '../config/install-effects.ts';
import {readImageBasedConfig, readInstallConfig} from '../config/schema.ts';
import {InstallError} from '../errors.ts';
import {kubeconfig} from '../pki/kubeconfig.ts';
import {Secret} from '../secret.ts';
import type {SeedInfo} from '../seed/info.ts';
import {readSeed} from '../seed/read.ts';
import {findSeedSource} from '../seed/source.ts';
import type {ByteStream, System} from '../system/types.ts';
import {judgedByNmstate} from '../tools/nmstatectl.ts';
import {configurationIso} from './configuration-iso.ts';
import {isManifestName, type ManifestFile, requireManifests} from './extra-manifests.ts';
import {identityText, readIdentity} from './identity-file.ts';
import {nmstateText, seedReconfiguration} from './manifest.ts';
import {digestMirrorSet} from './mirrors.ts';
import {secretJson} from './secret-json.ts';
import {seedFaults, seedWarnings} from './seed-rules.ts';
import {newSiteIdentity, type SiteIdentity} from './site-identity.ts';

export type ConfigurationRequest = {
	/** With install-config.yaml, image-based-config.yaml and extra-manifests; the results go there too. */
	readonly directory: string;
	/** Directory of an earlier ISO whose cluster this one is to be. */
	readonly identityDirectory?: string;
	/** Seed image that the site is compared with before anything is written. */
	readonly seedImage?: string;
	/** Absent: the seed is read anew. */
	readonly readSeed?: SeedReader;
	readonly signal: AbortSignal;
	/** The time of the ISO and of its files; absent: now. */
	readonly madeAt?: Date;
};

export type SeedReader = (image: string, architecture: string) => Promise<SeedInfo>;

export type ConfigurationResult = {
	readonly iso: string;
	readonly kubeconfig: string;
	readonly passwordFile: string;
	readonly server: string;
	/** What the documents say without effect. */
	readonly warnings: readonly string[];
};

/** @throws InstallError CONFIG_INVALID, FILE_UNREADABLE, FILE_UNWRITABLE, IDENTITY_INVALID, SEED_… */
export const createConfigurationIso = async (
	system: System,
	request: ConfigurationRequest,
): Promise<ConfigurationResult> => {
	const {directory, madeAt = system.clock.now()} = request;
	const documents = await readDocuments(system, directory);
	const extra = await readExtraManifests(system, `${directory}/extra-manifests`);
	const seedSays = await compareWithSeed(system, request, documents.install);
	const networkSays = await judgeNetwork(system, request, documents.site);
	const identity = await identityFor(system, request, documents);
	const content = isoBytes(documents, identity, extra.files, madeAt);
	const paths = resultPaths(directory);
	await system.files.makeDirectory(`${directory}/auth`, 0o700);
	await writeWhole(system, paths.iso, content);
	await writeAccess(system, directory, documents.install, identity);
	return {
		...paths,
		server: `https://api.${documents.install.metadata.name}.${documents.install.baseDomain}:6443`,
		warnings: [...withoutEffect(documents.install), ...seedSays, ...networkSays, ...extra.warnings],
	};
};

type Documents = {readonly install: InstallConfig; readonly site: ImageBasedConfig};

const secretMode = 0o600;

const resultPaths = (directory: string) => ({
	iso: `${directory}/imagebasedconfig.iso`,
	kubeconfig: `${directory}/auth/kubeconfig`,
	passwordFile: `${directory}/auth/kubeadmin-password`,
});

const identityFile = (directory: string): string => `${directory}/auth/identity.json`;

/** The faults of both are told together. */
const readDocuments = async ({files}: System, directory: string): Promise<Documents> => {
	const [installText, siteText] = await Promise.all(
		['install-config.yaml', 'image-based-config.yaml'].map((name) =>
			files.readText(`${directory}/${name}`),
		),
	);
	const results = [
		attempt(() => readInstallConfig(installText ?? '', 'install-config.yaml')),
		attempt(() => readImageBasedConfig(siteText ?? '', 'image-based-config.yaml')),
	] as const;
	const errors = results.flatMap((result) => ('error' in result ? [result.error] : []));
	const [install, site] = results;
	if ('error' in install || 'error' in site) {
		throw errors.length === 1 ? errors[0] : bothInvalid(directory, errors);
	}
	return {install: install.value, site: site.value};
};

type Attempt<Value> = {readonly value: Value} | {readonly error: InstallError};

const attempt = <Value>(read: () => Value): Attempt<Value> => {
	try {
		return {value: read()};
	} catch (error) {
		if (error instanceof InstallError) {
			return {error};
		}
		throw error;
	}
};

const bothInvalid = (source: string, errors: readonly InstallError[]): InstallError => {
	const faults = errors.map(({message}) => message.replace(/^Reading the configuration |\.$/g, ''));
	return new InstallError('CONFIG_INVALID', {source, faults});
};

type Extra = {readonly files: readonly ManifestFile[]; readonly warnings: readonly string[]};

const readExtraManifests = async ({files}: System, directory: string): Promise<Extra> => {
	const names = await files.list(directory);
	const found = await Promise.all(
		names.filter(isManifestName).map(async (name) => ({
			name,
			text: new Secret(await files.readText(`${directory}/${name}`)),
		})),
	);
	requireManifests(found);
	const others = names.filter((name) => !isManifestName(name));
	const warnings = others.map(
		(name) => `extra-manifests/${name} has no effect: only .yaml, .yml and .json are read`,
	);
	return {files: found, warnings};
};

/** The architecture of an image that has several is that of the document, else amd64. */
const compareWithSeed = async (
	system: System,
	{seedImage, readSeed: readAnother, signal}: ConfigurationRequest,
	install: InstallConfig,
): Promise<readonly string[]> => {
	if (seedImage === undefined) {
		return [];
	}
	const reader: SeedReader = async (image, wanted) =>
		readSeed(system, await findSeedSource(system, image), wanted, signal);
	const architecture = install.controlPlane.architecture ?? 'amd64';
	const seed = await (readAnother ?? reader)(seedImage, architecture);
	const faults = seedFaults(install, seed);
	if (faults.length > 0) {
		throw new InstallError('CONFIG_INVALID', {source: 'install-config.yaml', faults});
	}
	return seedWarnings(install, seed);
};

/** The form was judged with the document; what else there is only nmstate itself knows. */
const judgeNetwork = async (
	system: System,
	{directory, signal}: ConfigurationRequest,
	{networkConfig}: ImageBasedConfig,
): Promise<readonly string[]> => {
	if (networkConfig === undefined) {
		return [];
	}
	const path = `${directory}/.network-config.yaml`;
	const verdict = await judgedByNmstate(system, path, nmstateText(networkConfig), signal);
	switch (verdict.kind) {
		case 'good':
			return [];
		case 'not asked':
			return ['networkConfig was judged by its form only: nmstatectl is not on this machine'];
		case 'refused': {
			const faults = [`networkConfig: nmstate refuses it: ${verdict.why}`];
			throw new InstallError('CONFIG_INVALID', {source: 'image-based-config.yaml', faults});
		}
	}
};

const identityFor = async (
	{files, clock, random}: System,
	{identityDirectory}: ConfigurationRequest,
	{install, site}: Documents,
): Promise<SiteIdentity> => {
	const given = {clusterId: site.cluster_id, infraId: site.infra_id};
	if (identityDirectory === undefined) {
		const {name: clusterName} = install.metadata;
		return newSiteIdentity(random, clock.now(), {clusterName, ...given});
	}
	const path = identityFile(identityDirectory);
	const identity = readIdentity(await files.readText(path), path, clock.now());
	return {
		...identity,
		clusterId: given.clusterId ?? identity.clusterId,
		infraId: given.infraId ?? identity.infraId,
	};
};

const isoBytes = (
	{install, site}: Documents,
	{cluster, clusterId, infraId, passwordHash}: SiteIdentity,
	extraManifests: readonly ManifestFile[],
	madeAt: Date,
): Buffer => {
	const mirrors = digestMirrorSet(install);
	const manifest = seedReconfiguration({
		install,
		site,
		identity: cluster,
		clusterId,
		infraId,
		passwordHash,
	});
	const manifests =
		mirrors === undefined
			? []
			: [{name: 'image-digest-mirror-set.json', text: secretJson(mirrors)}];
	return configurationIso({manifest, manifests, extraManifests}, madeAt);
};

/** The ISO has its name only when it is whole. */
const writeWhole = async ({files}: System, path: string, bytes: Buffer): Promise<void> => {
	const partial = `${path}.partial`;
	await files.remove(partial);
	await files.writeStream(partial, once(bytes), secretMode);
	await files.rename(partial, path);
};

async function* once(bytes: Uint8Array): ByteStream {
	yield bytes;
}

const writeAccess = async (
	{files}: System,
	directory: string,
	install: InstallConfig,
	identity: SiteIdentity,
): Promise<void> => {
	const paths = resultPaths(directory);
	const name = {clusterName: install.metadata.name, baseDomain: install.baseDomain};
	await Promise.all([
		files.writeText(paths.kubeconfig, kubeconfig(name, identity.cluster), secretMode),
		files.writeText(paths.passwordFile, identity.password, secretMode),
		files.writeText(identityFile(directory), identityText(identity), secretMode),
	]);
};
