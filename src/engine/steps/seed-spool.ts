/**
 * Where the compressed seed lies until it is unpacked: a layout on the installation disk of which nothing is synced.
 * skopeo syncs each layer, and all of it is deleted a moment later; an overlay that is mounted `volatile` (overlayfs.rst
 * of the kernel, 5.10 and later) lets it say so in vain, and most bytes never reach the medium. Both digests of a layer
 * are checked as it is unpacked, so whatever a power cut leaves is not believed, and not even looked at.
 */
import {toProblem} from '../../errors.ts';
import type {System} from '../../system/types.ts';
import {mount, mountAt, unmount} from '../../tools/mount.ts';
import type {StepContext} from '../step.ts';
import {work} from './layout.ts';

const spool = `${work.root}/spool`;
const [lower, upper, scratch] = [`${spool}/lower`, `${spool}/upper`, `${spool}/scratch`];

/** A seed that came, or began to, in this boot stays. Without the overlay the layout is a plain directory. */
export const openSpool = async ({system, signal, log}: StepContext): Promise<void> => {
	await system.files.makeDirectory(work.layout, 0o700);
	const isPlain = (await system.files.list(work.layout)).length > 0;
	if (isPlain || (await isMounted(system))) {
		return;
	}
	await system.files.removeTree(spool);
	for (const directory of [lower, upper, scratch]) {
		await system.files.makeDirectory(directory, 0o700);
	}
	const options = [`lowerdir=${lower}`, `upperdir=${upper}`, `workdir=${scratch}`, 'volatile'];
	const request = {device: 'overlay', type: 'overlay', mountpoint: work.layout, options};
	try {
		await mount(system, request, signal);
	} catch (error) {
		signal.throwIfAborted();
		log(`The seed is synced as it comes: ${toProblem(error).message}`);
	}
};

/** When nobody writes to it or reads from it any more. */
export const dropSpool = async ({system, signal}: StepContext): Promise<void> => {
	if (await isMounted(system)) {
		await unmount(system, work.layout, signal);
	}
	await system.files.removeTree(work.layout);
	await system.files.removeTree(spool);
};

/** What has come, whoever still holds the place. */
export const forgetBlobs = async ({files}: System): Promise<void> => {
	await files.removeTree(`${work.layout}/blobs`);
};

const isMounted = async (system: System): Promise<boolean> =>
	(await mountAt(system, work.layout))?.filesystem === 'overlay';
