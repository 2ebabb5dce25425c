import {createHash, createPrivateKey, createPublicKey, X509Certificate} from 'node:crypto';
import {inspect} from 'node:util';
import {beforeAll, describe, expect, test} from 'vitest';
import {type ClusterIdentity, type KeyPair, makeIdentity} from '../../src/pki/identity.ts';
import {realSystem} from '../../src/system/real.ts';
import {described, openssl, withFiles} from './openssl.ts';

const {random} = realSystem();
const now = new Date('2026-03-01T12:00:00.700Z');

let identity: ClusterIdentity;

beforeAll(async () => {
	identity = await makeIdentity(random, now);
});

const allPairs = (): readonly KeyPair[] => [...Object.values(identity.signers), identity.admin];

/** By name, the one of the admin signer too. */
const authorities = (): Readonly<Record<string, string>> => ({
	...Object.fromEntries(
		Object.entries(identity.signers).map(([name, {certificate}]) => [name, certificate]),
	),
	admin: identity.adminSigner,
});

describe('the certificates of a new cluster', () => {
	test.each([
		[
			'localhost',
			'OU=PRINTABLESTRING:openshift, CN=PRINTABLESTRING:kube-apiserver-localhost-signer',
			2036,
		],
		[
			'serviceNetwork',
			'OU=PRINTABLESTRING:openshift, CN=PRINTABLESTRING:kube-apiserver-service-network-signer',
			2036,
		],
		[
			'loadBalancer',
			'OU=PRINTABLESTRING:openshift, CN=PRINTABLESTRING:kube-apiserver-lb-signer',
			2036,
		],
		['admin', 'OU=PRINTABLESTRING:openshift, CN=PRINTABLESTRING:admin-kubeconfig-signer', 2036],
		['ingress', 'CN=UTF8STRING:ingress-operator@1772366400', 2028],
	] as const)('%s signs itself as %s until %i', (name, subject, year) => {
		const text = described(authorities()[name] ?? '');
		expect(text).toContain(`Issuer: ${subject}\n`);
		expect(text).toContain(`Subject: ${subject}\n`);
		expect(text).toMatch(new RegExp(`Not After : .* ${year} GMT`));
		expect(text).toContain('Not Before: Mar  1 12:00:00 2026 GMT');
	});

	test('an authority may sign certificates, and says so in critical extensions', () => {
		for (const certificate of Object.values(authorities())) {
			const text = described(certificate).replaceAll(/\n\s+/g, '|');
			expect(text).toContain(
				'X509v3 Key Usage: critical|Digital Signature, Key Encipherment, Certificate Sign|',
			);
			expect(text).toContain('X509v3 Basic Constraints: critical|CA:TRUE|');
			expect(text).not.toContain('Authority Key Identifier');
			expect(text).not.toContain('Extended Key Usage');
		}
	});

	test('the administrator is system:admin of system:masters, and no authority', () => {
		const text = described(identity.admin.certificate).replaceAll(/\n\s+/g, '|');
		expect(text).toContain(
			'Subject: O=PRINTABLESTRING:system:masters, CN=PRINTABLESTRING:system:admin|',
		);
		expect(text).toContain('X509v3 Key Usage: critical|Digital Signature, Key Encipherment|');
		expect(text).toContain('TLS Web Server Authentication, TLS Web Client Authentication|');
		expect(text).toContain('X509v3 Basic Constraints: critical|CA:FALSE|');
	});

	test('the administrator begins when its signer begins', () => {
		const admin = new X509Certificate(identity.admin.certificate);
		const signer = new X509Certificate(identity.adminSigner);
		expect(admin.validFrom).toBe(signer.validFrom);
		expect(admin.validTo).toBe(signer.validTo);
	});

	test('openssl builds the chain from the administrator to its signer', () => {
		const {admin, adminSigner} = identity;
		withFiles([adminSigner, admin.certificate], (authority = '', leaf = '') => {
			expect(
				openssl([
					'verify',
					'-x509_strict',
					'-purpose',
					'sslclient',
					'-attime',
					'1790000000',
					'-CAfile',
					authority,
					leaf,
				]),
			).toContain('OK');
		});
	});

	test('openssl takes no other signer for it', () => {
		const {admin, signers} = identity;
		withFiles(
			[signers.loadBalancer.certificate, admin.certificate],
			(authority = '', leaf = '') => {
				expect(() => openssl(['verify', '-CAfile', authority, leaf])).toThrow();
			},
		);
	});

	test('the bytes of the issuer are those of the signer’s subject', () => {
		const hash = (pem: string, option: string) => openssl(['x509', '-noout', option], pem);
		expect(hash(identity.admin.certificate, '-issuer_hash')).toBe(
			hash(identity.adminSigner, '-subject_hash'),
		);
	});

	test('each certificate holds the public half of its key', () => {
		for (const {certificate, key} of allPairs()) {
			const parsed = new X509Certificate(certificate);
			expect(parsed.checkPrivateKey(createPrivateKey(key.reveal()))).toBe(true);
		}
	});

	test('the key identifier is SHA-1 of the PKCS#1 public key', () => {
		for (const {certificate, key} of allPairs()) {
			const der = createPublicKey(key.reveal()).export({type: 'pkcs1', format: 'der'});
			const expected = createHash('sha1').update(der).digest('hex').toUpperCase();
			const spaced = (expected.match(/../g) ?? []).join(':');
			expect(described(certificate)).toContain(
				`Subject Key Identifier: \n                ${spaced}`,
			);
		}
	});

	test('PEM has LF and keys are RSA 2048 in PKCS#1', () => {
		for (const {certificate, key} of allPairs()) {
			expect(certificate).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
			expect(certificate).toMatch(/-----END CERTIFICATE-----\n$/);
			expect(key.reveal()).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
			expect(`${certificate}${key.reveal()}`).not.toContain('\r');
			expect(createPrivateKey(key.reveal()).asymmetricKeyDetails?.modulusLength).toBe(2048);
		}
	});

	test('no two certificates share a key or a serial number', () => {
		const certificates = [...Object.values(authorities()), identity.admin.certificate];
		const serials = certificates.map((pem) => new X509Certificate(pem).serialNumber);
		expect(new Set(serials).size).toBe(6);
		expect(new Set(allPairs().map(({key}) => key.reveal())).size).toBe(5);
	});

	test('a printed identity shows no key', () => {
		for (const printed of [JSON.stringify(identity), inspect(identity, {depth: 9})]) {
			expect(printed).not.toContain('PRIVATE KEY');
			expect(printed).toContain('<redacted>');
		}
	});
});
