/**
 * The fields of the installation configuration whose content has a format of its own: secrets, keys,
 * certificates, proxies, registries. No message repeats what a field holds.
 */
import {X509Certificate} from 'node:crypto';
import {z} from 'zod';
import {Secret} from '../secret.ts';
import * as field from './fields.ts';

/** A containers-auth.json text with at least one registry; it becomes a Secret. */
export const pullSecret = () =>
	field
		.filledText('a pull secret (a JSON text with auths)')
		.refine(isPullSecret, {
			error:
				'needed a JSON text with auths, each entry with an auth (user:password in base64) or a credsStore',
		})
		.transform((value) => new Secret(value));

/** One or more lines as in authorized_keys. */
export const sshKeys = () =>
	field.text('SSH public keys').refine((value) => filledLines(value).every(isSshPublicKey), {
		error: 'needed SSH public keys, one a line, as "ssh-ed25519 AAAA… comment"',
	});

export const trustBundle = () =>
	field.text('certificates in PEM').refine((value) => value === '' || isCertificates(value), {
		error: 'needed certificates in PEM and nothing else',
	});

export const httpProxy = () =>
	field.text('a URL').refine(isUrlWith(['http:']), {
		error: 'needed a URL as http://proxy.example.com:3128',
	});

export const httpsProxy = () =>
	field.text('a URL').refine(isUrlWith(['http:', 'https:']), {
		error: 'needed a URL with http or https',
	});

export const noProxy = () =>
	field
		.text('a list of hosts with commas')
		.refine(
			(value) => value === '*' || value.split(',').every((entry) => isNoProxy(entry.trim())),
			{
				error: 'needed * or IP addresses, CIDRs and domains without wildcards, with commas between',
			},
		);

/** A repository or a registry, without tag or digest. */
export const repository = () =>
	field.text('a repository').regex(/^[A-Za-z0-9.-]+(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/, {
		error: 'needed a repository or host:port without tag and digest',
	});

/** As the installer of OpenShift takes them: flag and value are two entries of the list. */
export const coreosInstallerArgument = () =>
	field.filledText().superRefine((value, context) => {
		if (value.startsWith('-') && !installerFlags.includes(value)) {
			context.addIssue({
				code: 'custom',
				message: `needed one of ${installerFlags.join(', ')}, its value as the next entry`,
			});
		} else if (!argumentPattern.test(value)) {
			context.addIssue({code: 'custom', message: 'found a character that is not accepted'});
		}
	});

/** Ignition configuration that is merged into the one of the live ISO. */
export const ignition = () =>
	field.text('an Ignition configuration as JSON text').refine(isIgnition, {
		error: 'needed an Ignition configuration of version 3 as JSON text',
	});

const installerFlags = ['--append-karg', '--delete-karg', '--save-partlabel', '--save-partindex'];
const argumentPattern = /^[A-Za-z0-9@!#$%*()_+-=//.,";':{}[\]]+$/;
const certificatePattern = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

const isUserAndPassword = (auth: string): boolean =>
	/^[A-Za-z0-9+/]+={0,2}$/.test(auth) &&
	/^[^:]+:./s.test(Buffer.from(auth, 'base64').toString('utf8'));

const authsSchema = z.object({
	auths: z
		.record(
			z.string(),
			z.union([
				z.object({auth: z.string().refine(isUserAndPassword)}),
				z.object({credsStore: z.string().min(1)}),
			]),
		)
		.refine((auths) => Object.keys(auths).length > 0),
});

const ignitionSchema = z.object({ignition: z.object({version: z.string().regex(/^3\.\d+\.\d+$/)})});

const isPullSecret = (value: string): boolean => authsSchema.safeParse(parseJson(value)).success;

const isIgnition = (value: string): boolean =>
	value === '' || ignitionSchema.safeParse(parseJson(value)).success;

const parseJson = (value: string): unknown => {
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
};

const filledLines = (value: string): readonly string[] =>
	value
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

/** RFC 4253 6.6: the blob begins with the length and name of its type. */
const isSshPublicKey = (line: string): boolean => {
	const [type = '', blob = ''] = line.split(/\s+/);
	const bytes = Buffer.from(blob, 'base64');
	return (
		/^(ssh-|ecdsa-|sk-)/.test(type) &&
		bytes.length > 4 + type.length &&
		bytes.readUInt32BE(0) === type.length &&
		bytes.toString('latin1', 4, 4 + type.length) === type
	);
};

const isCertificates = (value: string): boolean => {
	const blocks = value.match(certificatePattern) ?? [];
	const rest = value.replace(certificatePattern, '').trim();
	return blocks.length > 0 && rest === '' && blocks.every(isCertificate);
};

const isCertificate = (pem: string): boolean => {
	try {
		return pem.startsWith('-----BEGIN CERTIFICATE-----') && new X509Certificate(pem).raw.length > 0;
	} catch {
		return false;
	}
};

const isUrlWith =
	(protocols: readonly string[]) =>
	(value: string): boolean =>
		value === '' || (URL.canParse(value) && protocols.includes(new URL(value).protocol));

const isNoProxy = (entry: string): boolean =>
	entry === '' || noProxySchema.safeParse(entry).success;

const noProxySchema = z.union([
	z.ipv4(),
	z.ipv6(),
	z.cidrv4(),
	z.cidrv6(),
	z.string().regex(/^\.?[a-z0-9-]+(\.[a-z0-9-]+)*$/i),
]);
