/** All disks as they are now, with what would free each. Slow: each disk is asked for its health and its contents. */
import {z} from 'zod';
import {probeDisks} from '../../../hardware/disks.ts';
import type {Disk} from '../../../hardware/facts.ts';
import {type Freeing, freeingOf} from '../freeing.ts';
import type {Look} from '../look.ts';

export type DisksReading = {
	readonly disks: readonly (Disk & {readonly freeing: readonly Freeing[]})[];
};

export const disks: Look<Record<string, never>, DisksReading> = {
	params: z.strictObject({}),
	limitMs: 60_000,
	read: async ({system}, _params, signal) => ({
		disks: (await probeDisks(system, signal)).map((disk) => ({...disk, freeing: freeingOf(disk)})),
	}),
};
