/**
 * The bytes of a blob while skopeo still fetches it into an OCI layout: unpacking keeps step with the wire
 * instead of waiting for its end. skopeo writes each blob as `oci-put-blob…` beside the files of the layout and
 * renames it into its place when its digest matched; nothing here is verified.
 */
import type {System} from '../system/types.ts';
import type {BlobInfo} from './info.ts';
import {blobPath} from './layout.ts';

export type ArrivingBlob = {
	/** Of the layout. */
	readonly directory: string;
	readonly blob: BlobInfo;
	/** Of the other layers: partial files do not say whose they are. */
	readonly otherDigests: readonly string[];
};

const pauseMs = 50;

/** Names of files that are being written, in a layout's folder. */
export const isPartialBlob = (name: string): boolean => name.startsWith('oci-put-blob');

/** Waits for bytes that have not come yet, until the signal says that none will. */
export async function* followBlob(
	system: System,
	arriving: ArrivingBlob,
	signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
	const {sizeBytes} = arriving.blob;
	let offsetBytes = 0;
	while (offsetBytes < sizeBytes) {
		signal.throwIfAborted();
		const place = await placeOf(system, arriving);
		if (place !== undefined && place.sizeBytes > offsetBytes) {
			const lengthBytes = Math.min(place.sizeBytes, sizeBytes) - offsetBytes;
			for await (const chunk of readHere(system, place.path, {offsetBytes, lengthBytes})) {
				offsetBytes += chunk.byteLength;
				yield chunk;
			}
		} else if (place?.isWhole) {
			return;
		} else {
			await system.clock.sleep(pauseMs, signal);
		}
	}
}

type Place = {readonly path: string; readonly sizeBytes: number; readonly isWhole: boolean};

/**
 * The order matters: a config is fetched after the layers, so a partial file that was there while this layer was
 * not yet whole is this layer's.
 */
const placeOf = async (
	system: System,
	{directory, blob, otherDigests}: ArrivingBlob,
): Promise<Place | undefined> => {
	const partial = await onlyPartial(system, directory, otherDigests);
	const path = `${directory}/${blobPath(blob.digest)}`;
	const whole = await system.files.stat(path);
	return whole === undefined ? partial : {path, sizeBytes: whole.sizeBytes, isWhole: true};
};

const onlyPartial = async (
	system: System,
	directory: string,
	otherDigests: readonly string[],
): Promise<Place | undefined> => {
	const [name, ...others] = (await system.files.list(directory)).filter(isPartialBlob);
	if (name === undefined || others.length > 0) {
		return undefined;
	}
	for (const digest of otherDigests) {
		if ((await system.files.stat(`${directory}/${blobPath(digest)}`)) === undefined) {
			return undefined;
		}
	}
	const path = `${directory}/${name}`;
	const stat = await system.files.stat(path);
	return stat && {path, sizeBytes: stat.sizeBytes, isWhole: false};
};

/** A file that was renamed before it was opened gives nothing; it is looked for again. */
async function* readHere(
	system: System,
	path: string,
	range: {readonly offsetBytes: number; readonly lengthBytes: number},
): AsyncGenerator<Uint8Array, void> {
	try {
		yield* system.files.readStream(path, range);
	} catch (error) {
		if ((await system.files.stat(path)) !== undefined) {
			throw error;
		}
	}
}
