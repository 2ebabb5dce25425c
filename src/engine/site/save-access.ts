/** Kubeconfig and password of a typed site onto the filesystem of a stick, the one copy that leaves the host. */
import {InstallError, isCancelled, toProblem} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {syncFilesystem} from '../../tools/sync.ts';
import {whileMounted} from './mounted.ts';
import type {SiteAccess} from './typed.ts';

/**
 * Into a new folder of ours; nothing that is there is changed. Returns its name once all of it is on the medium
 * and the stick can be pulled. @throws InstallError SITE_ACCESS_UNSAVED, CANCELLED
 */
export const saveAccess = async (
	system: System,
	device: string,
	access: SiteAccess,
	signal: AbortSignal,
): Promise<string> => {
	try {
		const options = writableOptions;
		const use = (top: string) => writeFolder(system, top, access, signal);
		return await whileMounted(system, {device, options, use, orElse: rethrow}, signal);
	} catch (cause) {
		if (isCancelled(cause)) {
			throw cause;
		}
		const why = toProblem(cause).message.replace(/\.$/, '');
		throw new InstallError('SITE_ACCESS_UNSAVED', {device, why}, {cause});
	}
};

const folderName = 'ibi-console-access';
const mostFolders = 100;

/** FAT has neither owners nor modes: whoever can mount it may read it, but nobody else on this host. */
const writableOptions = ['nosuid', 'nodev', 'noexec'];

const rethrow = async (failure: unknown): Promise<never> => {
	throw failure;
};

const writeFolder = async (
	system: System,
	top: string,
	{kubeconfig, password}: SiteAccess,
	signal: AbortSignal,
): Promise<string> => {
	const {files} = system;
	const name = await freeName(system, top);
	const folder = `${top}/${name}`;
	await files.makeDirectory(folder, 0o700);
	await files.writeText(`${folder}/kubeconfig`, kubeconfig, 0o600);
	await files.writeText(`${folder}/kubeadmin-password`, password, 0o600);
	await syncFilesystem(system, top, signal);
	return name;
};

/** That of another cluster stays. */
const freeName = async ({files}: System, top: string): Promise<string> => {
	const taken = new Set(await files.list(top));
	const names = Array.from({length: mostFolders}, (_, index) =>
		index === 0 ? folderName : `${folderName}-${index + 1}`,
	);
	const free = names.find((name) => !taken.has(name));
	if (free === undefined) {
		throw new Error(`all of ${mostFolders} names for a folder are taken`);
	}
	return free;
};
