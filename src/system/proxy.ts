/**
 * The proxy of this process: what programs find in their environment, and what `fetch` goes through. It may change
 * while the engine works; what is under way keeps the one that it began with.
 */
import {BlockList, isIP} from 'node:net';
import {Secret} from '../secret.ts';
import type {ProxyDoor, ProxySettings} from './types.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** @param inherited the environment that this process was started with */
export const realProxy = (inherited: Variables): ProxyDoor => {
	let settings = settingsIn(inherited);
	return {
		get: () => settings,
		set: (next) => {
			settings = next;
		},
	};
};

/** Programs disagree on the spelling, so each value travels in both. */
export const proxyVariables = ({
	httpProxy,
	httpsProxy,
	noProxy = '',
}: ProxySettings): Readonly<Record<string, string>> => {
	const values = {
		HTTP_PROXY: httpProxy?.reveal() ?? '',
		HTTPS_PROXY: httpsProxy?.reveal() ?? '',
		NO_PROXY: noProxy,
	};
	return Object.fromEntries(
		Object.entries(values)
			.filter(([, value]) => value !== '')
			.flatMap(([name, value]) => [name, name.toLowerCase()].map((one) => [one, value])),
	);
};

/** `fetch` by the proxy that is set when it is called. Node keeps one for the whole process. */
export const proxiedFetch = ({get}: ProxyDoor): typeof globalThis.fetch => {
	let applied = '{}';
	let restore = (): void => {};
	return async (input, options) => {
		const host = hostOf(input instanceof Request ? input.url : String(input));
		const variables = withoutNear(proxyVariables(get()), host);
		const wanted = JSON.stringify(variables);
		if (wanted !== applied) {
			// Looked up when it is needed: touching it loads Node's whole HTTP client, some 20 ms.
			const {setGlobalProxyFromEnv} = await import('node:http');
			restore();
			restore = setGlobalProxyFromEnv(variables);
			applied = wanted;
		}
		return globalThis.fetch(input, options);
	};
};

const settingsIn = (variables: Variables): ProxySettings => {
	const found = (name: string): string => variables[name] || variables[name.toLowerCase()] || '';
	const [http, https, exceptions] = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].map(found);
	return {
		...(http && {httpProxy: new Secret(http)}),
		...(https && {httpsProxy: new Secret(https)}),
		...(exceptions && {noProxy: exceptions}),
	};
};

const hostOf = (url: string): string =>
	URL.canParse(url) ? new URL(url).hostname.replaceAll(/[[\]]/g, '') : '';

/** Other programs never send what stays on this host to a proxy, and know networks as exceptions. Node does neither. */
const withoutNear = (variables: Readonly<Record<string, string>>, host: string) => {
	const {HTTP_PROXY, HTTPS_PROXY, NO_PROXY = ''} = variables;
	if (HTTP_PROXY === undefined && HTTPS_PROXY === undefined) {
		return {};
	}
	const near = isWithin(host, `${NO_PROXY},127.0.0.0/8,::1/128`) ? [host] : [];
	return {
		...(HTTP_PROXY !== undefined && {HTTP_PROXY: withScheme(HTTP_PROXY)}),
		...(HTTPS_PROXY !== undefined && {HTTPS_PROXY: withScheme(HTTPS_PROXY)}),
		NO_PROXY: [...(NO_PROXY === '' ? [] : [NO_PROXY]), 'localhost', ...near].join(','),
	};
};

/** As Go reads it. */
const withScheme = (url: string): string => (url.includes('://') ? url : `http://${url}`);

const isWithin = (host: string, exceptions: string): boolean => {
	const family = familyOf(host);
	if (family === undefined) {
		return false;
	}
	const networks = new BlockList();
	for (const entry of exceptions.split(',')) {
		const [network = '', length = ''] = entry.trim().split('/');
		const own = familyOf(network);
		if (
			own !== undefined &&
			/^\d{1,3}$/.test(length) &&
			Number(length) <= (own === 'ipv4' ? 32 : 128)
		) {
			networks.addSubnet(network, Number(length), own);
		}
	}
	return networks.check(host, family);
};

const familyOf = (address: string): 'ipv4' | 'ipv6' | undefined =>
	(({4: 'ipv4', 6: 'ipv6'}) as const)[isIP(address)];
