/**
 * What looks like a secret is masked, whoever wrote it: the net below the one that knows the secrets of this run.
 * It masks a word too many rather than one too few, and twice does nothing more than once. Pure.
 */
import {redactedText} from '../../secret.ts';

export const hideSecretShapes = (text: string): string =>
	shapes.reduce(
		(masked, {pattern, put}) => masked.replace(pattern, put),
		withoutTails(text).replace(encodedPem, withoutKey),
	);

type Shape = {
	readonly pattern: RegExp;
	/** As of `replace`: with `$1` for the first group. */
	readonly put: string;
};

/** Names of values that are secret in whatever document they stand. */
const secretNames =
	'[\\w.-]{0,60}(?:passw(?:or)?d|passphrase|pull[_-]?secret|client[_-]?secret|token|api[_-]?key|private[_-]?key|key-data|credential|psk|wep-key)[\\w-]*';

/** Not that of an escaped quotation mark, which ends a text: what is masked in a JSON text leaves it JSON. */
const backslash = `\\\\(?!\\\\*["'])`;

const shapes: readonly Shape[] = [
	// Its end may have been cut off.
	{
		pattern:
			/(-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----)[\s\S]*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
		put: `$1${redactedText}$2`,
	},
	// Of a pull secret or any JSON, which may itself stand in a JSON text, quoted once more.
	{
		pattern: new RegExp(
			`((\\\\*)"(?:auth|${secretNames})\\2"\\s*:\\s*\\2")(?!\\2")[\\s\\S]*?(\\2")`,
			'gi',
		),
		put: `$1${redactedText}$3`,
	},
	// YAML and INI, a line each.
	{
		pattern: new RegExp(
			`^([ \\t-]*(?:auth|${secretNames})(?::[ \\t]+|[ \\t]+=[ \\t]*))(?![|>]?[ \\t]*$)(?![ \\t]*["']?<).+$`,
			'gim',
		),
		put: `$1${redactedText}`,
	},
	// The same in a JSON text, where a line ends in a backslash and an n.
	{
		pattern: new RegExp(
			`(\\\\n[ \\t-]*(?:auth|${secretNames})(?::[ \\t]+|[ \\t]*=[ \\t]*))(?![ \\t]*[\\\\"']*<)(?:[^"\\\\\\n]|\\\\(?!\\\\*n)[^\\n])+`,
			'gi',
		),
		put: `$1${redactedText}`,
	},
	{
		pattern: new RegExp(
			`\\b((?:${secretNames})=)("[^"\\n]*"|'[^'\\n]*'|(?:[^\\s"'&,;\\\\]|${backslash})+)`,
			'gi',
		),
		put: `$1${redactedText}`,
	},
	{pattern: /\b((?:Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{6,}/gi, put: `$1${redactedText}`},
	{pattern: /(:\/\/[^\s/:@"']*:)[^\s/@"']+(@)/g, put: `$1${redactedText}$2`},
	{pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, put: redactedText},
	{pattern: /\bsha256~[\w-]{20,}/g, put: redactedText},
	// Hashes of passwords, as in /etc/shadow and in kubeadmin_password_hash.
	{
		pattern: new RegExp(`\\$(?:1|2[abxy]|5|6|y|gy)\\$(?:[^\\s:"',\\\\]|${backslash}){8,}`, 'g'),
		put: redactedText,
	},
	// The password of kubeadmin.
	{pattern: /\b[A-Za-z0-9]{5}(?:-[A-Za-z0-9]{5}){3}\b/g, put: redactedText},
];

/** A PEM file inside a document, as in a kubeconfig: only a look inside tells a key from a certificate. */
const encodedPem = /LS0tLS1CRUdJTi[A-Za-z0-9+/=]+/g;

const withoutKey = (base64: string): string =>
	Buffer.from(base64, 'base64').toString('latin1').includes('PRIVATE KEY') ? redactedText : base64;

const keyEnd = /(-----END [A-Z0-9 ]*PRIVATE KEY-----)/;

/** The rest of a private key whose beginning was cut off. Looked for backwards: a log may be all base64. */
const withoutTails = (text: string): string => {
	if (!keyEnd.test(text)) {
		return text;
	}
	return text
		.split(keyEnd)
		.map((part, index, parts) =>
			parts[index + 1]?.startsWith('-----END') ? withoutTail(part) : part,
		)
		.join('');
};

const withoutTail = (text: string): string => {
	let end = text.length;
	while (end > 0 && isOfKey(text, end - 1)) {
		end -= 1;
	}
	return text.slice(end).trim() === '' ? text : `${text.slice(0, end)}${redactedText}`;
};

/** Base64 and line ends, also those of a JSON text. */
const isOfKey = (text: string, index: number): boolean =>
	/[A-Za-z0-9+/=\s]/.test(text.charAt(index)) || text.startsWith('\\n', index);
