/** An OCI archive as a directory: what is put on an ISO, or looked at often, has to lie in files of its own. */
import {readArchiveMembers} from '../../seed/archive.ts';
import type {LayoutSource} from '../../seed/layout.ts';
import type {System} from '../../system/types.ts';

/** @param directory is filled only when there is something to unpack. @returns where the layout lies. */
export const layoutDirectory = async (
	system: System,
	{kind, path}: LayoutSource,
	directory: string,
	signal: AbortSignal,
): Promise<string> => {
	switch (kind) {
		case 'oci-directory':
			return path;
		case 'oci-archive':
			await unpack(system, path, directory, signal);
			return directory;
	}
};

/** Nothing else of an archive is ever written. */
const memberOfLayout = /^(index\.json|oci-layout|blobs\/sha256\/[0-9a-f]{64})$/;

const unpack = async (
	system: System,
	archive: string,
	directory: string,
	signal: AbortSignal,
): Promise<void> => {
	await system.files.makeDirectory(`${directory}/blobs/sha256`, 0o700);
	for (const [name, range] of await readArchiveMembers(system, archive, signal)) {
		if (memberOfLayout.test(name)) {
			signal.throwIfAborted();
			const content = system.files.readStream(archive, range);
			await system.files.writeStream(`${directory}/${name}`, content, 0o600);
		}
	}
};
