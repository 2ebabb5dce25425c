/** Restarts one of the units or containers that the services screen shows. */
import {z} from 'zod';
import {InstallError} from '../../../errors.ts';
import {restartContainer} from '../../../tools/podman-ps.ts';
import {restartUnit} from '../../../tools/units.ts';
import type {Deed} from '../deed.ts';
import {mayRestart, unitsHere} from '../service-list.ts';

type RestartParams = {readonly kind: 'unit' | 'container'; readonly name: string};

export const restartService: Deed<RestartParams, undefined> = {
	params: z.strictObject({kind: z.enum(['unit', 'container']), name: z.string().min(1)}),
	about: ({name}) => name,
	isHarmless: false,
	requireAllowed: (context, {kind, name}) => {
		const isOurs = kind === 'container' || (unitsHere(context).includes(name) && mayRestart(name));
		if (!isOurs || name.startsWith('-')) {
			throw new InstallError('SERVICE_UNKNOWN', {name});
		}
	},
	do: async ({system}, {kind, name}, {signal}) => {
		const restart = kind === 'unit' ? restartUnit : restartContainer;
		await restart(system, name, signal);
		return undefined;
	},
};
