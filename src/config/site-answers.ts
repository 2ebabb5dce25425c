/**
 * What a person types at the first boot when no medium carries it. `site-fields.ts` says what each field accepts
 * and reads it. What was not answered is absent.
 */
import type {Secret} from '../secret.ts';

export type SiteInterface = {
	/** As `eno1`; that of a bond where the address is the bond's. */
	readonly name: string;
	readonly address:
		| {readonly kind: 'dhcp'}
		/** With prefixes, as 192.0.2.10/24. */
		| {readonly kind: 'static'; readonly cidrs: readonly string[]};
	/** One of each family at the most. */
	readonly gateways: readonly string[];
	/** The address is that of this VLAN on it. */
	readonly vlan?: number;
};

export type SiteBond = {
	readonly name: string;
	readonly mode: BondMode;
	readonly ports: readonly string[];
};

/** As the kernel names them. */
export const bondModes = [
	'active-backup',
	'802.3ad',
	'balance-rr',
	'balance-xor',
	'broadcast',
	'balance-tlb',
	'balance-alb',
] as const;

export type BondMode = (typeof bondModes)[number];

export type SiteAnswers = {
	readonly clusterName: string;
	readonly baseDomain: string;
	readonly hostName?: string;
	/** The primary one first. */
	readonly machineNetworks: readonly string[];
	/** Absent: every card as the seed left it, which is DHCP. */
	readonly interfaces?: readonly SiteInterface[];
	readonly bond?: SiteBond;
	readonly dnsServers?: readonly string[];
	readonly ntpServers?: readonly string[];
	readonly httpProxy?: Secret;
	readonly httpsProxy?: Secret;
	readonly noProxy?: string;
	/** One or more lines as in authorized_keys. */
	readonly sshKey?: string;
	readonly pullSecret: Secret;
	/** Certificates in PEM. */
	readonly trustBundle?: string;
	readonly releaseRegistry?: string;
	/** Made when absent. */
	readonly clusterId?: string;
	readonly infraId?: string;
};
