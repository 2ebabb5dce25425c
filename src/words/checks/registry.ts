/** The words of the upper rungs of the network ladder: clock, certificates, proxy, registry. */

import {toolKeys} from '../problems/tool-keys.ts';
import {checkAgain, type FailureWords, type IgnoranceWords} from './shared.ts';

type Fault = {
	readonly registry: string;
	readonly port: number;
	readonly proxy: string;
	/** As `ECONNREFUSED`. */
	readonly code: string;
	readonly at: string;
	readonly status: number | undefined;
};

/** What the codes of the operating system mean to a person. */
const codeWords: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'the connection was refused: nothing listens there',
	ECONNRESET: 'the connection was cut',
	ETIMEDOUT: 'nobody answered',
	EHOSTUNREACH: 'no such host answers on the way',
	ENETUNREACH: 'there is no route',
	ENOTFOUND: 'its name is not known',
	EAI_AGAIN: 'no name server answers',
};

const codeText = (code: string): string => codeWords[code] ?? code;

export const registryCheckWords = {
	synchronised: (server: string | undefined): string =>
		`the clock follows ${server ?? 'a time server'}`,
	timeServer: (server: string, kind: 'answered' | 'silent' | 'unsynchronised'): string =>
		kind === 'silent' ? `${server} (does not answer)` : `${server} (has no time itself)`,
	unfollowed: (server: string): FailureWords => ({
		found: `the clock follows no time server, although ${server} answers and has the same time`,
		needed: 'a clock that is kept right',
		remedy: 'Start chronyd (systemctl restart chronyd), then check the network again.',
	}),
	unsynchronised: (servers: readonly string[]): FailureWords => ({
		found:
			servers.length === 0
				? 'the clock follows no time server'
				: `the clock follows no time server; none of these is good: ${servers.join(', ')}`,
		needed: 'a time server that answers',
		remedy:
			'Check the servers with "chronyc sources", and that UDP port 123 is open; else compare the clock with a watch.',
	}),
	farOff: (seconds: number, server: string | undefined): FailureWords => ({
		found: `the clock is ${Math.abs(seconds) < 120 ? `${Math.abs(seconds).toFixed(1)} s` : duration(Math.abs(seconds))} ${seconds > 0 ? 'behind' : 'ahead of'} ${server ?? 'its time server'}`,
		needed: 'less than 1 s',
		remedy: 'Run "chronyc makestep", then check the network again.',
	}),
	noWitness: {
		reason: 'the registry did not tell its time',
		remedy: 'Compare the clock of this host with a watch.',
	},
	inTime: 'within 5 s of the registry',
	skewed: (seconds: number): FailureWords => ({
		found: `the clock is ${duration(Math.abs(seconds))} ${seconds > 0 ? 'behind' : 'ahead of'} that of the registry`,
		needed: 'a difference of less than 5 s',
		remedy: `Set the clock (chronyc makestep, or "date --set" and "hwclock --systohc"), ${checkAgain}`,
	}),
	noCertificate: {
		reason: 'no certificate was shown',
		remedy: 'Look at the connection to the registry below.',
	},
	validUntil: (end: string): string => `valid until ${end}`,
	endsSoon: (end: string): FailureWords => ({
		found: `valid until ${end} only`,
		needed: '30 days or more, so that the cluster can still pull images',
		remedy: 'Have the certificate of the registry renewed.',
	}),
	invalidDates: (
		{
			subject,
			validFrom,
			validTo,
		}: {
			readonly subject: string;
			readonly validFrom: string;
			readonly validTo: string;
		},
		kind: 'early' | 'late',
		clock: string,
	): FailureWords =>
		kind === 'early'
			? {
					found: `the certificate of ${subject} is not valid before ${validFrom}, and the clock of this host says ${clock}`,
					needed: 'a clock that is right',
					remedy: `Set the clock (chronyc makestep, or "date --set" and "hwclock --systohc"), ${checkAgain}`,
				}
			: {
					found: `the certificate of ${subject} ended at ${validTo}, and the clock of this host says ${clock}`,
					needed: 'a certificate that is valid now',
					remedy: `Check the clock; if it is right, have the certificate renewed, ${checkAgain}`,
				},

	seedIsFile: 'not needed for the seed, which is a local file',
	notNeeded: 'not needed: nothing is to be verified',
	noImage: {
		reason: 'no seed image was named yet',
		remedy: 'Name the seed image on the seed screen.',
	},
	doubtful: (reason: string): IgnoranceWords => ({
		reason: `nobody knows which registry is to be asked: ${reason}`,
		remedy: `Correct /etc/containers/registries.conf, ${checkAgain}`,
	}),
	answered: (image: string): string => `the registry answers for ${image}`,
	noProxy: 'no proxy is used',
	proxied: (proxy: string, registry: string): string => `${proxy} leads to ${registry}`,
	proxyFault: ({proxy, registry, port, code, at, status}: Fault): FailureWords => ({
		found:
			at === 'proxy'
				? `the proxy ${proxy} refuses to lead to ${registry}:${port} (${status === 407 ? 'HTTP 407: it wants a user and password' : code})`
				: `the proxy ${proxy} cannot be reached: ${codeText(code)}`,
		needed: 'a proxy that leads to the registry, or none',
		remedy: proxyRemedy(at, status),
	}),
	proxyResolves: 'the proxy resolves it',
	proxyConnects: 'the proxy connects',
	resolved: (host: string, addresses: readonly string[]): string =>
		addresses.length === 0
			? `${host} is not known`
			: addresses.includes(host)
				? `${host} is an address`
				: `${host} is ${addresses.join(', ')}`,
	unknownName: (hosts: readonly string[]): FailureWords => ({
		found: `the name servers do not know ${hosts.join(', ')}`,
		needed: 'a name that leads to an address',
		remedy: `Correct the name of the registry, have it entered into DNS, or use other name servers, ${checkAgain}`,
	}),
	connected: (registry: string, port: number): string => `${registry} answers at port ${port}`,
	tcpFault: ({
		registry,
		port,
		code,
		isDirect,
	}: Fault & {readonly isDirect: boolean}): FailureWords => {
		const isMask = isDirect && ['EHOSTUNREACH', 'ETIMEDOUT'].includes(code);
		return {
			found: `${registry} at port ${port}: ${codeText(code)}${isMask ? ', although the network mask says that it is in the network of this host' : ''}`,
			needed: 'a registry that can be reached',
			remedy: isMask
				? `Check the network mask of this host; if it is right, start the host of the registry, ${checkAgain}`
				: `Check name and port of the registry, that it runs, and that no firewall is between, ${checkAgain}`,
		};
	},
	trusted: (registry: string): string => `${registry} is trusted`,
	tlsFault: ({registry, port, code}: Fault): FailureWords => ({
		found: `${registry} does not speak TLS at port ${port} (${codeText(code)})`,
		needed: 'a registry with TLS',
		remedy:
			'Check the port. A registry without TLS must be named as insecure in /etc/containers/registries.conf.',
	}),
	untrusted: (
		registry: string,
		fault: string,
		certificate: {readonly subject: string; readonly issuer: string} | undefined,
	): FailureWords =>
		fault === 'ERR_TLS_CERT_ALTNAME_INVALID'
			? {
					found: `the certificate of ${registry} is for another name (${certificate?.subject ?? 'unnamed'})`,
					needed: 'a certificate for the name that is used',
					remedy: `Use the name of the registry that stands in its certificate, or have it renewed with this one, ${checkAgain}`,
				}
			: {
					found: `this host does not know the authority (${certificate?.issuer ?? 'unnamed'}) that signed the certificate of ${registry}`,
					needed: 'an authority that this host trusts',
					remedy: `Put the CA certificate into /etc/containers/certs.d/${registry}/ca.crt, or into /etc/pki/ca-trust/source/anchors and run update-ca-trust, ${checkAgain}`,
				},
	sizeFirst: {
		reason: 'large packets do not arrive: their size comes first',
		remedy: 'Put the MTU right, then check the network again.',
	},
	datesFirst: {
		reason: 'the dates of the certificate come first',
		remedy: 'Put clock and certificate right, then check the network again.',
	},
	accepted: 'the registry accepts this host',
	refused: (found: string, remedy: string): FailureWords => ({
		found,
		needed: 'an answer with the seed image',
		remedy,
	}),
	accessFirst: {
		reason: 'the registry gave no access',
		remedy: 'Put the access to the registry right, then check the network again.',
	},
	nothingToAsk: {
		reason: 'there is no registry to ask',
		remedy: 'Check the name of the seed image and the mirrors in /etc/containers/registries.conf.',
	},
};

const proxyRemedy = (at: string, status: number | undefined): string => {
	if (at !== 'proxy') {
		return `Correct it with ${toolKeys.network}, This host, or start the proxy, ${checkAgain}`;
	}
	return status === 407
		? `Give it user and password with ${toolKeys.network}, This host, ${checkAgain}`
		: `Allow the registry at the proxy, or except it with ${toolKeys.network}, This host, ${checkAgain}`;
};

const duration = (seconds: number): string => {
	const units = [
		['days', 86_400],
		['hours', 3600],
		['minutes', 60],
	] as const;
	const [unit, length] = units.find(([, long]) => seconds >= 2 * long) ?? ['s', 1];
	return `${Math.round(seconds / length)} ${unit}`;
};
