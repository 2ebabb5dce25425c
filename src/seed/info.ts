/** What is known of a seed image before a byte of its content is fetched: manifest, config and labels. */

/** Where the seed comes from. */
export type SeedSource =
	| {readonly kind: 'registry'; readonly image: string; readonly authFile?: string}
	/** A directory with `oci-layout` and `index.json`. */
	| {readonly kind: 'oci-directory'; readonly path: string; readonly reference?: string}
	/** The same in one tar file. */
	| {readonly kind: 'oci-archive'; readonly path: string; readonly reference?: string};

export type BlobInfo = {
	/** `sha256:…` */
	readonly digest: string;
	readonly sizeBytes: number;
	readonly mediaType: string;
};

/** The label `seed_cluster_info`, which is the seed's manifest.json; only the fields that we use. */
export type SeedClusterInfo = {
	readonly seedClusterOcpVersion: string;
	readonly releaseRegistry: string;
	readonly isMirrorRegistryConfigured: boolean;
	/** `What=` of the seed's mount of /var/lib/containers, as `/dev/disk/by-partlabel/var-lib-containers`. */
	readonly containerStorageMountpointTarget?: string;
	readonly recertImagePullSpec?: string;
	readonly baseDomain?: string;
	readonly clusterName?: string;
	readonly hasProxy: boolean;
	readonly hasFips: boolean;
	/** Primary first: one, or two of a dual stack. */
	readonly nodeIps: readonly string[];
	readonly machineNetworks: readonly string[];
	/** Seeds of today's tools leave these two out. */
	readonly clusterNetworks: readonly string[];
	readonly serviceNetworks: readonly string[];
	readonly hostname?: string;
	/** As `ingress-operator@1700000000`. */
	readonly ingressCertificateCn?: string;
	readonly trustBundle: SeedTrustBundle;
};

export type SeedTrustBundle = {
	readonly hasUserBundle: boolean;
	/** Of the bundle that the seed's proxy trusts. */
	readonly proxyConfigmapName?: string;
};

export type SeedInfo = {
	readonly source: SeedSource;
	/** Digest of the manifest of this host's architecture. */
	readonly digest: string;
	readonly architecture: string;
	/** Label value; the engine reads format `4`. */
	readonly formatVersion?: string;
	readonly created?: string;
	readonly config: BlobInfo;
	readonly layers: readonly BlobInfo[];
	/** Digest of each layer's uncompressed bytes, in the order of `layers`. */
	readonly diffIds: readonly string[];
	/** Old seeds have no label; then it is read from the layer and checked before anything is deployed. */
	readonly cluster?: SeedClusterInfo;
};
