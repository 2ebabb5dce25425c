/** The sticks that a support bundle may go to. Nothing is mounted to list them. */
import {z} from 'zod';
import {listSticks, type Stick} from '../../evidence/sticks.ts';
import type {Look} from '../look.ts';

export const sticks: Look<Record<never, never>, readonly Stick[]> = {
	params: z.strictObject({}),
	limitMs: 12_000,
	read: ({system}, _, signal) => listSticks(system, signal),
};
