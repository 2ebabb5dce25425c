/** The bytes of one blob of an OCI layout (image-spec image-layout.md): a directory, or the same in a tar file. */
import {PassThrough} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {InstallError} from '../errors.ts';
import type {ByteStream, System} from '../system/types.ts';
import {readMembers} from './restore-members.ts';

export type Layout =
	| {readonly kind: 'directory'; readonly path: string}
	| {readonly kind: 'archive'; readonly path: string};

/** @throws InstallError SEED_BLOB_MISSING, here or from the stream */
export const openBlob = async (
	system: System,
	layout: Layout,
	digest: string,
): Promise<ByteStream> => {
	const name = blobName(digest);
	if (layout.kind === 'archive') {
		return archived(system.files.readStream(layout.path), name, missing(layout, digest));
	}
	const path = `${layout.path}/${name}`;
	if ((await system.files.stat(path))?.kind !== 'file') {
		throw missing(layout, digest);
	}
	return system.files.readStream(path);
};

export const blobName = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

const missing = ({path}: Layout, digest: string): InstallError =>
	new InstallError('SEED_BLOB_MISSING', {digest, place: path});

const archived = (archive: ByteStream, name: string, notFound: InstallError): ByteStream => {
	const blob = new PassThrough();
	let isFound = false;
	const reading = readMembers(archive, async (member) => {
		if (member.name.replace(/^\.\//, '') === name && !isFound) {
			isFound = true;
			await pipeline(member.content, blob);
		}
	});
	reading.then(
		() => isFound || blob.destroy(notFound),
		(error: Error) => blob.destroy(error),
	);
	return blob;
};
