/**
 * `auth/identity.json`: a site's identity as a file, so that a second ISO can be the same cluster. Our own
 * format; what does not belong together or has expired is refused.
 */
import {createPrivateKey, X509Certificate} from 'node:crypto';
import {z} from 'zod';
import {InstallError} from '../errors.ts';
import {Secret} from '../secret.ts';
import {secretJson} from './secret-json.ts';
import type {SiteIdentity} from './site-identity.ts';

export const identityText = (identity: SiteIdentity): Secret =>
	secretJson({version: 1, ...identity});

/** @throws InstallError IDENTITY_INVALID */
export const readIdentity = (text: string, path: string, now: Date): SiteIdentity => {
	const found = identityShape.safeParse(parseJson(text));
	if (!found.success) {
		const [issue] = found.error.issues;
		const where = issue?.path.join('.') || 'the whole';
		throw invalid(path, `it is not of the form that this program writes (${where})`);
	}
	const {version: _one, ...identity} = found.data;
	const wrong = wrongIn(identity, now);
	if (wrong !== undefined) {
		throw invalid(path, wrong);
	}
	return identity;
};

const secret = z
	.string()
	.min(1)
	.transform((text) => new Secret(text));

const certificate = z.string().includes('-----BEGIN CERTIFICATE-----');

const pair = z.strictObject({certificate, key: secret});

const identityShape = z.strictObject({
	version: z.literal(1),
	clusterId: z.string().min(1),
	infraId: z.string().min(1),
	password: secret,
	passwordHash: secret,
	cluster: z.strictObject({
		signers: z.strictObject({
			localhost: pair,
			serviceNetwork: pair,
			loadBalancer: pair,
			ingress: pair,
		}),
		adminSigner: certificate,
		admin: pair,
		ingressName: z.string().min(1),
	}),
});

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

/** What does not belong together; undefined when all is well. */
const wrongIn = ({cluster}: SiteIdentity, now: Date): string | undefined => {
	const {signers, admin, adminSigner, ingressName} = cluster;
	try {
		const pairs = Object.entries({...signers, admin});
		const strange = pairs.find(([, {certificate, key}]) => !isPair(certificate, key));
		if (strange !== undefined) {
			return `the key and the certificate of ${strange[0]} do not belong together`;
		}
		const signer = new X509Certificate(adminSigner);
		if (!new X509Certificate(admin.certificate).verify(signer.publicKey)) {
			return 'its administrator was signed by somebody else';
		}
		if (new X509Certificate(signers.ingress.certificate).subject !== `CN=${ingressName}`) {
			return 'the ingress signer has another name';
		}
		const expired = pairs.find(([, {certificate}]) => isExpired(certificate, now));
		return expired && `the certificate of ${expired[0]} has expired`;
	} catch {
		return 'a key or a certificate in it is damaged';
	}
};

const isPair = (certificate: string, key: Secret): boolean =>
	new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key.reveal()));

const isExpired = (certificate: string, now: Date): boolean =>
	new Date(new X509Certificate(certificate).validTo) <= now;

const invalid = (path: string, why: string): InstallError =>
	new InstallError('IDENTITY_INVALID', {path, why});
