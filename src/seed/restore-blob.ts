/** The bytes of one blob of an OCI layout (image-spec image-layout.md), read from where it is. */
import {InstallError} from '../errors.ts';
import type {ByteStream, System} from '../system/types.ts';
import {readArchiveMembers} from './archive.ts';
import {blobPath, type LayoutSource} from './layout.ts';

/** @throws InstallError SEED_BLOB_MISSING */
export const openBlob = async (
	system: System,
	{kind, path}: LayoutSource,
	digest: string,
	signal: AbortSignal,
): Promise<ByteStream> => {
	switch (kind) {
		case 'oci-directory':
			return openFile(system, path, digest);
		case 'oci-archive':
			return openMember(system, path, digest, signal);
	}
};

const openFile = async (system: System, path: string, digest: string): Promise<ByteStream> => {
	const file = `${path}/${blobPath(digest)}`;
	if ((await system.files.stat(file))?.kind !== 'file') {
		throw missing(path, digest);
	}
	return system.files.readStream(file);
};

const openMember = async (
	system: System,
	path: string,
	digest: string,
	signal: AbortSignal,
): Promise<ByteStream> => {
	const member = (await readArchiveMembers(system, path, signal)).get(blobPath(digest));
	if (member === undefined) {
		throw missing(path, digest);
	}
	return system.files.readStream(path, member);
};

const missing = (place: string, digest: string): InstallError =>
	new InstallError('SEED_BLOB_MISSING', {digest, place});
