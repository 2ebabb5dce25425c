/** Links, addresses and default routes as `ip -json` of iproute2 lists them; only ever `show`. */
import {z} from 'zod';
import type {Command, System} from '../system/types.ts';
import {parseAnswer} from './answer.ts';
import {reading} from './reading.ts';

export type Link = {
	readonly name: string;
	/** `ether`, `loopback`, `infiniband`, … */
	readonly linkType: string;
	readonly mac: string | undefined;
	/** The address burnt into the card, where the driver changed the one in use (bond members). */
	readonly permanentMac: string | undefined;
	readonly mtu: number;
	/** `UP`, `DOWN`, `UNKNOWN`, … */
	readonly state: string;
	/** `bond`, `vlan`, `bridge`, `veth`, …; undefined for a card. */
	readonly kind: string | undefined;
	/** The bond or bridge that it is a member of. */
	readonly master: string | undefined;
	/** What a VLAN stands on. */
	readonly parent: string | undefined;
	readonly vlanId: number | undefined;
	readonly bondMode: string | undefined;
	readonly maximumMtu: number | undefined;
};

export type LinkAddress = {
	readonly link: string;
	readonly family: 4 | 6;
	readonly address: string;
	readonly prefixLength: number;
	/** `global`, `link`, `host`. */
	readonly scope: string;
};

export type DefaultRoute = {
	readonly family: 4 | 6;
	readonly gateway: string;
	readonly link: string;
	readonly metric: number;
};

export const ipLinkCommand: Command = {program: 'ip', args: ['-json', '-details', 'link', 'show']};

export const ipAddressCommand: Command = {program: 'ip', args: ['-json', 'address', 'show']};

export const ipRouteCommand = (family: 4 | 6): Command => ({
	program: 'ip',
	args: [`-${family}`, '-json', 'route', 'show', 'default'],
});

export const listLinks = async (system: System, signal?: AbortSignal): Promise<readonly Link[]> =>
	parseLinks((await system.run(ipLinkCommand, reading(signal))).stdout);

export const listAddresses = async (
	system: System,
	signal?: AbortSignal,
): Promise<readonly LinkAddress[]> =>
	parseAddresses((await system.run(ipAddressCommand, reading(signal))).stdout);

export const listDefaultRoutes = async (
	system: System,
	signal?: AbortSignal,
): Promise<readonly DefaultRoute[]> => {
	const [four, six] = await Promise.all([
		system.run(ipRouteCommand(4), reading(signal)),
		system.run(ipRouteCommand(6), reading(signal)),
	]);
	return [...parseDefaultRoutes(4, four.stdout), ...parseDefaultRoutes(6, six.stdout)];
};

export const parseLinks = (text: string): readonly Link[] =>
	parseRows(text, linkShape).map((row) => ({
		name: row.ifname,
		linkType: row.link_type,
		mac: row.address?.toLowerCase(),
		permanentMac: (row.permaddr ?? row.linkinfo?.info_slave_data?.perm_hwaddr)?.toLowerCase(),
		mtu: row.mtu,
		state: row.operstate,
		kind: row.linkinfo?.info_kind,
		master: row.master,
		parent: row.link,
		vlanId: row.linkinfo?.info_kind === 'vlan' ? row.linkinfo.info_data?.id : undefined,
		bondMode: row.linkinfo?.info_kind === 'bond' ? row.linkinfo.info_data?.mode : undefined,
		maximumMtu: row.max_mtu || undefined,
	}));

export const parseAddresses = (text: string): readonly LinkAddress[] =>
	parseRows(text, addressShape).flatMap((row) =>
		row.addr_info.flatMap((entry) =>
			entry.local === undefined
				? []
				: [
						{
							link: row.ifname,
							family: entry.family === 'inet' ? (4 as const) : (6 as const),
							address: entry.local,
							prefixLength: entry.prefixlen,
							scope: entry.scope,
						},
					],
		),
	);

/** Lowest metric first. A route over several next hops counts with its first. */
export const parseDefaultRoutes = (family: 4 | 6, text: string): readonly DefaultRoute[] =>
	parseRows(text, routeShape)
		.flatMap((row) => {
			const gateway = row.gateway ?? row.via?.host ?? row.nexthops?.[0]?.gateway;
			const link = row.dev ?? row.nexthops?.[0]?.dev;
			return gateway === undefined || link === undefined
				? []
				: [{family, gateway, link, metric: row.metric ?? 0}];
		})
		.sort((one, other) => one.metric - other.metric);

/** Some releases print nothing where the list is empty, and `{}` for rows that a filter removed. */
const parseRows = <Row extends z.ZodType>(text: string, row: Row): readonly z.output<Row>[] => {
	const rows = text.trim() === '' ? [] : parseAnswer('ip', text, z.array(z.unknown()));
	const filled = rows.filter((one) => Object.keys(Object(one)).length > 0);
	return parseAnswer('ip', JSON.stringify(filled), z.array(row));
};

const linkShape = z.object({
	ifname: z.string(),
	link_type: z.string(),
	address: z.string().optional(),
	permaddr: z.string().optional(),
	mtu: z.number(),
	operstate: z.string(),
	master: z.string().optional(),
	link: z
		.string()
		.nullish()
		.transform((name) => name ?? undefined),
	max_mtu: z.number().optional(),
	linkinfo: z
		.object({
			info_kind: z.string().optional(),
			info_data: z
				.object({
					id: z.number().optional().catch(undefined),
					mode: z.string().optional().catch(undefined),
				})
				.optional(),
			info_slave_data: z.object({perm_hwaddr: z.string().optional()}).optional(),
		})
		.optional(),
});

const addressShape = z.object({
	ifname: z.string(),
	addr_info: z
		.array(
			z.object({
				family: z.string(),
				local: z.string().optional(),
				prefixlen: z.number(),
				scope: z.string(),
			}),
		)
		.default([]),
});

const routeShape = z.object({
	gateway: z.string().optional(),
	/** An IPv4 route by way of an IPv6 neighbour. */
	via: z.object({host: z.string()}).optional(),
	dev: z.string().optional(),
	metric: z.number().optional(),
	nexthops: z
		.array(z.object({gateway: z.string().optional(), dev: z.string().optional()}))
		.optional(),
});
