/**
 * Who keeps the clock: chronyd where it runs, with its sources; else what systemd says of it. And what the time
 * servers say themselves: chronyd takes minutes to find out that it cannot follow one.
 */
import {type Fact, known} from '../../../hardware/facts.ts';
import {hostProbes} from '../../../hardware/host.ts';
import type {TimeSync} from '../../../hardware/host-facts.ts';
import {timeProbes} from '../../../hardware/time.ts';
import {asFact} from '../../../hardware/time-limit.ts';
import type {System} from '../../../system/types.ts';
import {readTimeServers} from '../../../tools/chrony-conf.ts';
import {askTime} from '../../../tools/sntp.ts';
import type {ClockAnswers} from '../facts.ts';
import type {Ground} from '../ground.ts';

const limitMs = 5000;

export const askClock = async (
	{system}: Ground,
	signal: AbortSignal,
): Promise<Fact<ClockAnswers>> => {
	const keeper = await findKeeper(system, signal);
	const kept = keeper.known ? keeper.value : {isSynchronised: false, sources: []};
	const servers = await serversOf(system, kept);
	if (!keeper.known && servers.length === 0) {
		return keeper;
	}
	const asked = await Promise.all(
		servers.map(async (server) => ({server, answer: await askTime(system, server, signal)})),
	);
	return known({...kept, ...(asked.length > 0 && {asked})});
};

const findKeeper = async (system: System, signal: AbortSignal): Promise<Fact<TimeSync>> => {
	const limit = {what: 'chronyd', limitMs, signal};
	const chrony = await asFact(system, limit, (either) => timeProbes.sync(system, either));
	if (chrony.known) {
		return chrony;
	}
	const followed = await hostProbes.isClockSynchronised(system, signal);
	return followed.known ? known({isSynchronised: followed.value, sources: []}) : followed;
};

/** A pool has dozens; a few tell enough. */
const askedAtMost = 4;

const serversOf = async (system: System, {sources}: TimeSync): Promise<readonly string[]> => {
	const named = sources.map(({address}) => address);
	return (named.length > 0 ? named : await readTimeServers(system)).slice(0, askedAtMost);
};
