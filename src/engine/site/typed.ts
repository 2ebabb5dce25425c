/** A site from typed answers: its keys, kubeconfig and password are made here, on the host. */
import {parseImageBasedConfig} from '../../config/image-based-config.ts';
import {parseInstallConfig} from '../../config/install-config.ts';
import type {SiteAnswers} from '../../config/site-answers.ts';
import {InstallError} from '../../errors.ts';
import {seedReconfiguration} from '../../iso/manifest.ts';
import {secretJson} from '../../iso/secret-json.ts';
import {seedFaults} from '../../iso/seed-rules.ts';
import {newSiteIdentity} from '../../iso/site-identity.ts';
import {kubeconfig} from '../../pki/kubeconfig.ts';
import type {Secret} from '../../secret.ts';
import type {SeedClusterInfo} from '../../seed/info.ts';
import type {System} from '../../system/types.ts';
import {importLocated} from './import.ts';
import type {Site} from './site.ts';
import {manifestPath, treeOfFiles} from './tree.ts';
import {documentsOf} from './typed-documents.ts';

export {saveAccess} from './save-access.ts';

/** How somebody gets into the cluster. It is kept nowhere on the host: whoever drops it has lost it. */
export type SiteAccess = {readonly kubeconfig: Secret; readonly password: Secret};

export type TypedSite = {readonly site: Site; readonly access: SiteAccess};

/**
 * Everything that can be wrong is found before a key is made.
 *
 * @param seed undefined when it says nothing of its cluster
 * @throws InstallError CONFIG_INVALID, SITE_INVALID, FILE_UNWRITABLE, COMMAND_…, CANCELLED
 */
export const makeTypedSite = async (
	system: System,
	answers: SiteAnswers,
	seed: SeedClusterInfo | undefined,
	signal: AbortSignal = new AbortController().signal,
): Promise<TypedSite> => {
	const {install, site} = readDocuments(answers, seed);
	const {clusterName, baseDomain, clusterId, infraId} = answers;
	const now = system.clock.now();
	const identity = await newSiteIdentity(system.random, now, {clusterName, clusterId, infraId});
	const manifest = seedReconfiguration({...identity, install, site, identity: identity.cluster});
	const bytes = Buffer.from(secretJson(manifest).reveal());
	const tree = treeOfFiles([[manifestPath, bytes]]);
	return {
		site: await importLocated(system, {name: source, tree, origin: {kind: 'typed'}}, signal),
		access: {
			kubeconfig: kubeconfig({clusterName, baseDomain}, identity.cluster),
			password: identity.password,
		},
	};
};

const source = 'the typed answers';

const readDocuments = (answers: SiteAnswers, seed: SeedClusterInfo | undefined) => {
	const documents = documentsOf(answers);
	const install = parseInstallConfig(documents.install, source);
	const site = parseImageBasedConfig(documents.site, source);
	const faults = seed === undefined ? [] : seedFaults(install, {cluster: seed});
	if (faults.length > 0) {
		throw new InstallError('CONFIG_INVALID', {source, faults});
	}
	return {install, site};
};
