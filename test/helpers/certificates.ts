/** Certificates of every kind of fault, made with node-forge: its dates are free, those of openssl are not. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import forge from 'node-forge';

export type Authority = {
	/** A file with its certificate in PEM. */
	readonly file: string;
	readonly pem: string;
	readonly sign: (options?: LeafOptions) => {readonly cert: string; readonly key: string};
};

export type LeafOptions = {
	/** Names and addresses that it is valid for. */
	readonly names?: readonly string[];
	readonly commonName?: string;
	/** The group that the cluster API takes its holder for. */
	readonly organization?: string;
	readonly validFrom?: Date;
	readonly validTo?: Date;
};

const dayMs = 86_400_000;
const leafKeys = forge.pki.rsa.generateKeyPair(2048);

export const makeAuthority = (
	commonName = 'Test CA',
): Authority & {readonly remove: () => void} => {
	const directory = mkdtempSync(join(tmpdir(), 'ibi-ca-'));
	const pair = commonName === 'Test CA' ? caKeys : forge.pki.rsa.generateKeyPair(2048);
	const ca = certificate(commonName, pair.publicKey, farPast(), farFuture());
	ca.setIssuer(ca.subject.attributes);
	ca.setExtensions([{name: 'basicConstraints', cA: true}]);
	ca.sign(pair.privateKey, forge.md.sha256.create());
	const file = join(directory, 'ca.crt');
	const pem = forge.pki.certificateToPem(ca);
	writeFileSync(file, pem);
	return {
		file,
		pem,
		sign: (options = {}) => {
			const {names = ['127.0.0.1'], commonName = 'registry', organization} = options;
			const {validFrom, validTo} = options;
			const leaf = certificate(
				commonName,
				leafKeys.publicKey,
				validFrom ?? new Date(Date.now() - dayMs),
				validTo ?? new Date(Date.now() + 365 * dayMs),
			);
			if (organization !== undefined) {
				const {attributes} = leaf.subject;
				leaf.setSubject([...attributes, {name: 'organizationName', value: organization}]);
			}
			leaf.setIssuer(ca.subject.attributes);
			leaf.setExtensions([{name: 'subjectAltName', altNames: names.map(altName)}]);
			leaf.sign(pair.privateKey, forge.md.sha256.create());
			return {
				cert: forge.pki.certificateToPem(leaf),
				key: forge.pki.privateKeyToPem(leafKeys.privateKey),
			};
		},
		remove: () => rmSync(directory, {recursive: true}),
	};
};

const caKeys = forge.pki.rsa.generateKeyPair(2048);

let serialNumber = 1;

const certificate = (
	commonName: string,
	publicKey: forge.pki.PublicKey,
	validFrom: Date,
	validTo: Date,
): forge.pki.Certificate => {
	const made = forge.pki.createCertificate();
	made.publicKey = publicKey;
	made.serialNumber = String(serialNumber++).padStart(2, '0');
	made.validity.notBefore = validFrom;
	made.validity.notAfter = validTo;
	made.setSubject([{name: 'commonName', value: commonName}]);
	return made;
};

const farPast = (): Date => new Date(Date.UTC(2000, 0, 1));
const farFuture = (): Date => new Date(Date.UTC(2049, 0, 1));

/** GeneralName of RFC 5280: 2 is a DNS name, 7 an address. */
const altName = (name: string) =>
	/^[\d.]+$|:/.test(name) ? {type: 7, ip: name} : {type: 2, value: name};
