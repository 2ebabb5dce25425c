/**
 * What the status service is known by: a key and a certificate that signs itself, and the token that readers need. They
 * are made once a boot and kept in memory-backed storage, so that an engine that is started anew is still the same.
 */
import {X509Certificate} from 'node:crypto';
import {issueCertificate} from '../../pki/issue.ts';
import {kubeadminPassword} from '../../pki/password.ts';
import {keyBits, statusServiceSpec} from '../../pki/specs.ts';
import {Secret} from '../../secret.ts';
import type {System} from '../../system/types.ts';

export type ApiIdentity = {
	/** In PEM. */
	readonly certificate: string;
	readonly key: Secret;
	readonly token: Secret;
	/** False: it came with the kernel arguments, and who gave it knows it. */
	readonly isTokenOurs: boolean;
	/** SHA-256 of the certificate, as `AB:CD:…`. */
	readonly fingerprint: string;
};

/** @param given the token of the kernel arguments */
export const apiIdentity = async (
	system: System,
	directory: string,
	given?: Secret,
): Promise<ApiIdentity> => {
	await system.files.makeDirectory(directory, 0o700);
	const {certificate, key} = await keyPairOf(system, directory);
	return {
		certificate,
		key,
		token: given ?? (await ownToken(system, `${directory}/token`)),
		isTokenOurs: given === undefined,
		fingerprint: new X509Certificate(certificate).fingerprint256,
	};
};

type KeyPair = Pick<ApiIdentity, 'certificate' | 'key'>;

/** One file for both: a cut between two would leave a key without its certificate. */
const keyPairOf = async (system: System, directory: string): Promise<KeyPair> => {
	const path = `${directory}/service.pem`;
	return (await keptPair(system, path)) ?? makePair(system, path);
};

const keptPair = async ({files}: System, path: string): Promise<KeyPair | undefined> => {
	if ((await files.stat(path)) === undefined) {
		return undefined;
	}
	const text = await files.readText(path);
	const start = text.indexOf('-----BEGIN CERTIFICATE-----');
	return {key: new Secret(text.slice(0, start)), certificate: text.slice(start)};
};

const makePair = async (system: System, path: string): Promise<KeyPair> => {
	const key = await system.random.rsaPrivateKey(keyBits);
	const certificate = issueCertificate({
		spec: statusServiceSpec,
		key,
		notBefore,
		serial: system.random.bytes(8),
	});
	await system.files.writeText(path, new Secret(`${key.reveal()}${certificate}`), 0o600);
	return {key, certificate};
};

/** It is trusted by its fingerprint, and the clock of this host may be years off. */
const notBefore = new Date('2020-01-01T00:00:00Z');

const ownToken = async ({files, random}: System, path: string): Promise<Secret> => {
	if ((await files.stat(path)) !== undefined) {
		return new Secret(await files.readText(path));
	}
	// Read off a screen and typed: of letters that cannot be mistaken.
	const token = kubeadminPassword(random);
	await files.writeText(path, token, 0o600);
	return token;
};
