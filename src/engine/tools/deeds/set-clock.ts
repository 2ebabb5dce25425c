/** Sets the clock of the system to a typed time, and the clock on the board with it, where there is one. */
import {z} from 'zod';
import {isCancelled, toProblem} from '../../../errors.ts';
import {setHardwareClock, setSystemClock} from '../../../tools/set-clock.ts';
import type {Deed} from '../deed.ts';

type ClockParams = {
	/** ISO 8601. */
	readonly at: string;
};

export type ClockResult = {
	/** Why the clock on the board was not set. */
	readonly boardFault?: string;
};

export const setClock: Deed<ClockParams, ClockResult> = {
	params: z.strictObject({at: z.iso.datetime()}),
	about: ({at}) => at,
	isHarmless: false,
	do: async ({system}, {at}, {signal}) => {
		await setSystemClock(system, new Date(at), signal);
		try {
			await setHardwareClock(system, signal);
			return {};
		} catch (error) {
			if (isCancelled(error)) {
				throw error;
			}
			return {boardFault: toProblem(error).message};
		}
	},
};
