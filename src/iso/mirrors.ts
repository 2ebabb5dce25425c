/** Mirrors of registries as an object of the cluster: an ImageDigestMirrorSet. Pure. */
import type {InstallConfig} from '../config/install-config.ts';

/** undefined when there are none. The cluster's own mirrors are deleted at the first boot either way. */
export const digestMirrorSet = ({
	imageDigestSources,
	imageContentSources,
}: InstallConfig): object | undefined => {
	const sources = imageDigestSources ?? imageContentSources ?? [];
	if (sources.length === 0) {
		return undefined;
	}
	return {
		apiVersion: 'config.openshift.io/v1',
		kind: 'ImageDigestMirrorSet',
		metadata: {name: 'image-digest-mirror', creationTimestamp: null},
		spec: {
			imageDigestMirrors: sources.map(({source, mirrors, sourcePolicy}) => ({
				source,
				...(mirrors && {mirrors}),
				...(sourcePolicy && {mirrorSourcePolicy: sourcePolicy}),
			})),
		},
		status: {},
	};
};
