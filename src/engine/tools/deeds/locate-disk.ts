/**
 * Shows where a disk is: by the light of its bay where something can switch that, else by reads that make its own
 * light flicker. It reads only, and stops by itself.
 */
import {z} from 'zod';
import {InstallError} from '../../../errors.ts';
import {listDisks} from '../../../hardware/disks.ts';
import type {System} from '../../../system/types.ts';
import {readForMs} from '../../../tools/dd.ts';
import {setLocateLight} from '../../../tools/locate.ts';
import type {Deed, Doing} from '../deed.ts';

type LocateParams = {readonly path: string};
type LocateResult = {readonly by: 'light' | 'reads'};

const lightMs = 30_000;
/** On and off, on and off: no other work looks like that. */
const pulses = 8;
const pulseMs = 700;

export const locateDisk: Deed<LocateParams, LocateResult> = {
	params: z.strictObject({path: z.string().regex(/^\/dev\/[\w/-]+$/)}),
	about: ({path}) => path,
	isHarmless: false,
	do: async ({system}, {path}, doing) => {
		const listed = await listDisks(system, doing.signal);
		if (!listed.some(({disk}) => disk.path === path)) {
			throw new InstallError('DISK_NOT_FOUND', {disk: path});
		}
		if (await showLight(system, path, doing)) {
			return {by: 'light'};
		}
		await flicker(system, path, doing);
		return {by: 'reads'};
	},
};

const showLight = async (system: System, path: string, {signal, tell}: Doing): Promise<boolean> => {
	if (!(await setLocateLight(system, path, true, signal))) {
		return false;
	}
	tell({line: `The light of the bay of ${path} blinks for ${lightMs / 1000} s.`});
	try {
		await system.clock.sleep(lightMs, signal);
		return true;
	} finally {
		// Whoever stopped it wants the light off too.
		await setLocateLight(system, path, false, AbortSignal.timeout(lightMs));
	}
};

const flicker = async (system: System, path: string, {signal, tell}: Doing): Promise<void> => {
	tell({
		line: `No light can be switched: ${path} is read in ${pulses} pulses, its own light flickers.`,
	});
	for (let pulse = 1; pulse <= pulses; pulse++) {
		await readForMs(system, path, pulseMs, signal);
		tell({done: pulse, total: pulses});
		await system.clock.sleep(pulseMs, signal);
	}
};
