/**
 * What is known of an installed host on which a site's configuration is about to be applied, as plain data. Each
 * is known, or unknown with the reason. Probes make it (`probe.ts`), the checks of a site judge it
 * (`checks/site`). Never a secret.
 */
import type {Fact, NetworkFacts} from '../../hardware/facts.ts';
import type {TimeFacts} from '../../hardware/host-facts.ts';
import type {SeedClusterInfo} from '../../seed/info.ts';
import type {DnsAnswer} from '../../tools/dig.ts';
import type {AddressOwners, RegistryAnswer} from '../ladder/facts.ts';
import type {SiteDocuments} from './documents.ts';

/** The images that a deployment starts, in the order of their use. */
export const imageRoles = ['node-ip', 'etcd', 'recert', 'release'] as const;

export type ImageRole = (typeof imageRoles)[number];

export type NeededImage = {
	readonly role: ImageRole;
	readonly image: Fact<string>;
	/** In the container storage of this host. */
	readonly isPresent: Fact<boolean>;
	/** What its registry said; absent where it is present, or nobody knows its name. */
	readonly registry?: Fact<RegistryAnswer>;
};

/** Names that lead to a cluster; `apps` stands for every name below it. */
export const clusterNameRoles = ['api', 'api-int', 'apps'] as const;

export type ClusterNameRole = (typeof clusterNameRoles)[number];

/** What one name server says of one of the names. */
export type NameAnswer = {
	readonly role: ClusterNameRole;
	readonly name: string;
	readonly server: string;
	/** IPv4 and IPv6 together. */
	readonly answer: DnsAnswer;
};

/** A gateway of the site, or of the host where the site leaves it to DHCP. */
export type GatewayAnswer = {
	readonly gateway: string;
	/** The card that was asked on. */
	readonly nic: string;
	/** Whether anybody answers for its address. */
	readonly isThere: Fact<boolean>;
};

/** What a seed that was made by this product tells beside its manifest.json. */
export type SeedNotes = {
	/** As `v1/ConfigMap`, `apps/v1/Deployment`. */
	readonly kinds?: readonly string[];
	readonly hasKubeadminSecret?: boolean;
};

export type EdgeFacts = {
	/** ISO 8601, by the clock of this host. */
	readonly probedAt: string;
	readonly hostName: Fact<string>;
	/** As it is now: before the network of the site is applied that of DHCP, or none. */
	readonly network: NetworkFacts;
	/** Those that the network gave, without the one that the cluster runs on this host. */
	readonly nameServers: Fact<readonly string[]>;
	readonly time: TimeFacts;
	readonly isFipsEnabled: Fact<boolean>;
	/** Release of OpenShift that the running system belongs to, as `4.18`. */
	readonly systemRelease: Fact<string>;
	/** As `4`: what the install recorded of its seed. */
	readonly seedFormat: Fact<string>;
	/** Whether the device is there that the seed keeps its images on; known true where it names none. */
	readonly isImageStorageThere: Fact<boolean>;
	readonly images: Fact<readonly NeededImage[]>;
	/** ISO 8601: no clock may be behind it. */
	readonly seedBuiltAt: Fact<string>;
	readonly seedNotes: Fact<SeedNotes>;
	/** Of the seed's manifest, or of the configuration that its cluster left on this host; empty where nobody knows. */
	readonly seedNetworks: Fact<Pick<SeedClusterInfo, 'clusterNetworks' | 'serviceNetworks'>>;
	/** On the filesystem that takes the snapshot before recert. */
	readonly freeBytes: Fact<number>;
	/** What the snapshot would take if every byte of it were copied. */
	readonly snapshotBytes: Fact<number>;
	readonly names: Fact<readonly NameAnswer[]>;
	/** Of each address of the site, or of this host: who else answers for it. */
	readonly owners: Fact<readonly AddressOwners[]>;
	readonly gateways: Fact<readonly GatewayAnswer[]>;
	/** What lies beside the manifest of the site. */
	readonly documents: Fact<SiteDocuments>;
};
