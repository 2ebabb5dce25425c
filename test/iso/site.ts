/** A site: its documents, an identity, and what a configuration ISO is made from. */
import {readImageBasedConfig, readInstallConfig} from '../../src/config/schema.ts';
import type {SiteInputs} from '../../src/iso/manifest.ts';
import {type ClusterIdentity, makeIdentity} from '../../src/pki/identity.ts';
import {Secret} from '../../src/secret.ts';
import {realSystem} from '../../src/system/real.ts';
import {minimalInstallConfig} from '../config/install-documents.ts';

const {random} = realSystem();

let identity: Promise<ClusterIdentity> | undefined;

/** The same for all tests of a file. */
export const someIdentity = (): Promise<ClusterIdentity> => {
	identity ??= makeIdentity(random, new Date('2026-03-01T12:00:00Z'));
	return identity;
};

export const siteInputs = async (install: object = {}, site: object = {}): Promise<SiteInputs> => ({
	install: readInstallConfig(
		JSON.stringify({...minimalInstallConfig, ...install}),
		'install-config',
	),
	site: readImageBasedConfig(JSON.stringify(site), 'image-based-config'),
	identity: await someIdentity(),
	clusterId: '4b3f6f3c-7c55-4d9a-9d1e-0f3a6f2b9c11',
	infraId: 'site-1-x7k2p',
	passwordHash: new Secret('$2b$10$planted-hash'),
});
