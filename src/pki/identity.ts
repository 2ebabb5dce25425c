/**
 * The identity of a cluster: signers with their keys, and the administrator's certificate. Whoever holds it
 * has a kubeconfig that works before the host was ever started.
 */
import type {Secret} from '../secret.ts';
import type {Random} from '../system/types.ts';
import {issueCertificate} from './issue.ts';
import {
	adminSpec,
	type CertificateSpec,
	ingressName,
	keyBits,
	type SignerName,
	signerNames,
	signerSpec,
} from './specs.ts';

export type KeyPair = {
	/** PEM */
	readonly certificate: string;
	/** PKCS#1 PEM */
	readonly key: Secret;
};

export type ClusterIdentity = {
	readonly signers: Readonly<Record<SignerName, KeyPair>>;
	readonly admin: KeyPair;
	/** The common name of the ingress signer. */
	readonly ingressName: string;
};

/** The keys are made at the same time, off the main thread. */
export const makeIdentity = async (random: Random, now: Date): Promise<ClusterIdentity> => {
	const [adminKey, ...signerKeys] = await Promise.all([
		random.rsaPrivateKey(keyBits),
		...signerNames.map(() => random.rsaPrivateKey(keyBits)),
	]);
	const signers = Object.fromEntries(
		signerNames.map((name, index) => {
			const key = signerKeys[index] as Secret;
			return [name, selfSigned(random, signerSpec(name, now), key, now)];
		}),
	) as Record<SignerName, KeyPair>;
	return {
		signers,
		admin: adminPair(random, adminKey, signers.admin.key, now),
		ingressName: ingressName(now),
	};
};

const selfSigned = (
	random: Random,
	spec: CertificateSpec,
	key: Secret,
	notBefore: Date,
): KeyPair => ({
	key,
	certificate: issueCertificate({spec, key, notBefore, serial: random.bytes(8)}),
});

const adminPair = (random: Random, key: Secret, signerKey: Secret, notBefore: Date): KeyPair => {
	const {subject} = signerSpec('admin', notBefore);
	const signer = {subject, key: signerKey};
	const serial = random.bytes(8);
	return {key, certificate: issueCertificate({spec: adminSpec, key, signer, notBefore, serial})};
};
