/**
 * The identity of a cluster: signers with their keys, and the administrator's certificate. Whoever holds it
 * has a kubeconfig that works before the host was ever started.
 */
import type {Secret} from '../secret.ts';
import type {Random} from '../system/types.ts';
import {issueCertificate} from './issue.ts';
import {
	adminSignerSpec,
	adminSpec,
	type CertificateSpec,
	ingressName,
	keyBits,
	type ServerSignerName,
	serverSignerNames,
	serverSignerSpec,
} from './specs.ts';

export type KeyPair = {
	/** PEM */
	readonly certificate: string;
	/** PKCS#1 PEM */
	readonly key: Secret;
};

export type ClusterIdentity = {
	readonly signers: Readonly<Record<ServerSignerName, KeyPair>>;
	/** PEM. Its key is forgotten once it has signed the one administrator. */
	readonly adminSigner: string;
	readonly admin: KeyPair;
	/** The common name of the ingress signer. */
	readonly ingressName: string;
};

/** The keys are made at the same time, off the main thread. */
export const makeIdentity = async (random: Random, now: Date): Promise<ClusterIdentity> => {
	const [adminSignerKey, adminKey, ...signerKeys] = await Promise.all([
		random.rsaPrivateKey(keyBits),
		random.rsaPrivateKey(keyBits),
		...serverSignerNames.map(() => random.rsaPrivateKey(keyBits)),
	]);
	const selfSigned = (spec: CertificateSpec, key: Secret): KeyPair => ({
		certificate: issueCertificate({spec, key, notBefore: now, serial: random.bytes(8)}),
		key,
	});
	const signers = Object.fromEntries(
		serverSignerNames.map((name, index) => [
			name,
			selfSigned(serverSignerSpec(name, now), signerKeys[index] as Secret),
		]),
	) as Record<ServerSignerName, KeyPair>;
	return {
		signers,
		adminSigner: selfSigned(adminSignerSpec(), adminSignerKey).certificate,
		admin: adminPair(random, adminKey, adminSignerKey, now),
		ingressName: ingressName(now),
	};
};

const adminPair = (random: Random, key: Secret, signerKey: Secret, notBefore: Date): KeyPair => {
	const signer = {subject: adminSignerSpec().subject, key: signerKey};
	const serial = random.bytes(8);
	return {certificate: issueCertificate({spec: adminSpec, key, signer, notBefore, serial}), key};
};
