/** Faults of a network, as `ip` and its services make them, and what the ladder says of each. */
import {addresses, type Fault, goodServices, image} from '../helpers/network.ts';
import {password} from '../helpers/registry.ts';

/** The check that tells it, and how. */
type NamedFault = readonly [what: string, id: string, text: RegExp, fault: Fault];

const {gateway, nameServer, otherNameServer, nobody, host} = addresses;
const lying = {
	...goodServices,
	nameServers: [{address: nameServer, records: {}, liesWith: '10.77.0.1'}],
};
export const dayMs = 86_400_000;

export const withTime = (aheadSeconds: number): Fault => ({
	services: {...goodServices, timeServers: [{address: gateway, aheadSeconds}]},
	timeServers: [gateway],
});

/** A second card of the host, on a cable of its own: `eno2` there, `far2` in the world. */
const secondCable: readonly string[] = [
	'link add far2 type veth peer name eno2 netns HOST',
	'link set far2 up',
];

const moved = (from: string, to: string): readonly string[] => [
	`-4 address flush dev ${from}`,
	...[gateway, nameServer, otherNameServer].map((address) => `address add ${address}/24 dev ${to}`),
];

/** Nothing is wrong. */
export const healthy: readonly (readonly [what: string, fault: Fault])[] = [
	['with one card', {}],
	[
		'with two cards in two networks',
		{
			world: [...secondCable, 'address add 10.78.0.1/24 dev far2'],
			host: [
				'address add 10.78.0.10/24 dev eno2',
				'link set eno2 up',
				'route add default via 10.78.0.1 dev eno2 metric 200',
			],
		},
	],
];

/** Each stops an installation. */
export const blocking: readonly NamedFault[] = [
	['there is no link', 'net-carrier', /no link on eno1/, {world: ['link set far down']}],
	[
		'there is no address',
		'net-address',
		/no address on eno1/,
		{host: [`address del ${host}/24 dev eno1`]},
	],
	[
		'another host has the address',
		'net-duplicate-ip',
		/another host has the same address: 10\.77\.0\.10 on eno1: [0-9a-f:]{17}/,
		{world: [`address add ${host}/24 dev far`]},
	],
	[
		'another host has the IPv6 address',
		'net-duplicate-ip',
		/another host has the same address: 2001:db8::10 on eno1/,
		{
			world: ['address add 2001:db8::10/64 dev far nodad'],
			host: ['address add 2001:db8::10/64 dev eno1'],
			isRefusedAddressAwaited: true,
		},
	],
	[
		'the cable is in another VLAN',
		'net-gateway',
		/^wrong VLAN: the cable leads into another network, where somebody answers, but not the gateway 10\.77\.0\.1 on eno1 nor 10\.77\.0\.53$/,
		{
			world: [
				'link add rest type veth peer name rest2',
				'link set rest up',
				'link set rest2 up',
				...moved('far', 'rest'),
				'address add 10.88.0.1/24 dev far',
			],
		},
	],
	[
		'two cables are swapped',
		'net-gateway',
		/^the gateway 10\.77\.0\.1 on eno1 does not answer there, but on eno2: the cables are swapped$/,
		{
			world: [...secondCable, ...moved('far', 'far2'), 'address add 10.78.0.1/24 dev far'],
			host: ['address add 10.78.0.10/24 dev eno2', 'link set eno2 up'],
		},
	],
	[
		'the cable is in the port beside its own',
		'net-address',
		/^eno1 has the address 10\.77\.0\.10\/24 and no link, eno2 has a link and no address: the cable is in the wrong port$/,
		{
			world: [...secondCable, ...moved('far', 'far2'), 'link set far down'],
			host: ['link set eno2 up'],
		},
	],
	['there is no gateway', 'net-default-route', /no default route/, {host: ['route del default']}],
	[
		'the gateway is not there',
		'net-gateway',
		/^the gateway 10\.77\.0\.99 on eno1 does not answer, not even to ARP, although others of its network do \(10\.77\.0\.53\)$/,
		{host: [`route replace default via ${nobody}`]},
	],
	[
		'no name server answers',
		'dns-servers',
		/no name server answers: 10\.77\.0\.53/,
		{services: {nameServers: [], proxies: []}},
	],
	['the name server lies', 'dns-servers', /makes answers up/, {services: lying}],
	[
		'the name is not known',
		'registry-dns',
		/the name servers do not know registry\.lab\.test/,
		{services: {...goodServices, nameServers: [{address: nameServer, records: {}}]}},
	],
	[
		'the mask is too wide',
		'registry-tcp',
		/no such host answers on the way, although the network mask says/,
		{
			host: [
				`address del ${host}/24 dev eno1`,
				`address add ${host}/8 dev eno1`,
				`route add default via ${gateway}`,
			],
		},
	],
	['the registry is down', 'registry-tcp', /refused: nothing listens there/, {leaf: null}],
	[
		'the authority is not known',
		'registry-tls',
		/does not know the authority \(Test CA\)/,
		{isAuthorityTrusted: false},
	],
	[
		'the certificate is for another name',
		'registry-tls',
		/is for another name/,
		{leaf: {names: ['other.lab.test']}},
	],
	[
		'large packets vanish on the way',
		'net-mtu',
		/^packets of 1500 bytes \(MTU of eno1\) do not reach 10\.77\.0\.1, those of 576 do;/,
		{
			world: [
				'link add switch type bridge',
				'link set switch up',
				'link add inner type veth peer name near',
				'link set near up',
				...moved('far', 'near'),
				'link set far master switch',
				'link set inner mtu 900 master switch up',
			],
		},
	],
	[
		'the certificate is not valid yet',
		'tls-validity',
		/is not valid before .*, and the clock of this host says/,
		{leaf: {validFrom: new Date(Date.now() + dayMs)}},
	],
	[
		'the certificate has ended',
		'tls-validity',
		/ended at/,
		{leaf: {validTo: new Date(Date.now() - dayMs / 2)}},
	],
	[
		'the password is wrong',
		'registry-auth',
		/refuses the credentials/,
		{userAndPassword: 'user:another'},
	],
	[
		'the image is not there',
		'registry-image',
		/no such image is there/,
		{image: image.replace(':v1', ':v2')},
	],
	[
		'the proxy is not there',
		'proxy-config',
		/the proxy 10\.77\.0\.1:3128 cannot be reached: the connection was refused/,
		{environment: {HTTPS_PROXY: `http://${gateway}:3128`}},
	],
	[
		'the proxy wants a password',
		'proxy-config',
		/407: it wants a user and password/,
		{
			environment: {HTTPS_PROXY: `http://user:${password}@${gateway}:3128`},
			services: {...goodServices, proxies: [{address: gateway, port: 3128}]},
		},
	],
];

