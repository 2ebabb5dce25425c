/**
 * What may be done to the network of this host: the light of a port, and a change that is tried first. NetworkManager
 * puts a trial back by itself, so that a console that cut its own line off loses it for a minute only.
 */
import {z} from 'zod';
import {InstallError} from '../../../errors.ts';
import {readLldp} from '../../../hardware/lldp.ts';
import type {LldpNeighbour} from '../../../hardware/nic-facts.ts';
import {blinkPort} from '../../../tools/ethtool.ts';
import {listenForNeighbours} from '../../../tools/nmcli.ts';
import {endTrial, tryNetwork} from '../../../tools/nmstatectl.ts';
import type {Deed} from '../deed.ts';
import {
	interfaceOf,
	type NetworkChange,
	networkChangeSchema,
	nmstateOf,
} from '../network-change.ts';
import {type Trial, trialSeconds} from '../trial.ts';

const blinkSeconds = 10;

export const blink: Deed<{readonly nic: string}, undefined> = {
	params: z.strictObject({nic: z.string().regex(/^[\w.:]{1,15}$/)}),
	about: ({nic}) => nic,
	isHarmless: true,
	do: async ({system}, {nic}, {signal}) => {
		await blinkPort(system, nic, blinkSeconds, signal);
		return undefined;
	},
};

type Heard = {readonly nic: string; readonly neighbours: readonly LldpNeighbour[]};

/** A switch tells of itself every 30 s. */
const listenMs = 35_000;
const pollMs = 2000;

/** NetworkManager hears what it is told to listen for; by itself it does not. */
export const listen: Deed<{readonly nic: string}, Heard> = {
	params: z.strictObject({nic: z.string().regex(/^[\w.:]{1,15}$/)}),
	about: ({nic}) => nic,
	isHarmless: true,
	do: async ({system}, {nic}, {signal}) => {
		await listenForNeighbours(system, nic, signal);
		for (let waitedMs = 0; waitedMs < listenMs; waitedMs += pollMs) {
			await system.clock.sleep(pollMs, signal);
			const heard = await readLldp(system, signal);
			const neighbours = heard.known ? (heard.value.get(nic) ?? []) : [];
			if (neighbours.length > 0) {
				return {nic, neighbours};
			}
		}
		return {nic, neighbours: []};
	},
};

export const tryChange: Deed<NetworkChange, Trial> = {
	params: networkChangeSchema,
	about: interfaceOf,
	isHarmless: false,
	do: async ({system, stateDirectory}, change, {signal}) => {
		const path = `${stateDirectory}/network-trial.yaml`;
		await system.files.makeDirectory(stateDirectory);
		await system.files.writeText(path, nmstateOf(change), 0o600);
		// NetworkManager counts from the beginning, and an apply takes seconds.
		const untilMs = system.clock.now().getTime() + trialSeconds * 1000;
		await tryNetwork(system, path, trialSeconds, signal);
		return {until: new Date(untilMs).toISOString()};
	},
};

export const endChange: Deed<{readonly how: 'keep' | 'revert'}, undefined> = {
	params: z.strictObject({how: z.enum(['keep', 'revert'])}),
	about: ({how}) => how,
	isHarmless: false,
	do: async ({system}, {how}, {signal}) => {
		try {
			await endTrial(system, how === 'keep' ? 'commit' : 'rollback', signal);
		} catch (error) {
			const isOver = error instanceof InstallError && error.code === 'NETWORK_CHANGE_REFUSED';
			throw isOver ? new InstallError('TRIAL_OVER', undefined, {cause: error}) : error;
		}
		return undefined;
	},
};
