/**
 * The bundle onto a stick: into a folder of ours, beside whatever is there, also on the stick with the configuration.
 * It is found and judged anew right before it is mounted; a disk of this host is never one.
 */
import {InstallError, isCancelled, toProblem} from '../../../errors.ts';
import type {System} from '../../../system/types.ts';
import {isMountedReadOnly} from '../../../tools/mountinfo.ts';
import {syncFilesystem} from '../../../tools/sync.ts';
import {findStick} from '../../evidence/sticks.ts';
import {whileMounted} from '../../site/mounted.ts';
import type {Step} from '../../step.ts';

export type ToStickParams = {readonly path: string; readonly device: string};

export const stickFolder = 'ibi-console-evidence';

export const bundleToStick: Step<ToStickParams> = {
	unit: 'bytes',
	run: async ({path, device}, {system, signal, progress}) => {
		try {
			await findStick(system, device, signal);
			const sizeBytes = (await system.files.stat(path))?.sizeBytes ?? 0;
			await whileMounted(
				system,
				{
					device,
					options: ['nosuid', 'nodev', 'noexec'],
					use: async (top) => {
						if (await isMountedReadOnly(system, top)) {
							const why = 'it is write-protected, or its filesystem is damaged';
							throw new InstallError('EVIDENCE_NOT_ON_STICK', {device, why});
						}
						await copyInto(system, path, top, signal);
					},
					orElse: async (failure) => {
						throw failure;
					},
				},
				signal,
			);
			progress(sizeBytes, sizeBytes);
		} catch (cause) {
			if (isCancelled(cause) || (cause instanceof InstallError && isOurs(cause.code))) {
				throw cause;
			}
			const why = toProblem(cause).message.replace(/\.$/, '');
			throw new InstallError('EVIDENCE_NOT_ON_STICK', {device, why}, {cause});
		}
	},
};

const isOurs = (code: string): boolean =>
	code === 'STICK_UNFIT' || code === 'EVIDENCE_NOT_ON_STICK';

/** All of it is on the medium when this ends: the stick can be pulled. */
const copyInto = async (
	{files, ...system}: System,
	path: string,
	top: string,
	signal: AbortSignal,
): Promise<void> => {
	const name = path.slice(path.lastIndexOf('/') + 1);
	await files.makeDirectory(`${top}/${stickFolder}`);
	// Under its own name only when it is whole.
	const unfinished = `${top}/${stickFolder}/${name}.part`;
	try {
		await files.writeStream(unfinished, files.readStream(path), 0o600);
		await files.rename(unfinished, `${top}/${stickFolder}/${name}`);
	} catch (error) {
		// Of a stick that was full, or the bundle of tomorrow finds no room either.
		await files.remove(unfinished).catch(() => {});
		throw error;
	}
	await syncFilesystem({files, ...system}, top, signal);
};
