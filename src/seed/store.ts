/**
 * A place that holds an image: a registry, an OCI directory, an OCI archive. All of them give the same three
 * documents as text, with their digests already checked.
 */
import type {Descriptor} from './oci.ts';

export type ImageStore = {
	/** How the image is called in messages. */
	readonly image: string;
	/** The manifest or index that the name stands for. */
	readonly root: () => Promise<{readonly text: string; readonly digest: string}>;
	/** One manifest that an index names. */
	readonly manifest: (descriptor: Descriptor) => Promise<string>;
	readonly config: (manifestDigest: string, descriptor: Descriptor) => Promise<string>;
};
