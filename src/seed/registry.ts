/** Seed images in a registry, seen through skopeo: nothing but manifests and configs is fetched. */

import type {System} from '../system/types.ts';
import {inspectConfig, inspectManifest, type RegistryAccess} from '../tools/skopeo.ts';
import type {SeedSource} from './info.ts';
import {digestOf, requireDigest} from './oci.ts';
import type {ImageStore} from './store.ts';

type RegistrySource = Extract<SeedSource, {kind: 'registry'}>;

export const registryStore = (
	system: System,
	{image, authFile}: RegistrySource,
	signal: AbortSignal,
): ImageStore => {
	const access: RegistryAccess = {signal, ...(authFile !== undefined && {authFile})};
	const name = askableName(image);
	const {repository, digest} = splitName(name);
	const byDigest = (wanted: string): string => `${repository}@${wanted}`;
	return {
		image,
		root: async () => {
			const text = await inspectManifest(system, name, access);
			if (digest !== undefined) {
				requireDigest(image, text, digest);
			}
			return {text, digest: digestOf(text)};
		},
		manifest: async (descriptor) => {
			const text = await inspectManifest(system, byDigest(descriptor.digest), access);
			requireDigest(image, text, descriptor.digest);
			return text;
		},
		config: async (manifestDigest, descriptor) => {
			const text = await inspectConfig(system, byDigest(manifestDigest), access);
			requireDigest(image, text, descriptor.digest);
			return text;
		},
	};
};

/** skopeo refuses a tag beside a digest; podman reads the digest, and so do we. */
export const askableName = (image: string): string => {
	const {repository, digest} = splitName(image);
	return digest === undefined ? image : `${repository}@${digest}`;
};

/** The repository without tag; a colon before the last slash is a port. */
const splitName = (image: string): {readonly repository: string; readonly digest?: string} => {
	const [tagged = '', digest] = image.split('@');
	const repository = tagged.replace(/:[^:/]+$/, '');
	return digest === undefined ? {repository} : {repository, digest};
};
