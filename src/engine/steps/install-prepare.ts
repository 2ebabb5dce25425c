/** Before anything is written: the disk is there, and every program that the install will need can be started. */
import {findPinnedDisk, type PinnedDisk} from '../../hardware/pin.ts';
import type {Step} from '../step.ts';

export type PrepareParams = {
	readonly disk: PinnedDisk;
	/** Each as a program and the option that makes it tell its version. */
	readonly programs: readonly (readonly [program: string, option: string])[];
};

/** The first start of a program reads it from the medium, which may be a virtual CD behind a slow line. */
const startLimitMs = 120_000;

export const prepare: Step<PrepareParams> = {
	run: async ({disk: pinned, programs}, {system, signal, log}) => {
		log('IBI preparation process has started');
		const disk = await findPinnedDisk(system, pinned, signal);
		log(`Installation disk: ${disk.path}`);
		for (const [program, option] of programs) {
			const {stdout, stderr} = await system.run(
				{program, args: [option]},
				{signal, timeoutMs: startLimitMs, acceptedExitCodes: [0, 1]},
			);
			log(`${program}: ${(stdout || stderr).trim().split('\n')[0] ?? ''}`);
		}
	},
};
