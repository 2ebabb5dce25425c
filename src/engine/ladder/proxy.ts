/**
 * Which proxy leads to a host, by the variables and the rules of Go's `golang.org/x/net/http/httpproxy`, which
 * skopeo and podman follow. Pure.
 */
import {Secret} from '../../secret.ts';
import type {ConnectProxy} from '../../system/types.ts';
import {isInSubnet, parseIp} from './subnets.ts';

export type Environment = Readonly<Record<string, string>>;

/** @throws TypeError when the variable holds no URL */
export const proxyTo = (
	environment: Environment,
	{host, port}: {readonly host: string; readonly port: number},
): ConnectProxy | undefined => {
	const proxy = environment['HTTPS_PROXY'] || environment['https_proxy'];
	const exceptions = environment['NO_PROXY'] || environment['no_proxy'] || '';
	return proxy === undefined || proxy === '' || isException(exceptions, host, port)
		? undefined
		: parseProxy(proxy);
};

const parseProxy = (text: string): ConnectProxy => {
	const url = new URL(text.includes('://') ? text : `http://${text}`);
	const credentials = [url.username, url.password].map(decodeURIComponent).join(':');
	return {
		host: url.hostname.replaceAll(/[[\]]/g, ''),
		port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
		...(url.username !== '' && {
			authorization: new Secret(`Basic ${Buffer.from(credentials).toString('base64')}`),
		}),
	};
};

const isException = (exceptions: string, host: string, port: number): boolean =>
	isLoopback(host) ||
	exceptions
		.split(',')
		.map((entry) => entry.trim().toLowerCase())
		.some((entry) => entry !== '' && covers(entry, host.toLowerCase(), port));

const covers = (entry: string, host: string, port: number): boolean => {
	if (entry === '*') return true;
	const [network = '', length] = entry.split('/');
	if (length !== undefined) return isInSubnet(host, network, Number(length));
	if (parseIp(entry) !== undefined) return sameIp(entry, host);
	const [, name = entry, entryPort] = /^(.*):(\d+)$/.exec(entry) ?? [];
	if (entryPort !== undefined && Number(entryPort) !== port) return false;
	return parseIp(name) === undefined ? isWithin(name, host) : sameIp(name, host);
};

/** `example.com` stands for itself and all below it; `.example.com` and `*.example.com` only for those. */
const isWithin = (name: string, host: string): boolean => {
	const domain = name.replace(/^\*\./, '.');
	return domain.startsWith('.')
		? host.endsWith(domain)
		: host === domain || host.endsWith(`.${domain}`);
};

const sameIp = (one: string, other: string): boolean => {
	const [a, b] = [parseIp(one), parseIp(other)];
	return a !== undefined && a.family === b?.family && a.value === b.value;
};

export const isLoopback = (host: string): boolean =>
	host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
