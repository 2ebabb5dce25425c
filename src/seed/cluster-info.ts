/**
 * What a seed tells about the cluster that it was made on: its manifest.json, which is also the text of the
 * label `seed_cluster_info`. Names are those of lifecycle-agent's `SeedClusterInfo`; they mix spellings, and
 * fields that its Go type leaves out when they are false or empty are absent.
 */
import {z} from 'zod';
import type {SeedClusterInfo} from './info.ts';

/** undefined when the text is no such document. */
export const parseClusterInfo = (text: string): SeedClusterInfo | undefined => {
	const parsed = clusterInfoSchema.safeParse(parseJson(text));
	return parsed.success ? clusterInfo(parsed.data) : undefined;
};

const optionalText = z
	.string()
	.nullish()
	.transform((text) => (text ? text : undefined));

const optionalFlag = z
	.boolean()
	.nullish()
	.transform((value) => value ?? false);

const texts = z
	.array(z.string())
	.nullish()
	.transform((list) => (list ?? []).filter((text) => text !== ''));

const clusterInfoSchema = z.object({
	seed_cluster_ocp_version: z.string().min(1),
	release_registry: z.string().nullish(),
	mirror_registry_configured: optionalFlag,
	container_storage_mountpoint_target: optionalText,
	recert_image_pull_spec: optionalText,
	base_domain: optionalText,
	cluster_name: optionalText,
	has_proxy: optionalFlag,
	has_fips: optionalFlag,
	node_ips: texts,
	/** Of old seeds, in place of the list. */
	node_ip: optionalText,
	machine_networks: texts,
	cluster_network_cidr: texts,
	service_network_cidr: texts,
	sno_hostname: optionalText,
	ingress_certificate_cn: optionalText,
	additionalTrustBundle: z
		.object({hasUserCaBundle: optionalFlag, proxyConfigmapName: optionalText})
		.nullish(),
});

const clusterInfo = (label: z.output<typeof clusterInfoSchema>): SeedClusterInfo => ({
	seedClusterOcpVersion: label.seed_cluster_ocp_version,
	releaseRegistry: label.release_registry ?? '',
	isMirrorRegistryConfigured: label.mirror_registry_configured,
	hasProxy: label.has_proxy,
	hasFips: label.has_fips,
	nodeIps: label.node_ips.length > 0 || !label.node_ip ? label.node_ips : [label.node_ip],
	machineNetworks: label.machine_networks,
	clusterNetworks: label.cluster_network_cidr,
	serviceNetworks: label.service_network_cidr,
	trustBundle: trustBundle(label.additionalTrustBundle),
	...(label.container_storage_mountpoint_target !== undefined && {
		containerStorageMountpointTarget: label.container_storage_mountpoint_target,
	}),
	...(label.recert_image_pull_spec !== undefined && {
		recertImagePullSpec: label.recert_image_pull_spec,
	}),
	...(label.base_domain !== undefined && {baseDomain: label.base_domain}),
	...(label.cluster_name !== undefined && {clusterName: label.cluster_name}),
	...(label.sno_hostname !== undefined && {hostname: label.sno_hostname}),
	...(label.ingress_certificate_cn !== undefined && {
		ingressCertificateCn: label.ingress_certificate_cn,
	}),
});

const trustBundle = (
	bundle: z.output<typeof clusterInfoSchema>['additionalTrustBundle'],
): SeedClusterInfo['trustBundle'] => ({
	hasUserBundle: bundle?.hasUserCaBundle ?? false,
	...(bundle?.proxyConfigmapName !== undefined && {proxyConfigmapName: bundle.proxyConfigmapName}),
});

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
