/**
 * The container storage does not sync what it writes, and after a power cut it may call images its own that it
 * cannot open. What was pulled in another boot and never called done is thrown away.
 */
import {removeAll} from '../../tools/rm.ts';
import type {StepContext} from '../step.ts';
import {containersMountpoint, work} from './layout.ts';

const bootFile = `${work.root}/images-boot`;

/** Before the first pull of an attempt. */
export const forgetCutImages = async ({system, signal, log}: StepContext): Promise<void> => {
	const boot = await system.files.readText('/proc/sys/kernel/random/boot_id');
	const isThere = (await system.files.stat(bootFile)) !== undefined;
	if (isThere && (await system.files.readText(bootFile)) !== boot) {
		log('The host was started again: images that had not all come are fetched anew');
		await removeAll(system, `${containersMountpoint}/storage`, signal);
	}
	// The step that unpacks the seed, and makes the work directory, may only just have begun.
	await system.files.makeDirectory(work.root, 0o700);
	await system.files.writeText(bootFile, boot, 0o600);
};
