/** The clock as chronyd keeps it: `chronyc -c`, comma-separated values. Format: chronyc(1). */
import type {Command, System} from '../system/types.ts';
import {reading} from './reading.ts';

export type Tracking = {
	/** Hexadecimal; `00000000` is no source, `7F7F0101` this host itself. */
	readonly referenceId: string;
	readonly stratum: number;
	/** Positive when the clock of the system is behind. */
	readonly offsetSeconds: number;
	/** `Normal`, `Not synchronised`, … */
	readonly leap: string;
};

export type ChronySource = {
	/** `*` selected, `+` and `-` usable, `?` unreachable, `x` and `~` rejected. */
	readonly state: string;
	readonly address: string;
	readonly stratum: number;
};

const command = (report: 'tracking' | 'sources'): Command => ({
	program: 'chronyc',
	args: ['-c', '-n', report],
});

export const chronyTrackingCommand: Command = command('tracking');
export const chronySourcesCommand: Command = command('sources');

export const readTracking = async (
	system: System,
	signal?: AbortSignal,
): Promise<Tracking | undefined> =>
	parseTracking((await system.run(chronyTrackingCommand, reading(signal))).stdout);

export const readChronySources = async (
	system: System,
	signal?: AbortSignal,
): Promise<readonly ChronySource[]> =>
	parseChronySources((await system.run(chronySourcesCommand, reading(signal))).stdout);

export const parseTracking = (text: string): Tracking | undefined => {
	const [referenceId, , stratum, , offset, ...rest] = text.trim().split(',');
	const leap = rest.at(-1);
	if (referenceId === undefined || leap === undefined || !Number.isFinite(Number(offset))) {
		return undefined;
	}
	return {referenceId, stratum: Number(stratum), offsetSeconds: Number(offset), leap};
};

export const parseChronySources = (text: string): readonly ChronySource[] =>
	text.split('\n').flatMap((line) => {
		const [, state, address, stratum] = line.split(',');
		return state === undefined || address === undefined
			? []
			: [{state, address, stratum: Number(stratum)}];
	});
