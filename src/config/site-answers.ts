/**
 * What a person types at the first boot, when no medium carries it: one row per field says what it accepts.
 * Pure. `site-fields.ts` parses; what is absent was not answered.
 */
import type {Secret} from '../secret.ts';

export type SiteInterface = {
	/** Name of the card, as `eno1`; with a bond or a VLAN, what those stand on. */
	readonly name: string;
	readonly address:
		| {readonly kind: 'dhcp'}
		| {
				readonly kind: 'static' /** With prefixes, as 192.0.2.10/24 */;
				readonly cidrs: readonly string[];
		  };
	readonly gateway?: string;
	readonly vlan?: number;
};

export type SiteBond = {
	readonly name: string;
	/** As `active-backup`. */
	readonly mode: string;
	readonly ports: readonly string[];
};

export type SiteAnswers = {
	readonly clusterName: string;
	readonly baseDomain: string;
	readonly hostName?: string;
	readonly machineNetworks: readonly string[];
	/** Empty: every card as it is, which is DHCP. */
	readonly interfaces: readonly SiteInterface[];
	readonly bond?: SiteBond;
	readonly dnsServers: readonly string[];
	readonly ntpServers: readonly string[];
	readonly httpProxy?: Secret;
	readonly httpsProxy?: Secret;
	readonly noProxy?: string;
	/** One or more lines as in authorized_keys. */
	readonly sshKey?: string;
	readonly pullSecret: Secret;
	/** Certificates in PEM. */
	readonly trustBundle?: string;
	readonly releaseRegistry?: string;
	readonly clusterId?: string;
	readonly infraId?: string;
};
