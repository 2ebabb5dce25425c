/**
 * What was found on each rung of the network ladder, as plain data: from the cable up to the seed image in its
 * registry. A rung that is absent was not tried, since one below it does not hold. Judged in `checks/network`.
 */
import type {ProblemCode} from '../../errors.ts';
import type {Fact, Nic, Route} from '../../hardware/facts.ts';
import type {TimeSync} from '../../hardware/host-facts.ts';
import type {Connection} from '../../system/types.ts';
import type {DnsAnswer} from '../../tools/dig.ts';
import type {Neighbour, Path} from '../../tools/ip-path.ts';
import type {EchoAnswer} from '../../tools/ping.ts';
import type {TimeAnswer} from '../../tools/sntp.ts';

/** A registry that is asked for the seed image: the one in its name, or a mirror of it. */
export type Endpoint = {
	/** As in the name of the image: `mirror.example.com:5000`. */
	readonly registry: string;
	readonly host: string;
	readonly port: number;
	readonly isMirror: boolean;
	/** registries.conf asks not to verify it, or to speak without TLS. */
	readonly isInsecure: boolean;
	/** `host:port` of the proxy that leads there. */
	readonly proxy?: string;
};

/** What the ladder leads to. */
export type LadderGoal =
	| {
			readonly kind: 'registry';
			readonly image: string;
			/** In the order in which they are asked. */
			readonly endpoints: readonly Endpoint[];
			/** Why nobody knows whether these are the right ones. */
			readonly doubt?: string;
	  }
	/** The seed is a local file: the network is needed for other things only. */
	| {readonly kind: 'file'}
	| {readonly kind: 'none'};

/** Of one address of this host: the cards that answer for it besides our own. */
export type AddressOwners = {
	readonly nic: string;
	readonly address: string;
	readonly others: readonly string[];
};

export type Addresses = {
	readonly nics: readonly Nic[];
	readonly defaultRoutes: readonly Route[];
};

export type Routes = {
	readonly defaultRoutes: readonly Route[];
	/** The way to each address that must be reached: name servers, and the registry where it is an address. */
	readonly paths: readonly {readonly address: string; readonly path: Path}[];
};

export type Gateway = Route & {
	readonly echo: Fact<EchoAnswer>;
	readonly neighbour: Fact<Neighbour>;
	/** Only of one that is not there. */
	readonly search?: GatewaySearch;
};

/** Where the cable of a card leads, when its gateway is not at the other end: into which network? */
export type GatewaySearch = {
	/** Other cards on which somebody answers for the gateway. */
	readonly foundOn: readonly string[];
	/** What else should be in the network of the card, as its name servers, and whether it is. */
	readonly kin: readonly {readonly address: string; readonly isThere: boolean}[];
	/** Whoever answers on the cable at all: link-local addresses of IPv6. */
	readonly strangers: readonly string[];
	/** What the switch says of its port (LLDP). */
	readonly ports: readonly string[];
};

export type NameServer = {
	readonly server: string;
	/** To a name that nobody can have. */
	readonly madeUp: DnsAnswer;
	/** To the name of the registry, where it has one and is not behind a proxy. */
	readonly registry?: DnsAnswer;
	/** To the first address of this host. */
	readonly reverse?: DnsAnswer;
	/** To the name that the address has: does it lead back? */
	readonly forward?: DnsAnswer;
};

export type TimeServer = {readonly server: string; readonly answer: TimeAnswer};

/** What keeps the clock, and what its time servers say when they are asked themselves. */
export type ClockAnswers = TimeSync & {readonly asked?: readonly TimeServer[]};

export type PathMtu = {
	readonly nic: string;
	readonly mtu: number;
	readonly address: string;
	readonly small: EchoAnswer;
	/** With packets as large as the card allows; absent when not even small ones are answered. */
	readonly large?: EchoAnswer;
	/** Where large ones do not arrive: the largest of a few common sizes that does. */
	readonly fittingBytes?: number;
};

export type EndpointAnswer = {readonly endpoint: Endpoint; readonly connection: Connection};

export type EndpointName = {readonly endpoint: Endpoint; readonly addresses: readonly string[]};

export type EndpointPath = EndpointAnswer & {
	/** The way there, where the endpoint is an address or could be resolved. */
	readonly path?: Path;
};

export type EndpointTrust = EndpointAnswer & {
	/** By how much the clock of the peer is ahead of ours, from the Date of its answer. */
	readonly clockAheadMs?: number;
};

/** What skopeo heard when it asked for the seed image. */
export type RegistryAnswer =
	| {readonly kind: 'answered'}
	| {
			readonly kind: 'refused';
			readonly code: ProblemCode;
			readonly message: string;
			readonly remedy: string;
	  };

/** From the bottom up. */
export type RungFacts = {
	readonly link: readonly Nic[];
	readonly address: Addresses;
	readonly owners: readonly AddressOwners[];
	readonly routes: Routes;
	readonly gateways: readonly Gateway[];
	readonly nameServers: readonly NameServer[];
	readonly time: ClockAnswers;
	readonly mtu: readonly PathMtu[];
	readonly proxy: readonly EndpointAnswer[];
	readonly names: readonly EndpointName[];
	readonly tcp: readonly EndpointPath[];
	readonly tls: readonly EndpointTrust[];
	readonly registry: RegistryAnswer;
};

export type RungName = keyof RungFacts;

export type Rung<Name extends RungName = RungName> = {
	/** ISO 8601, by the clock of this host. */
	readonly checkedAt: string;
	readonly durationMs: number;
	readonly fact: Fact<RungFacts[Name]>;
};

export type LadderFacts = {
	readonly checkedAt: string;
	readonly goal: LadderGoal;
	readonly rungs: {readonly [Name in RungName]?: Rung<Name>};
};

/** The top proves all below it: whatever else is found there cannot stop an install. */
export const isReached = ({rungs: {registry}}: LadderFacts): boolean =>
	registry?.fact.known === true && registry.fact.value.kind === 'answered';

export const isEchoing = ({echo}: Gateway): boolean => echo.known && echo.value.kind === 'answered';

export const isAbsent = (gateway: Gateway): boolean =>
	!isEchoing(gateway) && gateway.neighbour.known && gateway.neighbour.value.kind === 'absent';
