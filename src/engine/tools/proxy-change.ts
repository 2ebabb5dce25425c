/** A proxy as a person asks for it, what of one may be shown, and what of one is secret. Pure. */
import {z} from 'zod';
import {httpProxy, httpsProxy, noProxy} from '../../config/installation-fields.ts';
import {redactedText, Secret} from '../../secret.ts';
import type {ProxySettings} from '../../system/types.ts';

/** An environment file and a shell take these for something else; a URL can say them otherwise. */
const plain = (text: string): boolean => !/["'`\\$\s]/.test(text) && !text.includes(redactedText);

/** What is left out stays as it is; an empty text takes it away. */
export const proxyChangeSchema = z.strictObject({
	httpProxy: httpProxy().refine(plain).optional(),
	httpsProxy: httpsProxy().refine(plain).optional(),
	noProxy: noProxy().refine(plain).optional(),
});

export type ProxyChange = z.infer<typeof proxyChangeSchema>;

export const changedProxy = (now: ProxySettings, change: ProxyChange): ProxySettings => {
	const {httpProxy: http, httpsProxy: https, noProxy: none} = {...plainProxy(now), ...change};
	return {
		...(http && {httpProxy: new Secret(http)}),
		...(https && {httpsProxy: new Secret(https)}),
		...(none && {noProxy: none}),
	};
};

/** As a file has it. */
export const plainProxy = ({httpProxy: http, httpsProxy: https, noProxy: none}: ProxySettings) => ({
	...(http && {httpProxy: http.reveal()}),
	...(https && {httpsProxy: https.reveal()}),
	...(none !== undefined && {noProxy: none}),
});

/** Without passwords; empty where there is none. */
export type ShownProxy = Readonly<Record<'httpProxy' | 'httpsProxy' | 'noProxy', string>>;

export const shownProxy = ({
	httpProxy: http,
	httpsProxy: https,
	noProxy: none = '',
}: ProxySettings): ShownProxy => ({
	httpProxy: shownUrl(http?.reveal() ?? ''),
	httpsProxy: shownUrl(https?.reveal() ?? ''),
	noProxy: none,
});

/** Of what is asked for: it may be told to everybody. */
export const proxyHostOf = ({httpsProxy: https, httpProxy: http}: ProxyChange): string => {
	const url = https || http || '';
	return URL.canParse(url) ? new URL(url).host : '';
};

const shownUrl = (url: string): string =>
	url.replace(/^((?:\w+:\/\/)?[^:@/]*):.*@/, `$1:${redactedText}@`);

/** The URL, its password in both spellings, and what is sent of it. */
export const secretsOfProxy = ({
	httpProxy: http,
	httpsProxy: https,
}: ProxySettings): readonly Secret[] =>
	[http, https].flatMap((secret) => {
		const url = secret?.reveal() ?? '';
		const {username, password} = URL.canParse(url) ? new URL(url) : {username: '', password: ''};
		if (password === '') {
			return [];
		}
		const [user, word] = [username, password].map(decoded) as [string, string];
		const sent = Buffer.from(`${user}:${word}`).toString('base64');
		return [url, password, word, sent].map((text) => new Secret(text));
	});

const decoded = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};
