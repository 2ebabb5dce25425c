/** The private keys of a site by the names of their fields, and its one certificate. Nothing of them is told. Pure. */
import {createPrivateKey, type KeyObject, X509Certificate} from 'node:crypto';
import type {SeedReconfiguration} from '../../../iso/manifest-document.ts';
import type {Secret} from '../../../secret.ts';

export type SiteKey = {readonly field: string; readonly key: KeyObject | undefined};

export const keysOf = ({
	KubeconfigCryptoRetention: {
		KubeAPICrypto: {ServingCrypto},
		IngresssCrypto,
	},
}: SeedReconfiguration): readonly SiteKey[] =>
	Object.entries({
		localhost_signer_private_key: ServingCrypto.localhost_signer_private_key,
		service_network_signer_private_key: ServingCrypto.service_network_signer_private_key,
		loadbalancer_external_signer_private_key:
			ServingCrypto.loadbalancer_external_signer_private_key,
		ingress_ca: IngresssCrypto.ingress_ca,
	}).map(([field, pem]) => ({field, key: readKey(pem)}));

/** undefined when it cannot be read. */
export const adminCaOf = ({
	KubeconfigCryptoRetention: {KubeAPICrypto},
}: SeedReconfiguration): X509Certificate | undefined =>
	readCertificate(KubeAPICrypto.ClientAuthCrypto.admin_ca_certificate);

export const readCertificate = (pem: string): X509Certificate | undefined => {
	try {
		return new X509Certificate(pem);
	} catch {
		return undefined;
	}
};

/** Node takes the first of several blocks, and text around them; recert takes neither. */
const readKey = (secret: Secret): KeyObject | undefined => {
	const pem = secret.reveal();
	if (!/^\s*-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----\s*$/.test(pem)) {
		return undefined;
	}
	try {
		return createPrivateKey(pem);
	} catch {
		return undefined;
	}
};