/** The registry answers all the same. */
export const harmless: readonly NamedFault[] = [
	[
		'one of two name servers is dead',
		'dns-servers',
		/a name server does not answer: 10\.77\.0\.54/,
		{nameServers: [nameServer, otherNameServer]},
	],
	[
		'the gateway is outside of the network of the card',
		'net-address',
		/the gateway 10\.77\.0\.1 is not in the network of eno1 \(10\.77\.0\.10\/30\)/,
		{
			host: [
				`address del ${host}/24 dev eno1`,
				`address add ${host}/30 dev eno1`,
				`route add default via ${gateway} dev eno1 onlink`,
			],
		},
	],
	[
		'the clock is an hour behind its time server',
		'time-ntp-sync',
		/^the clock is 60 minutes behind 10\.77\.0\.1$/,
		withTime(3600),
	],
	[
		'the time server does not answer',
		'time-ntp-sync',
		/^the clock follows no time server; none of these is good: 10\.77\.0\.99 \(does not answer\)$/,
		{timeServers: [nobody]},
	],
	[
		'two cards are in one network',
		'net-overlap',
		/two cards are in one network: eno1 10\.77\.0\.10\/24 and eno2 10\.77\.0\.11\/24/,
		{
			host: [
				'link add eno2 type veth peer name eno3',
				'link set eno2 up',
				'link set eno3 up',
				'address add 10.77.0.11/24 dev eno2',
			],
		},
	],
	[
		'the switch lets only small packets through',
		'net-mtu',
		/packets of 1500 bytes \(MTU of eno1\) do not reach 10\.77\.0\.1, those of 1300 do/,
		{world: ['link set far mtu 1300']},
	],
];
