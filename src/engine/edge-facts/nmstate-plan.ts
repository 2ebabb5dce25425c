/**
 * From an nmstate document to the network that it asks for. Only nmstate knows all of its keys: here are those of
 * interfaces, addresses, default routes and name servers. Format: nmstate.io/devel/yaml_api.html. Pure.
 */
import {z} from 'zod';
import {familyOf, parseNetwork} from '../../config/cidr.ts';
import {networkConfig} from '../../config/nmstate.ts';
import {tryDocuments} from '../../config/yaml.ts';
import type {Address} from '../../hardware/facts.ts';
import {
	emptyPlan,
	type NetworkPlan,
	normalMac,
	type PlannedGateway,
	type PlannedInterface,
} from './network-plan.ts';

export const planOfNmstate = (text: string): NetworkPlan => {
	const loaded = tryDocuments(text);
	if ('fault' in loaded) {
		return {...emptyPlan, faults: [loaded.fault]};
	}
	const parsed = networkConfig().safeParse(loaded.documents[0]);
	return parsed.success ? planOf(parsed.data) : {...emptyPlan, faults: faultsOf(parsed.error)};
};

type Document = z.output<ReturnType<typeof networkConfig>>;
type Interface = NonNullable<Document['interfaces']>[number];
type Stack = Interface['ipv4'];

const faultsOf = (error: z.ZodError): readonly string[] =>
	error.issues.map(({path, message}) =>
		path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
	);

const planOf = (document: Document): NetworkPlan => ({
	interfaces: interfacesOf((document.interfaces ?? []).filter(isWanted)),
	gateways: (document.routes?.config ?? []).flatMap(gatewayOf),
	nameServers: document['dns-resolver']?.config?.server ?? [],
	faults: [],
});

const isWanted = ({name, state = 'up'}: Interface): boolean => state === 'up' && name !== 'lo';

const interfacesOf = (wanted: readonly Interface[]): readonly PlannedInterface[] => {
	const parts = wanted.flatMap(partsOf);
	return wanted.map((one) => ({
		...interfaceOf(one),
		isDynamic: isDynamic(one.ipv4) || isDynamic(one.ipv6) || keepsAddresses(one, parts),
	}));
};

/** nmstate leaves alone what a document does not name. */
const keepsAddresses = ({name, ipv4, ipv6}: Interface, parts: readonly string[]): boolean =>
	ipv4 === undefined && ipv6 === undefined && !parts.includes(name);

const interfaceOf = (one: Interface): Omit<PlannedInterface, 'isDynamic'> => ({
	name: one.name,
	kind: kindOf(one),
	...(one['mac-address'] !== undefined &&
		one['identifier'] === 'mac-address' && {mac: normalMac(one['mac-address'])}),
	parts: partsOf(one),
	addresses: [...addressesOf(4, one.ipv4), ...addressesOf(6, one.ipv6)],
});

/** Without a type, nmstate takes the one of the interface that has the name now. */
const kindOf = ({type}: Interface): PlannedInterface['kind'] => {
	switch (type) {
		case undefined:
		case 'ethernet':
		case 'infiniband':
		case 'unknown':
			return 'card';
		case 'vlan':
		case 'bond':
			return type;
		case 'linux-bridge':
		case 'ovs-bridge':
			return 'bridge';
		default:
			return 'other';
	}
};

const partsOf = (one: Interface): readonly string[] => [
	...(one.vlan === undefined ? [] : [one.vlan['base-iface']]),
	...(one['link-aggregation']?.port ?? []),
	...bridgePorts(one),
];

const bridgeShape = z.object({bridge: z.object({port: z.array(z.object({name: z.string()}))})});

const bridgePorts = (one: Interface): readonly string[] => {
	const parsed = bridgeShape.safeParse(one);
	return parsed.success ? parsed.data.bridge.port.map(({name}) => name) : [];
};

const addressesOf = (family: 4 | 6, stack: Stack): readonly Address[] =>
	stack?.enabled === false
		? []
		: (stack?.address ?? []).map((one) => ({
				family,
				address: one.ip,
				prefixLength: one['prefix-length'],
			}));

const isDynamic = (stack: Stack): boolean =>
	stack?.enabled === true && (stack.dhcp === true || stack.autoconf === true);

type Route = NonNullable<NonNullable<Document['routes']>['config']>[number];

const gatewayOf = (route: Route): readonly PlannedGateway[] => {
	const gateway = route['next-hop-address'] ?? '';
	const family = familyOf(gateway);
	const isDefault = parseNetwork(route.destination ?? '')?.prefix === 0;
	if (family === undefined || !isDefault || route['state'] === 'absent') {
		return [];
	}
	const nic = route['next-hop-interface'];
	return [{family, gateway, ...(nic !== undefined && {nic})}];
};
