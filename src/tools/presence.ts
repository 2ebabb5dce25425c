/** Whether programs are there, before the work that needs them. */
import {InstallError} from '../errors.ts';
import type {Command, System} from '../system/types.ts';

export type NeededProgram = {
	/** A run that does nothing. */
	readonly probe: Command;
	/** That brings it, as distributions call it. */
	readonly fromPackage: string;
};

/** @throws InstallError PROGRAM_NEEDED */
export const requirePrograms = async (
	{run}: System,
	needed: readonly NeededProgram[],
	signal: AbortSignal,
): Promise<void> => {
	const acceptedExitCodes = [0, 1];
	for (const {probe, fromPackage} of needed) {
		try {
			await run(probe, {signal, acceptedExitCodes, timeoutMs: 30_000});
		} catch (cause) {
			const isMissing = cause instanceof InstallError && cause.code === 'COMMAND_MISSING';
			throw isMissing
				? new InstallError('PROGRAM_NEEDED', {program: probe.program, fromPackage}, {cause})
				: cause;
		}
	}
};

const directories = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'] as const;

/** Where programs of a host lie; one that is elsewhere may be there all the same, and has to be started to know. */
export const liesInItsPlace = async ({files}: System, program: string): Promise<boolean> => {
	const found = await Promise.all(directories.map((path) => files.stat(`${path}/${program}`)));
	return found.some((stat) => stat?.kind === 'file');
};
