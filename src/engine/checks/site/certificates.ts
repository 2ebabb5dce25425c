/** The certificates of a site. What cannot be read as one the doctor of the site has refused already. Pure. */
import {X509Certificate} from 'node:crypto';
import type {SeedReconfiguration} from '../../../iso/manifest-document.ts';

/** undefined when it cannot be read. */
export const adminCaOf = ({
	KubeconfigCryptoRetention: {KubeAPICrypto},
}: SeedReconfiguration): X509Certificate | undefined =>
	readCertificate(KubeAPICrypto.ClientAuthCrypto.admin_ca_certificate);

/** Of both trust bundles. */
export const bundleOf = ({
	additionalTrustBundle: {userCaBundle = '', proxyConfigmapBundle = ''} = {
		userCaBundle: '',
		proxyConfigmapBundle: '',
		proxyConfigmapName: '',
	},
}: SeedReconfiguration): readonly X509Certificate[] => {
	const blocks = new Set(`${userCaBundle}\n${proxyConfigmapBundle}`.match(block) ?? []);
	return [...blocks].flatMap((pem) => readCertificate(pem) ?? []);
};

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const readCertificate = (pem: string): X509Certificate | undefined => {
	try {
		return new X509Certificate(pem);
	} catch {
		return undefined;
	}
};
