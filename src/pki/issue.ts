/**
 * From a spec and a key to a certificate in PEM: a pure function of spec, keys, time and serial number.
 * node-forge writes the ASN.1; Node signs, which takes a hundredth of the time that it takes there.
 */
import {createPublicKey, sign} from 'node:crypto';
import forge from 'node-forge';
import type {Secret} from '../secret.ts';
import {serialNumber} from './serial.ts';
import type {CertificateSpec, KeyUsage, NameAttribute} from './specs.ts';

export type Signer = {
	readonly subject: readonly NameAttribute[];
	/** PKCS#1 or PKCS#8 PEM. */
	readonly key: Secret;
};

export type Issue = {
	readonly spec: CertificateSpec;
	readonly key: Secret;
	/** Absent: the certificate signs itself. */
	readonly signer?: Signer;
	readonly notBefore: Date;
	/** Eight random bytes. */
	readonly serial: Uint8Array;
};

/** PEM with LF. */
export const issueCertificate = ({spec, key, signer, notBefore, serial}: Issue): string => {
	const certificate = forge.pki.createCertificate();
	certificate.publicKey = publicKeyOf(key);
	certificate.serialNumber = serialNumber(serial);
	certificate.validity.notBefore = notBefore;
	certificate.validity.notAfter = hoursLater(notBefore, spec.validityHours);
	certificate.setSubject(nameFields(spec.subject));
	certificate.setIssuer(nameFields(signer?.subject ?? spec.subject));
	certificate.setExtensions([...ownExtensions(spec), ...signerExtensions(signer)]);
	signWith(certificate, signer?.key ?? key);
	return pemOf(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes());
};

/** RFC 7468. The library takes ten times as long for base64. */
const pemOf = (der: string): string => {
	const lines =
		Buffer.from(der, 'binary')
			.toString('base64')
			.match(/.{1,64}/g) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
};

type Certificate = forge.pki.Certificate;

const publicKeyOf = (key: Secret): forge.pki.rsa.PublicKey => {
	const der = createPublicKey(key.reveal()).export({type: 'spki', format: 'der'});
	const document = forge.asn1.fromDer(der.toString('binary'));
	return forge.pki.publicKeyFromAsn1(document) as forge.pki.rsa.PublicKey;
};

const hoursLater = (time: Date, hours: number): Date =>
	new Date(time.getTime() + hours * 3_600_000);

/** `@` may not stand in a PrintableString; Go refuses the whole certificate for it. */
const nameFields = (attributes: readonly NameAttribute[]): forge.pki.CertificateField[] =>
	attributes.map(({type, value}) => ({
		shortName: type,
		value,
		valueTagClass: (isPrintable(value)
			? forge.asn1.Type.PRINTABLESTRING
			: forge.asn1.Type.UTF8) as unknown as forge.asn1.Class,
	}));

/** X.680, 41.4 */
const isPrintable = (value: string): boolean => /^[A-Za-z0-9 '()+,./:=?-]*$/.test(value);

/** The library marks nothing as critical by itself. */
const ownExtensions = (spec: CertificateSpec): readonly object[] => [
	{name: 'keyUsage', critical: true, ...flags<KeyUsage>(spec.keyUsage)},
	...(spec.extendedKeyUsage.length === 0
		? []
		: [{name: 'extKeyUsage', ...flags(spec.extendedKeyUsage)}]),
	{name: 'basicConstraints', critical: true, cA: spec.isAuthority},
	{name: 'subjectKeyIdentifier'},
	...(spec.dnsNames === undefined
		? []
		: [{name: 'subjectAltName', altNames: spec.dnsNames.map(dnsName)}]),
];

/** RFC 5280, 4.2.1.6: dNSName is the third of the choices, counted from 0. */
const dnsName = (value: string): object => ({type: 2, value});

const flags = <Name extends string>(names: readonly Name[]): Partial<Record<Name, true>> =>
	Object.fromEntries(names.map((name) => [name, true])) as Partial<Record<Name, true>>;

const signerExtensions = (signer: Signer | undefined): readonly object[] =>
	signer === undefined
		? []
		: [{name: 'authorityKeyIdentifier', keyIdentifier: keyIdentifier(publicKeyOf(signer.key))}];

/** SHA-1 of the PKCS#1 key: the same that the library writes as subjectKeyIdentifier. */
const keyIdentifier = (key: forge.pki.rsa.PublicKey): string =>
	forge.pki.getPublicKeyFingerprint(key, {type: 'RSAPublicKey'}).getBytes();

/** The library asks its key for a signature after it has put together what is signed. */
const signWith = (certificate: Certificate, key: Secret): void => {
	const nodeKey = {
		sign: () => {
			const signed = forge.asn1.toDer(certificate.tbsCertificate).getBytes();
			return sign('sha256', Buffer.from(signed, 'binary'), key.reveal()).toString('binary');
		},
	};
	certificate.sign(nodeKey as unknown as forge.pki.rsa.PrivateKey, forge.md.sha256.create());
};
