/**
 * A network configuration for nmstate, as far as its form can be judged without it: kinds of values, names,
 * addresses. Keys that are not known here pass, since nmstate has hundreds; only nmstatectl knows them all.
 * The wrong kind is the common fault: `yes` is a text in YAML 1.2, and an unquoted number is no text.
 */
import {z} from 'zod';
import {familyOf, parseNetwork} from './cidr.ts';
import * as field from './fields.ts';

export const networkConfig = () =>
	z
		.looseObject(
			{
				interfaces: field.listOf(networkInterface(), 'a list of interfaces').optional(),
				routes: z.looseObject({config: list(route(), 'a list of routes')}, object()).optional(),
				'dns-resolver': z
					.looseObject(
						{
							config: z
								.looseObject({server: list(dnsServer(), 'a list of IP addresses')}, object())
								.optional(),
						},
						object(),
					)
					.optional(),
			},
			{error: field.wrongType('an nmstate configuration')},
		)
		.refine(
			({interfaces = []}) => new Set(interfaces.map(({name}) => name)).size === interfaces.length,
			{
				path: ['interfaces'],
				error: 'two of them have the same name',
			},
		);

const object = () => ({error: field.wrongType('an object')});

const list = <Item extends z.ZodType>(item: Item, needed: string) =>
	field.listOf(item, needed).optional();

const networkInterface = () =>
	z.looseObject(
		{
			name: field.filledText('the name of an interface'),
			type: field.filledText().optional(),
			state: field.oneOf(['up', 'down', 'absent', 'ignore', 'unknown']).optional(),
			'mac-address': field
				.text('a MAC address')
				.regex(/^[0-9a-f]{2}([:-][0-9a-f]{2}){5,19}$/i, {error: 'needed a MAC address'})
				.optional(),
			mtu: field.wholeNumber(0, 65_536).optional(),
			ipv4: addresses(4).optional(),
			ipv6: addresses(6).optional(),
			vlan: z
				.looseObject({id: field.wholeNumber(0, 4095), 'base-iface': field.filledText()}, object())
				.optional(),
			'link-aggregation': z
				.looseObject(
					{
						mode: field.filledText().optional(),
						port: list(field.filledText(), 'a list of interface names'),
					},
					object(),
				)
				.optional(),
		},
		object(),
	);

const addresses = (family: 4 | 6) =>
	z.looseObject(
		{
			enabled: field.flag().optional(),
			dhcp: field.flag().optional(),
			autoconf: field.flag().optional(),
			'auto-dns': field.flag().optional(),
			'auto-gateway': field.flag().optional(),
			'auto-routes': field.flag().optional(),
			address: list(
				z.looseObject(
					{
						ip: field.text('an IP address').refine((ip) => familyOf(ip) === family, {
							error: `needed an IPv${family} address without a prefix`,
						}),
						'prefix-length': field.wholeNumber(0, family === 4 ? 32 : 128),
					},
					object(),
				),
				'a list of addresses',
			),
		},
		object(),
	);

const route = () =>
	z.looseObject(
		{
			destination: field
				.text('a network')
				.refine((text) => parseNetwork(text) !== undefined, {
					error: 'needed a network as 0.0.0.0/0',
				})
				.optional(),
			'next-hop-address': field
				.text('an IP address')
				.refine((ip) => ip === '' || familyOf(ip) !== undefined, {error: 'needed an IP address'})
				.optional(),
			'next-hop-interface': field.text('the name of an interface').optional(),
		},
		object(),
	);

/** A link-local address carries its interface. */
const dnsServer = () =>
	field.text('an IP address').refine((ip) => familyOf(ip.replace(/%\S+$/, '')) !== undefined, {
		error: 'needed an IP address',
	});
