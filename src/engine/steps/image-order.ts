/**
 * Which image may be pulled next while others are being pulled. Two that lack the same layer wait for each other,
 * so that each layer crosses the network once; so do two names of one image, since pulls of one image at the
 * same time have left damaged storages in the field. Pure.
 */
import type {ResolvedImage} from './image-list.ts';

/** Images in the order of the list, names of one manifest behind each other. */
export const inPullOrder = (images: readonly ResolvedImage[]): readonly ResolvedImage[] =>
	[...Map.groupBy(images, manifestOf).values()].flat();

/** The first that no running pull stands in the way of; undefined when one has to end before. */
export const nextToPull = (
	waiting: readonly ResolvedImage[],
	running: Iterable<ResolvedImage>,
	presentLayers: ReadonlySet<string>,
): ResolvedImage | undefined => {
	const pulled = [...running];
	const manifests = new Set(pulled.map(manifestOf));
	const coming = new Set(
		pulled
			.flatMap(({layers}) => layers.map(({digest}) => digest))
			.filter((digest) => !presentLayers.has(digest)),
	);
	return waiting.find(
		(image) =>
			!manifests.has(manifestOf(image)) && !image.layers.some(({digest}) => coming.has(digest)),
	);
};

const manifestOf = ({digests: [manifest]}: ResolvedImage): string => manifest;
