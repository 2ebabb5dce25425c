/** Who keeps the clock: chronyd where it runs, with its sources; else what systemd says of it. */
import {type Fact, known} from '../../../hardware/facts.ts';
import {hostProbes} from '../../../hardware/host.ts';
import type {TimeSync} from '../../../hardware/host-facts.ts';
import {timeProbes} from '../../../hardware/time.ts';
import {asFact} from '../../../hardware/time-limit.ts';
import type {Ground} from '../ground.ts';

const limitMs = 5000;

export const askClock = async ({system}: Ground, signal: AbortSignal): Promise<Fact<TimeSync>> => {
	const limit = {what: 'chronyd', limitMs, signal};
	const chrony = await asFact(system, limit, (either) => timeProbes.sync(system, either));
	if (chrony.known) {
		return chrony;
	}
	const followed = await hostProbes.isClockSynchronised(system, signal);
	return followed.known ? known({isSynchronised: followed.value, sources: []}) : followed;
};
