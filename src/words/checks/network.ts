/** The words of the lower rungs of the network ladder: link to name servers. One cause and one action each. */
import {checkAgain, type FailureWords, type IgnoranceWords} from './shared.ts';

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
	cablesSwapped: (gateway: string, cards: readonly string[]): FailureWords => ({
		found: `the gateway ${gateway} does not answer there, but on ${cards.join(', ')}: the cables are swapped`,
		needed: 'the cable of that network in the card that has its address',
		remedy: `Swap the cables, or give the addresses to the other card, ${checkAgain}`,
	}),
	wrongPort: (address: string, nic: string, linked: string): FailureWords => ({
		found: `${nic} has the address ${address} and no link, ${linked} has a link and no address: the cable is in the wrong port`,
		needed: 'the cable in the card that has the address',
		remedy: `Plug the cable into ${nic}, or give the address to ${linked}, ${checkAgain}`,
	}),
	gatewayAlone: (gateways: string, near: readonly string[]): FailureWords => ({
		found: `the gateway ${gateways} does not answer, not even to ARP, although others of its network do (${near.join(', ')})`,
		needed: 'a gateway that is there',
		remedy: `Correct the address of the gateway, or have the router looked at: cable and VLAN are right, then check again.`,
	}),
	otherNetwork: (
		gateways: string,
		{
			missed,
			strangers,
			ports,
		}: {
			readonly missed: readonly string[];
			readonly strangers: number;
			readonly ports: readonly string[];
		},
	): FailureWords => ({
		found: `wrong VLAN: the cable leads into another network, where ${strangers === 1 ? 'somebody answers' : `${strangers} hosts answer`}, but not the gateway ${gateways}${missed.length > 0 ? ` nor ${missed.join(', ')}` : ''}${ports.length > 0 ? `; the switch says: ${ports.join(', ')}` : ''}`,
		needed: 'a port of the switch in the VLAN of the address',
		remedy: `Have the VLAN of the switch port corrected, or use another port; if it is right, correct address and gateway, ${checkAgain}`,
	}),
	gatewaySilent: (gateways: string): IgnoranceWords => ({
		reason: `nobody could tell whether the gateway ${gateways} is there`,
		remedy: 'Look at the checks of the registry below: they tell whether it leads on.',
	}),
	mtu: (nic: string, mtu: number, address: string): string => `${mtu} on ${nic} to ${address}`,
	smallMtu: (
		paths: readonly {
			readonly nic: string;
			readonly mtu: number;
			readonly address: string;
			readonly fittingBytes?: number;
		}[],
	): FailureWords => ({
		found: paths
			.map(
				({nic, mtu, address, fittingBytes}) =>
					`packets of ${mtu} bytes (MTU of ${nic}) do not reach ${address}${fittingBytes === undefined ? '' : `, those of ${fittingBytes} do`}`,
			)
			.join('; '),
		needed: 'the same MTU on the card, the switch and all of the way',
		remedy: `Lower the MTU of the card${paths[0]?.fittingBytes === undefined ? '' : ` to ${paths[0].fittingBytes}`}, or raise that of the switch, ${checkAgain}`,
	}),
	mtuUntold: (addresses: string): IgnoranceWords => ({
		reason: `${addresses} does not answer to ping, so the size of packets cannot be tried`,
		remedy: 'Compare the MTU of the card with that of the switch port.',
	}),

	nameServer: (server: string, ownName: string | undefined, leadsBack: boolean): string =>
		ownName === undefined
			? `${server} answers`
			: `${server} answers, this host is ${ownName}${leadsBack ? '' : ', a name that does not lead back to it'}`,
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
};
