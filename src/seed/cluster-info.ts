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
});

const clusterInfo = (label: z.output<typeof clusterInfoSchema>): SeedClusterInfo => ({
	seedClusterOcpVersion: label.seed_cluster_ocp_version,
	releaseRegistry: label.release_registry ?? '',
	isMirrorRegistryConfigured: label.mirror_registry_configured,
	hasProxy: label.has_proxy,
	hasFips: label.has_fips,
	...(label.container_storage_mountpoint_target !== undefined && {
		containerStorageMountpointTarget: label.container_storage_mountpoint_target,
	}),
	...(label.recert_image_pull_spec !== undefined && {
		recertImagePullSpec: label.recert_image_pull_spec,
	}),
	...(label.base_domain !== undefined && {baseDomain: label.base_domain}),
	...(label.cluster_name !== undefined && {clusterName: label.cluster_name}),
});

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
