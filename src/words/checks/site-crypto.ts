/** The words of the checks of keys and certificates that a site brings. Never a key. */
import type {FailureWords} from './shared.ts';
import {correct} from './site-shared.ts';

const retention = 'KubeconfigCryptoRetention';
const makeAnew = `Make the configuration anew: ${retention} comes from one run of create config-image.`;

export const siteCryptoWords = {
	keys: 'four private keys',
	badKey: (field: string): FailureWords => ({
		found: `${field} cannot be read as a private key`,
		needed: 'a private key in PEM without a password, nothing before or after it',
		remedy: makeAnew,
	}),
	keySizes: (kinds: string): string => kinds,
	weakKey: (field: string, kind: string): FailureWords => ({
		found: `${field}: ${kind}`,
		needed: 'RSA with 2048 bits or more, or an elliptic curve with 256 bits or more',
		remedy: makeAnew,
	}),
	unreadableKeys: {
		reason: 'a private key cannot be read',
		remedy: 'Put the private keys right first.',
	},
	distinctKeys: 'each authority has a key of its own',
	sameKeys: (fields: string): FailureWords => ({
		found: `the same key for ${fields}`,
		needed: 'a key of its own for each authority',
		remedy: makeAnew,
	}),

	adminCa: (subject: string): string => subject,
	badAdminCa: (why: string): FailureWords => ({
		found: `admin_ca_certificate ${why}`,
		needed: 'one certificate of an authority, signed by itself',
		remedy: makeAnew,
	}),
	unreadable: 'cannot be read as a certificate',
	noAuthority: 'is not the certificate of an authority',
	notSelfSigned: 'is not signed with its own key',
	unreadableAdminCa: {
		reason: 'admin_ca_certificate cannot be read',
		remedy: 'Put that certificate right first.',
	},
	ownKey: 'its key is none of the four',
	foreignKey: (field: string): FailureWords => ({
		found: `admin_ca_certificate is the certificate of ${field}`,
		needed: 'the certificate of the authority that signs administrators',
		remedy: makeAnew,
	}),
	validUntil: (end: string): string => `until ${end}`,
	expired: (what: string, end: string, clock: string): FailureWords => ({
		found: `${what} ended at ${end}, and this host says ${clock}`,
		needed: 'a certificate that is valid now',
		remedy: `Check the clock of this host. If it is right: ${makeAnew}`,
	}),
	notYetValid: (what: string, start: string, clock: string): FailureWords => ({
		found: `${what} begins at ${start}, and this host says ${clock}`,
		needed: 'a clock that is not behind the certificates',
		remedy: 'Set the clock of this host (chronyc makestep, or the firmware).',
	}),
	endsSoon: (what: string, end: string): FailureWords => ({
		found: `${what} ends at ${end}`,
		needed: '30 days or more',
		remedy: makeAnew,
	}),

	ingressName: (name: string): string => name,
	noIngressName: 'none is given: that of the seed stays',
	badIngressName: (name: string): FailureWords => ({
		found: name,
		needed: 'ingress-operator@ and a time in seconds, as ingress-operator@1700000000',
		remedy: correct('ingress_certificate_cn'),
	}),
	noSeedIngressName: {
		found: 'the seed does not name its ingress authority',
		needed: 'the name that recert looks for',
		remedy: 'Have the seed image made again by a tool that records ingress_certificate_cn.',
	},

	noBundle: 'none is given',
	bundle: (count: number): string => `${count} ${count === 1 ? 'certificate' : 'certificates'}`,
	badBundle: (field: string): FailureWords => ({
		found: `${field} holds something that is no certificate in PEM`,
		needed: 'certificates in PEM and nothing else, each line of its own',
		remedy: correct(`additionalTrustBundle.${field}`),
	}),
};
