/**
 * Before anything is written: the disk is there, our mount points are free or ours, and every program that
 * the install will need can be started.
 */
import {InstallError} from '../../errors.ts';
import {findPinnedDisk, type PinnedDisk} from '../../hardware/pin.ts';
import {mountAt} from '../../tools/mount.ts';
import type {Step, StepContext} from '../step.ts';
import {ourMountpoints} from './release.ts';

export type PrepareParams = {
	readonly disk: PinnedDisk;
	/** Each as a program and the option that makes it tell its version. */
	readonly programs: readonly (readonly [program: string, option: string])[];
};

export const prepare: Step<PrepareParams> = {
	run: async ({disk: pinned, programs}, context) => {
		const {system, signal, log} = context;
		log('IBI preparation process has started');
		const disk = await findPinnedDisk(system, pinned, signal);
		log(`Installation disk: ${disk.path}`);
		await requireFreeMountpoints(context, disk.path);
		for (const [program, option] of programs) {
			const {stdout, stderr} = await system.run(
				{program, args: [option]},
				{signal, timeoutMs: 20_000, acceptedExitCodes: [0, 1]},
			);
			log(`${program}: ${(stdout || stderr).trim().split('\n')[0] ?? ''}`);
		}
	},
};

/** What an earlier attempt mounted there from the same disk is no obstacle: it is unmounted later. */
const requireFreeMountpoints = async ({system}: StepContext, device: string): Promise<void> => {
	for (const mountpoint of ourMountpoints) {
		const found = await mountAt(system, mountpoint);
		if (found !== undefined && !found.source.startsWith(device)) {
			throw new InstallError('MOUNT_POINT_BUSY', {mountpoint, source: found.source});
		}
	}
};
