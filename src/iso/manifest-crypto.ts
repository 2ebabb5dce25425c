/** Whether the keys and the certificate that a kubeconfig rests on are what they are called. Pure. */
import {createPrivateKey, type KeyObject, X509Certificate} from 'node:crypto';
import {
	faultIf,
	type ManifestDraft,
	type ManifestRule,
	type RuleFault,
	warningIf,
} from './manifest-rule.ts';

const root = 'KubeconfigCryptoRetention';
const serving = [root, 'KubeAPICrypto', 'ServingCrypto'] as const;

const keyPaths: readonly (readonly string[])[] = [
	[...serving, 'localhost_signer_private_key'],
	[...serving, 'service_network_signer_private_key'],
	[...serving, 'loadbalancer_external_signer_private_key'],
	[root, 'IngresssCrypto', 'ingress_ca'],
];

const adminPath = [root, 'KubeAPICrypto', 'ClientAuthCrypto', 'admin_ca_certificate'];

export const cryptoRules: readonly ManifestRule[] = [
	...keyPaths.map(
		(path, index): ManifestRule => ({
			path,
			faultsOf: (manifest) => keyFaults(manifest, index),
		}),
	),
	{path: adminPath, faultsOf: adminFaults},
	{
		path: [root, 'IngresssCrypto', 'ingress_certificate_cn'],
		faultsOf: ({text}) => {
			const name = text(root, 'IngresssCrypto', 'ingress_certificate_cn');
			return faultIf(
				name !== undefined && !/^ingress-operator@\d+$/.test(name),
				'it is no name of an ingress signer',
			);
		},
	},
];

const smallestBits = 2048;

const keyFaults = (manifest: ManifestDraft, index: number): readonly RuleFault[] => {
	const key = keyAt(manifest, index);
	if (key === 'absent') {
		return [];
	}
	if (key === 'damaged') {
		return [{why: 'the private key in it is damaged'}];
	}
	const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
	const twin = keyPaths.slice(0, index).findIndex((_path, other) => {
		const earlier = keyAt(manifest, other);
		return typeof earlier === 'object' && earlier.equals(key);
	});
	return [
		...faultIf(
			key.asymmetricKeyType === 'rsa' && bits < smallestBits,
			`it is an RSA key of ${bits} bits, needed ${smallestBits} or more`,
		),
		...faultIf(twin >= 0, `it is the same key as ${keyPaths[twin]?.at(-1)}`),
	];
};

const keyAt = ({text}: ManifestDraft, index: number): KeyObject | 'absent' | 'damaged' => {
	const pem = text(...(keyPaths[index] ?? []));
	// What is no PEM of a key at all, the schema tells.
	if (pem === undefined || !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
		return 'absent';
	}
	try {
		return createPrivateKey(pem);
	} catch {
		return 'damaged';
	}
};

function adminFaults(manifest: ManifestDraft, now: Date): readonly RuleFault[] {
	const pem = manifest.text(...adminPath);
	if (pem === undefined || !pem.includes('-----BEGIN CERTIFICATE-----')) {
		return [];
	}
	const certificate = certificateOf(pem);
	if (certificate === undefined) {
		return [{why: 'the certificate in it is damaged'}];
	}
	const {validFromDate, validToDate} = certificate;
	const signer = keyPaths.find((_path, index) => isKeyOf(manifest, index, certificate));
	return [
		...faultIf(!certificate.ca, 'it is no certificate of an authority'),
		...faultIf(
			certificate.ca && !certificate.verify(certificate.publicKey),
			'it was not signed by itself, as the authority of administrators is',
		),
		...faultIf(validToDate < now, `it expired on ${day(validToDate)}`),
		...warningIf(
			validFromDate > now,
			`it is valid from ${day(validFromDate)} only; the clock of this host says ${day(now)}`,
		),
		...faultIf(
			signer !== undefined,
			`it belongs to ${signer?.at(-1)}, so it is not the authority of administrators`,
		),
	];
}

const isKeyOf = (manifest: ManifestDraft, index: number, certificate: X509Certificate): boolean => {
	const key = keyAt(manifest, index);
	return typeof key === 'object' && certificate.checkPrivateKey(key);
};

const certificateOf = (pem: string): X509Certificate | undefined => {
	try {
		return new X509Certificate(pem);
	} catch {
		return undefined;
	}
};

const day = (date: Date): string => date.toISOString().slice(0, 10);
