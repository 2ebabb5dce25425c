/**
 * What came of a long paste: its length, two checksum words (`checksum-words.ts`), and what it means, so that a
 * person sees whether a terminal swallowed half of it. Pure; never the paste itself.
 */
import {X509Certificate} from 'node:crypto';
import {Secret} from '../secret.ts';
import {checksumWords} from './checksum-words.ts';
import type {SiteFieldId} from './site-fields.ts';

/** Lines; the first has length and words. What cannot be read means nothing, and the field says why. */
export const echoOf = (id: SiteFieldId, typed: string | Secret): readonly string[] => {
	const text = (typed instanceof Secret ? typed.reveal() : typed).trim();
	if (text === '') {
		return [];
	}
	return [`${text.length} characters, ${checksumWords(text)}`, ...meaningOf(id, text)];
};

const meaningOf = (id: SiteFieldId, text: string): readonly string[] => {
	switch (id) {
		case 'pullSecret':
			return registriesIn(text);
		case 'sshKey':
			return keysIn(text);
		case 'trustBundle':
			return certificatesIn(text);
		default:
			return [];
	}
};

const registriesIn = (text: string): readonly string[] => {
	const names = namesIn(text);
	return names.length === 0
		? []
		: [`${names.length} ${names.length === 1 ? 'registry' : 'registries'}: ${names.join(', ')}`];
};

const namesIn = (text: string): readonly string[] => {
	try {
		const {auths} = JSON.parse(text) as {auths?: unknown};
		return typeof auths === 'object' && auths !== null ? Object.keys(auths).map(plain) : [];
	} catch {
		return [];
	}
};

/** Type and comment of each. */
const keysIn = (text: string): readonly string[] =>
	text
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.filter(([type = '', blob]) => /^(ssh-|ecdsa-|sk-)/.test(type) && blob !== undefined)
		.map(([type = '', , ...comment]) => plain([type, ...comment].join(' ')));

const certificatesIn = (text: string): readonly string[] =>
	(text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []).map((pem) => {
		try {
			const {subject, validToDate} = new X509Certificate(pem);
			return plain(
				`${subject.replaceAll('\n', ', ')}, until ${validToDate.toISOString().slice(0, 10)}`,
			);
		} catch {
			return 'a certificate that cannot be read';
		}
	});

const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, '\ufffd');
