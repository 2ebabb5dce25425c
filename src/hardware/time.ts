/** The clocks of the host: who keeps the one of the system, and what the one on the board says. */
import {readNumber} from '../tools/attribute.ts';
import {
	type ChronySource,
	readChronySources,
	readTracking,
	type Tracking,
} from '../tools/chronyc.ts';
import {reading} from '../tools/reading.ts';
import {known, unknown} from './fact.ts';
import type {NtpSource, TimeFacts, TimeSync} from './host-facts.ts';
import type {Probes} from './probes.ts';

export const timeProbes: Probes<TimeFacts> = {
	sync: async (system, signal) => {
		const [tracking, sources] = await Promise.all([
			readTracking(system, signal),
			readChronySources(system, signal),
		]);
		return tracking === undefined
			? unknown('chronyd does not tell how it keeps the clock')
			: known(timeSyncOf(tracking, sources));
	},
	rtc: async (system) => {
		const epochSeconds = await readNumber(system, '/sys/class/rtc/rtc0/since_epoch');
		return epochSeconds === undefined
			? unknown('this host has no hardware clock that the kernel can read')
			: known({offsetSeconds: Math.round(epochSeconds - system.clock.now().getTime() / 1000)});
	},
	isRtcLocal: async (system, signal) => {
		const command = {program: 'timedatectl', args: ['show', '--property=LocalRTC', '--value']};
		const answer = (await system.run(command, reading(signal))).stdout.trim();
		return answer === 'yes' || answer === 'no'
			? known(answer === 'yes')
			: unknown('timedatectl does not tell');
	},
};

/** chronyd calls itself synchronised when it follows nothing but its own clock. */
export const timeSyncOf = (
	{referenceId, stratum, leap, offsetSeconds}: Tracking,
	sources: readonly ChronySource[],
): TimeSync => {
	const isSynchronised =
		!ownReferences.includes(referenceId.toUpperCase()) &&
		stratum > 0 &&
		stratum < unsynchronisedStratum &&
		leap !== 'Not synchronised';
	return {
		isSynchronised,
		sources: sources.map(sourceOf),
		...(isSynchronised && {offsetSeconds}),
	};
};

const ownReferences: readonly string[] = ['00000000', '7F7F0101'];
const unsynchronisedStratum = 16;

const sourceOf = ({state, address, stratum}: ChronySource): NtpSource => ({
	address,
	stratum,
	state: states.get(state) ?? 'rejected',
});

const states: ReadonlyMap<string, NtpSource['state']> = new Map([
	['*', 'selected'],
	['+', 'usable'],
	['-', 'usable'],
	['?', 'unreachable'],
]);
