/** Extracts one archive of the seed onto the installed system; progress in bytes of the archive. */
import {extractGzip} from '../../tools/gnu-tar.ts';
import type {StepContext} from '../step.ts';
import {counted} from './counted.ts';
import {withTar} from './tar-program.ts';
import {requireMember} from './verified.ts';

export const restoreArchive = async (
	context: StepContext,
	archive: string,
	directory: string,
	isSelinuxEnabled: boolean,
): Promise<void> => {
	const {system, signal, progress, log} = context;
	const path = await requireMember(system, archive);
	const total = (await system.files.stat(path))?.sizeBytes ?? 0;
	const compressed = counted(system.files.readStream(path), (done) => progress(done, total));
	await withTar(isSelinuxEnabled, context, (program) =>
		extractGzip(system, {archive, compressed, directory, program}, signal, log),
	);
};
