/** The words of the network ladder. One cause and one action each. */
import type {FailureWords, IgnoranceWords} from './shared.ts';

type Fault = {
	readonly registry: string;
	readonly port: number;
	readonly proxy: string;
	/** As `ECONNREFUSED`. */
	readonly code: string;
	readonly at: string;
	readonly status: number | undefined;
};

const checkAgain = 'then check the network again.';

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

export const networkCheckWords = {
	notChecked: {
		reason: 'the network was not looked at yet',
		remedy: 'Name the seed image, then check the network on the network screen.',
	},
	notTried: {
		reason: 'not tried',
		remedy: 'Check the network again on the network screen.',
	},
	notTriedFor: (title: string): IgnoranceWords => ({
		reason: `not tried: "${title}" comes first`,
		remedy: `Put "${title}" right, ${checkAgain}`,
	}),
	unknownRung: (reason: string): IgnoranceWords => ({
		reason,
		remedy: 'Check the network again; if it stays so, look at the log of the console.',
	}),

	linked: (nics: string): string => `link on ${nics}`,
	noCards: {
		found: 'this host shows no network card',
		needed: 'a card with a link',
		remedy: 'Check that the card is enabled in the firmware and that this system has its driver.',
	},
	noLink: (nics: string): FailureWords => ({
		found: `no link on ${nics}`,
		needed: 'a link on one card',
		remedy: `Plug in the cable, check the port of the switch and the transceiver, ${checkAgain}`,
	}),
	noAddress: (nics: string, selfMade: readonly string[]): FailureWords => ({
		found:
			selfMade.length > 0
				? `only a self-made address (${selfMade.join(', ')}): no DHCP server answered`
				: `no address on ${nics || 'any card'}`,
		needed: 'an address of the network',
		remedy: `Check the DHCP server and the VLAN of the switch port, or set an address with nmtui, ${checkAgain}`,
	}),
	gatewayOutside: (gateway: string, nic: string, networks: string): FailureWords => ({
		found: `the gateway ${gateway} is not in the network of ${nic} (${networks})`,
		needed: 'a gateway in the same network as the address',
		remedy: `Correct the network mask, the address or the gateway, ${checkAgain}`,
	}),
	noOverlap: 'no two cards are in one network',
	overlap: (pairs: string): FailureWords => ({
		found: `two cards are in one network: ${pairs}`,
		needed: 'a network for each card',
		remedy: `Take the address from one of the two cards, or correct its mask, ${checkAgain}`,
	}),
	ownAddresses: (addresses: string): string =>
		addresses === '' ? 'no IPv4 address to ask for' : `nobody else answers for ${addresses}`,
	sharedAddress: (places: readonly string[]): FailureWords => ({
		found: `another host has the same address: ${places.join('; ')}`,
		needed: 'an address that nobody else has',
		remedy: `Give one of the two hosts another address, ${checkAgain}`,
	}),

	route: (gateway: string, nic: string): string => `by ${gateway} on ${nic}`,
	noRouteNeeded: 'none, and none is needed: all is in the networks of this host',
	noRoute: (lost: readonly string[]): FailureWords => ({
		found: lost.length === 0 ? 'there is no default route' : `no route leads to ${lost.join(', ')}`,
		needed: 'a default route',
		remedy: `Set the gateway (DHCP option 3, or nmtui), in the network of the address, ${checkAgain}`,
	}),
	gateway: (name: string, isEchoing: boolean): string =>
		isEchoing ? `${name} answers` : `${name} is there, but does not answer to ping`,
	noGateway: 'no gateway is used',
	gatewayAbsent: (gateways: string): FailureWords => ({
		found: `the gateway ${gateways} does not answer, not even to ARP`,
		needed: 'a gateway that is there',
		remedy: `Check the address of the gateway, the VLAN of the switch port and the mask, ${checkAgain}`,
	}),
	gatewaySilent: (gateways: string): IgnoranceWords => ({
		reason: `nobody could tell whether the gateway ${gateways} is there`,
		remedy: 'Look at the checks of the registry below: they tell whether it leads on.',
	}),
	mtu: (nic: string, mtu: number, address: string): string => `${mtu} on ${nic} to ${address}`,
	smallMtu: (
		paths: readonly {readonly nic: string; readonly mtu: number; readonly address: string}[],
	): FailureWords => ({
		found: paths
			.map(
				({nic, mtu, address}) => `packets of ${mtu} bytes (MTU of ${nic}) do not reach ${address}`,
			)
			.join('; '),
		needed: 'the same MTU on the card, the switch and the gateway',
		remedy: `Lower the MTU of the card, or raise that of the switch, ${checkAgain}`,
	}),
	mtuUntold: (addresses: string): IgnoranceWords => ({
		reason: `${addresses} does not answer to ping, so the size of packets cannot be tried`,
		remedy: 'Compare the MTU of the card with that of the switch port.',
	}),

	nameServer: (server: string, ownName: string | undefined): string =>
		ownName === undefined ? `${server} answers` : `${server} answers, this host is ${ownName}`,
	noNameServer: (isNeeded: boolean): FailureWords => ({
		found: 'no name server is set',
		needed: isNeeded ? 'a name server that knows the registry' : 'a name server, for the cluster',
		remedy: `Set a name server (DHCP option 6, or nmtui), ${checkAgain}`,
	}),
	silentNameServer: (servers: string, all: boolean): FailureWords => ({
		found: `${all ? 'no name server answers' : 'a name server does not answer'}: ${servers}`,
		needed: 'an answer of each name server within 2 s',
		remedy: `Check the address of the name server and that port 53 is open to it, ${checkAgain}`,
	}),
	lyingNameServer: (servers: string): FailureWords => ({
		found: `a name server makes answers up: it gives an address to a name that cannot exist: ${servers}`,
		needed: 'name servers that say when a name does not exist',
		remedy: `Use another name server, or take this host out of the guest or captive network, ${checkAgain}`,
	}),
	brokenNameServer: (servers: string): FailureWords => ({
		found: `a name server cannot answer for the registry: ${servers}`,
		needed: 'an answer of each name server',
		remedy: `Use name servers that serve this network, ${checkAgain}`,
	}),

	synchronised: (server: string | undefined): string =>
		`the clock follows ${server ?? 'a time server'}`,
	unsynchronised: (servers: string): FailureWords => ({
		found:
			servers === ''
				? 'the clock follows no time server'
				: `the clock follows no time server; none of these is good: ${servers}`,
		needed: 'a time server that answers',
		remedy:
			'Check the servers with "chronyc sources", and that UDP port 123 is open; else compare the clock with a watch.',
	}),
	farOff: (seconds: string, server: string | undefined): FailureWords => ({
		found: `the clock is ${seconds} s away from ${server ?? 'its time server'}`,
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
		return `Correct HTTPS_PROXY, or start the proxy, ${checkAgain}`;
	}
	return status === 407
		? `Put user and password into HTTPS_PROXY, ${checkAgain}`
		: `Allow the registry at the proxy, or put it into NO_PROXY, ${checkAgain}`;
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
