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

/** The keys are made at the same time, off the main thread; each certificate as soon as its key is there. */
export const makeIdentity = async (random: Random, now: Date): Promise<ClusterIdentity> => {
	const [administrator, ...pairs] = await Promise.all([
		makeAdministrator(random, now),
		...serverSignerNames.map((name) => makeSigner(random, serverSignerSpec(name, now), now)),
	]);
	const signers = Object.fromEntries(
		serverSignerNames.map((name, index) => [name, pairs[index]]),
	) as Record<ServerSignerName, KeyPair>;
	return {signers, ...administrator, ingressName: ingressName(now)};
};

const makeSigner = async (
	random: Random,
	spec: CertificateSpec,
	notBefore: Date,
): Promise<KeyPair> => {
	const key = await random.rsaPrivateKey(keyBits);
	const certificate = issueCertificate({spec, key, notBefore, serial: random.bytes(8)});
	return {certificate, key};
};

const makeAdministrator = async (
	random: Random,
	notBefore: Date,
): Promise<Pick<ClusterIdentity, 'adminSigner' | 'admin'>> => {
	const [pair, key] = await Promise.all([
		makeSigner(random, adminSignerSpec(), notBefore),
		random.rsaPrivateKey(keyBits),
	]);
	const signer = {subject: adminSignerSpec().subject, key: pair.key};
	const serial = random.bytes(8);
	const certificate = issueCertificate({spec: adminSpec, key, signer, notBefore, serial});
	return {adminSigner: pair.certificate, admin: {certificate, key}};
};
