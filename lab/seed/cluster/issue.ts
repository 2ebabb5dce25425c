/**
 * From the table to keys and certificates in PEM, which have all expired an hour ago as in every seed, and
 * kept the length of their life. Made anew at each build of the lab: they are not secrets of anybody.
 */
import {createPublicKey, createSign} from 'node:crypto';
import {isIP} from 'node:net';
import forge from 'node-forge';
import type {System} from '../../../src/system/types.ts';
import {type CertificateUse, type SeedCertificate, seedCertificates} from './certificates.ts';

export type Pair = {readonly certificate: string; readonly key: string};

export type SeedPairs = {
	readonly pairs: Readonly<Record<string, Pair>>;
	/** PKCS#1; signs the tokens of service accounts. */
	readonly tokenKey: string;
	readonly tokenPublicKey: string;
	readonly token: string;
	/** PKCS#1, which OpenSSH reads, and the line of its public half. */
	readonly hostKey: {readonly key: string; readonly line: string};
};

const hourMs = 3_600_000;
const keyBits = 2048;

export const issueSeedPairs = async ({random, clock}: System): Promise<SeedPairs> => {
	const notAfter = new Date(clock.now().getTime() - hourMs);
	const makeKey = async () => (await random.rsaPrivateKey(keyBits)).reveal();
	const keys = new Map<string, string>();
	for (const {id} of seedCertificates) {
		keys.set(id, await makeKey());
	}
	const pairs = seedCertificates.map((certificate, index) => [
		certificate.id,
		{
			certificate: issue(certificate, {keys, notAfter, serial: index + 1}),
			key: keys.get(certificate.id) ?? '',
		},
	]);
	const tokenKey = await makeKey();
	const tokenPublicKey = createPublicKey(tokenKey).export({type: 'pkcs1', format: 'pem'});
	return {
		pairs: Object.fromEntries(pairs) as Record<string, Pair>,
		tokenKey,
		tokenPublicKey: tokenPublicKey.toString(),
		token: signToken(tokenKey),
		hostKey: hostKeyOf(await makeKey()),
	};
};

type Making = {
	readonly keys: ReadonlyMap<string, string>;
	readonly notAfter: Date;
	readonly serial: number;
};

const issue = (row: SeedCertificate, {keys, notAfter, serial}: Making): string => {
	const signer = seedCertificates.find(({id}) => id === row.signer) ?? row;
	const certificate = forge.pki.createCertificate();
	const publicKey = publicKeyOf(keys.get(row.id) ?? '');
	certificate.publicKey = publicKey;
	certificate.serialNumber = (0x5eed00 + serial).toString(16);
	certificate.validity.notAfter = notAfter;
	certificate.validity.notBefore = new Date(notAfter.getTime() - lifeHours(row.use) * hourMs);
	certificate.setSubject(fieldsOf(row.subject));
	certificate.setIssuer(fieldsOf(signer.subject));
	certificate.setExtensions([
		...usageOf(row.use),
		{name: 'subjectKeyIdentifier'},
		...(row === signer ? [] : [identifierOf(publicKeyOf(keys.get(signer.id) ?? ''))]),
		...(row.hosts === undefined ? [] : [{name: 'subjectAltName', altNames: namesOf(row.hosts)}]),
	]);
	sign(certificate, keys.get(signer.id) ?? '');
	return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
};

const lifeHours = (use: CertificateUse): number => (use === 'authority' ? 87_600 : 8760);

const publicKeyOf = (key: string): forge.pki.rsa.PublicKey =>
	forge.pki.publicKeyFromPem(
		createPublicKey(key).export({type: 'spki', format: 'pem'}).toString(),
	) as forge.pki.rsa.PublicKey;

const fieldsOf = (subject: SeedCertificate['subject']): forge.pki.CertificateField[] =>
	subject.map(([shortName, value]) => ({
		shortName,
		value,
		valueTagClass: forge.asn1.Type.UTF8 as unknown as forge.asn1.Class,
	}));

const usageOf = (use: CertificateUse): readonly object[] => [
	{
		name: 'keyUsage',
		critical: true,
		digitalSignature: true,
		keyEncipherment: true,
		...(use === 'authority' && {keyCertSign: true}),
	},
	...(use === 'authority'
		? []
		: [{name: 'extKeyUsage', serverAuth: use !== 'client', clientAuth: use !== 'server'}]),
	{name: 'basicConstraints', critical: true, cA: use === 'authority'},
];

const identifierOf = (key: forge.pki.rsa.PublicKey): object => ({
	name: 'authorityKeyIdentifier',
	keyIdentifier: forge.pki.getPublicKeyFingerprint(key, {type: 'RSAPublicKey'}).getBytes(),
});

const namesOf = (hosts: readonly string[]): readonly object[] =>
	hosts.map((host) => (isIP(host) === 0 ? {type: 2, value: host} : {type: 7, ip: host}));

/** Node signs what the library has put together, in a hundredth of its time. */
const sign = (certificate: forge.pki.Certificate, key: string): void => {
	const nodeKey = {
		sign: () =>
			createSign('sha256')
				.update(Buffer.from(forge.asn1.toDer(certificate.tbsCertificate).getBytes(), 'binary'))
				.sign(key)
				.toString('binary'),
	};
	certificate.sign(nodeKey as unknown as forge.pki.rsa.PrivateKey, forge.md.sha256.create());
};

const signToken = (key: string): string => {
	const text = [
		{alg: 'RS256', kid: 'seed'},
		{iss: 'https://kubernetes.default.svc', sub: 'system:serviceaccount:openshift-lab:lab'},
	]
		.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
		.join('.');
	return `${text}.${createSign('sha256').update(text).sign(key).toString('base64url')}`;
};

/** RFC 4253, 6.6: lengths before the values, exponent before the modulus. */
const hostKeyOf = (key: string): SeedPairs['hostKey'] => {
	const {e = '', n = ''} = createPublicKey(key).export({format: 'jwk'});
	const number = (value: string) =>
		Buffer.concat([Buffer.alloc(1), Buffer.from(value, 'base64url')]);
	const fields = [Buffer.from('ssh-rsa'), Buffer.from(e, 'base64url'), number(n)];
	const body = Buffer.concat(
		fields.flatMap((field) => {
			const length = Buffer.alloc(4);
			length.writeUInt32BE(field.length);
			return [length, field];
		}),
	);
	return {key, line: `ssh-rsa ${body.toString('base64')}`};
};
