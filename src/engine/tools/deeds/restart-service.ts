/** Restarts one of the units or containers that the services screen shows. */
import {InstallError} from '../../../errors.ts';
import {stopPodContainer} from '../../../tools/crictl.ts';
import {restartContainer} from '../../../tools/podman-ps.ts';
import {restartUnit} from '../../../tools/units.ts';
import type {Deed} from '../deed.ts';
import type {ServiceName} from '../looks/services.ts';
import {mayRestart, serviceName, unitsHere} from '../service-list.ts';

export const restartService: Deed<ServiceName, undefined> = {
	params: serviceName,
	about: ({name}) => name,
	isHarmless: false,
	requireAllowed: (context, {kind, name}) => {
		if (kind === 'unit' && !(unitsHere(context).includes(name) && mayRestart(name))) {
			throw new InstallError('SERVICE_UNKNOWN', {name});
		}
	},
	do: async ({system}, {kind, name}, {signal}) => {
		await restarts[kind](system, name, signal);
		return undefined;
	},
};

const restarts = {unit: restartUnit, container: restartContainer, pod: stopPodContainer} as const;
