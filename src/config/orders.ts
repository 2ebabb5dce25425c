/**
 * What the kernel command line orders beside the settings of an install: how far it goes by itself, where
 * consoles appear, whom it tells. One row an argument. Pure.
 */
import {Secret} from '../secret.ts';
import {acceptedPlaces, parsePlace, type SiteSource} from './site-source.ts';

export type Mode = 'interactive' | 'confirm' | 'auto';

/** What is absent was not ordered. */
export type Orders = {
	readonly mode?: Mode;
	/** What an unattended install is allowed; only `yes` allows. */
	readonly wipe?: string;
	readonly reinstall?: string;
	readonly config?: SiteSource;
	/** In hex. */
	readonly configDigest?: string;
	/** 0 starts at once. */
	readonly countdownSeconds?: number;
	readonly onError?: 'stay' | 'poweroff' | 'reboot';
	readonly consoles?: 'all' | 'none' | readonly string[];
	readonly api?: {readonly host: string; readonly port: number};
	readonly apiToken?: Secret;
	readonly reportUrl?: string;
	readonly reportToken?: Secret;
	readonly ui?: 'rich' | 'basic' | 'plain';
	readonly shell?: 'yes' | 'no';
};

/** The value, or what was needed instead of it: never the text, which may hold a password. */
type Reading = {readonly value: unknown} | {readonly needed: string};

type Row = {
	readonly order: keyof Orders;
	readonly read: (text: string) => Reading;
};

const value = (found: unknown): Reading => ({value: found});

const anyOf =
	(...known: readonly string[]) =>
	(text: string): Reading =>
		known.includes(text) ? value(text) : {needed: `one of ${known.join(', ')}`};

const matching =
	(pattern: RegExp, needed: string, make: (...groups: readonly string[]) => unknown) =>
	(text: string): Reading => {
		const groups = pattern.exec(text);
		return groups === null ? {needed} : value(make(...groups.slice(1).map((group) => group ?? '')));
	};

const secret = (text: string): Reading =>
	text === '' ? {needed: 'a token'} : value(new Secret(text));

export const orderRows: Readonly<Record<string, Row>> = {
	'ibi.mode': {order: 'mode', read: anyOf('interactive', 'confirm', 'auto')},
	'ibi.wipe': {order: 'wipe', read: value},
	'ibi.reinstall': {order: 'reinstall', read: value},
	'ibi.config': {
		order: 'config',
		read: (text) => {
			const place = parsePlace(text);
			return place === undefined ? {needed: acceptedPlaces} : value(place);
		},
	},
	'ibi.config.sha256': {
		order: 'configDigest',
		read: matching(/^([0-9a-f]{64})$/i, '64 hexadecimal digits', (digits = '') =>
			digits.toLowerCase(),
		),
	},
	'ibi.countdown': {
		order: 'countdownSeconds',
		read: matching(/^(\d{1,4})$/, 'seconds, 0 to 9999', Number),
	},
	'ibi.on_error': {order: 'onError', read: anyOf('stay', 'poweroff', 'reboot')},
	'ibi.console': {
		order: 'consoles',
		read: matching(/^([\w/]+(?:,[\w/]+)*)$/, 'all, none, or names as tty1,ttyS0', (names = '') =>
			names === 'all' || names === 'none' ? names : names.split(','),
		),
	},
	'ibi.api': {
		order: 'api',
		read: matching(
			/^(\[[0-9a-f:]+\]|[^:]*):([1-9]\d{0,4})$/i,
			'address:port, or :port for every address',
			(host = '', port) => ({host: host.replace(/^\[|\]$/g, ''), port: Number(port)}),
		),
	},
	'ibi.api.token': {order: 'apiToken', read: secret},
	'ibi.report': {
		order: 'reportUrl',
		read: (text) =>
			/^https:\/\/[^\s/]/.test(text) && URL.canParse(text)
				? value(text)
				: {needed: 'an address that begins with https://'},
	},
	'ibi.report.token': {order: 'reportToken', read: secret},
	'ibi.ui': {order: 'ui', read: anyOf('rich', 'basic', 'plain')},
	'ibi.shell': {order: 'shell', read: anyOf('no', 'yes')},
};

export const secretsOf = ({apiToken, reportToken}: Orders): readonly Secret[] =>
	[apiToken, reportToken].filter((token) => token !== undefined);
