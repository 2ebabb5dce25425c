/**
 * The fields of the typed entry: one row each says what it accepts, shows an example, and reads what was typed.
 * Pure. The order is that of the questions. No fault repeats what was typed, since it may be a secret.
 */
import type {z} from 'zod';
import {Secret} from '../secret.ts';
import {familyOf, isCanonical, parseNetwork} from './cidr.ts';
import * as field from './fields.ts';
import {isHostName, isHostOrAddress} from './host-names.ts';
import {imageBasedFields} from './image-based-config.ts';
import * as special from './installation-fields.ts';
import type {SiteAnswers} from './site-answers.ts';
import {readBond, readInterfaces} from './site-interfaces.ts';

export type SiteFieldId = keyof SiteAnswers;

/** A sentence part: what was needed instead. */
export type FieldReading<Value = unknown> = {readonly value: Value} | {readonly fault: string};

export type SiteField = {
	readonly id: SiteFieldId;
	/** In words. */
	readonly accepted: string;
	readonly example: string;
	readonly isRequired: boolean;
	readonly isSecret: boolean;
	/** Several lines, usually pasted: `echoOf` says what came of it. */
	readonly isLong: boolean;
	/** The text is not empty, and has no blanks at its ends. */
	readonly read: (text: string) => FieldReading;
};

const row = (
	id: SiteFieldId,
	accepted: string,
	example: string,
	read: SiteField['read'],
	marks: Partial<Pick<SiteField, 'isRequired' | 'isSecret' | 'isLong'>> = {},
): SiteField => ({
	id,
	accepted,
	example,
	read,
	isRequired: false,
	isSecret: false,
	isLong: false,
	...marks,
});

const when =
	(isGood: (text: string) => boolean, needed: string) =>
	(text: string): FieldReading =>
		isGood(text) ? {value: text} : {fault: needed};

/** A schema of our documents says the same of this text. */
const like =
	(schema: z.ZodType, make: (text: string) => unknown = (text) => text) =>
	(text: string): FieldReading => {
		const issue = schema.safeParse(text).error?.issues[0];
		return issue === undefined ? {value: make(text)} : {fault: issue.message};
	};

const secret = (text: string): Secret => new Secret(text);

/** Blanks or commas between. */
const list =
	(isGood: (text: string) => boolean, needed: string, most = 8) =>
	(text: string): FieldReading => {
		const items = text.split(/[\s,]+/).filter((item) => item !== '');
		return items.length > 0 && items.length <= most && items.every(isGood)
			? {value: items}
			: {fault: needed};
	};

const isNetwork = (text: string): boolean => {
	const network = parseNetwork(text);
	return network !== undefined && network.prefix > 0 && isCanonical(network);
};

const readNetworks = (text: string): FieldReading => {
	const reading = list(
		isNetwork,
		'needed a network as 192.0.2.0/24, and no address in it',
		2,
	)(text);
	const families =
		'value' in reading ? (reading.value as string[]).map((one) => parseNetwork(one)?.family) : [];
	return new Set(families).size === families.length
		? reading
		: {fault: 'needed one network of each family, not two of one'};
};

export const siteFields: readonly SiteField[] = [
	row(
		'clusterName',
		'lower-case letters, digits and hyphens, at most 54',
		'edge-7',
		when(
			(text) => isHostName(text) && text.length <= 54,
			'needed lower-case letters, digits and hyphens, at most 54',
		),
		{isRequired: true},
	),
	row(
		'baseDomain',
		'a domain in lower case',
		'example.com',
		when(isHostName, 'needed a domain in lower case'),
		{
			isRequired: true,
		},
	),
	row(
		'hostName',
		'a host name in lower case; not localhost',
		'edge-7-node',
		like(imageBasedFields.hostname),
	),
	row(
		'machineNetworks',
		'the network of the node, or one of each family, the primary one first',
		'192.0.2.0/24',
		readNetworks,
		{isRequired: true},
	),
	row(
		'interfaces',
		'one card a line: its name, then dhcp or addresses; then gateway and vlan where there are',
		'eno1 192.0.2.10/24 gateway 192.0.2.1 vlan 100',
		readInterfaces,
		{isLong: true},
	),
	row('bond', 'name, mode and ports of a bond', 'bond0 active-backup eno1 eno2', readBond),
	row(
		'dnsServers',
		'IP addresses',
		'192.0.2.53 192.0.2.54',
		list((text) => familyOf(text) !== undefined, 'needed IP addresses with blanks between', 3),
	),
	row(
		'ntpServers',
		'names or IP addresses of time servers',
		'ntp.example.com',
		list(isHostOrAddress, 'needed DNS names or IP addresses with blanks between'),
	),
	row(
		'httpProxy',
		'a URL with http',
		'http://proxy.example.com:3128',
		like(special.httpProxy(), secret),
		{
			isSecret: true,
		},
	),
	row(
		'httpsProxy',
		'a URL with http or https',
		'http://proxy.example.com:3128',
		like(special.httpsProxy(), secret),
		{
			isSecret: true,
		},
	),
	row(
		'noProxy',
		'* or hosts, domains and networks with commas between',
		'.example.com,192.0.2.0/24',
		like(special.noProxy()),
	),
	row(
		'sshKey',
		'SSH public keys, one a line',
		'ssh-ed25519 AAAA... operator@example.com',
		like(special.sshKeys()),
		{
			isLong: true,
		},
	),
	row(
		'pullSecret',
		'a JSON text with auths',
		'{"auths":{"registry.example.com":{"auth":"..."}}}',
		like(special.pullSecret(), secret),
		{isRequired: true, isSecret: true, isLong: true},
	),
	row(
		'trustBundle',
		'certificates in PEM and nothing else',
		'-----BEGIN CERTIFICATE-----',
		like(special.trustBundle()),
		{
			isLong: true,
		},
	),
	row(
		'releaseRegistry',
		'a registry host, with a port if it has one',
		'registry.example.com:5000',
		like(
			field
				.registryHost()
				.refine((text) => !text.includes('://'), {error: 'needed a host without a scheme'}),
		),
	),
	row(
		'clusterId',
		'a UUID; made when empty',
		'4b3f6f3c-7c55-4d9a-9d1e-0f3a6f2b9c11',
		like(imageBasedFields.cluster_id),
	),
	row(
		'infraId',
		'1 to 27 letters, digits and hyphens; made when empty',
		'edge-7-x7k2p',
		like(imageBasedFields.infra_id),
	),
];
