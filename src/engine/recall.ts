/**
 * Finding a run that was cut short with its host: its journal lies on the disk that it was installing. Looking
 * never writes; where somebody asked for it to be taken up, the filesystem may first replay its own log, since
 * after a power cut the journal is often only in there.
 */
import type {Config} from '../config/settings.ts';
import {InstallError} from '../errors.ts';
import type {Disk} from '../hardware/facts.ts';
import {matchDisk} from '../hardware/match.ts';
import type {System} from '../system/types.ts';
import {adoptionFault} from './adoption.ts';
import {mayHoldEarlierRun, readEarlierRun} from './earlier-run.ts';
import type {InstallEvent} from './events.ts';
import {historyOf} from './history.ts';
import type {StepRegistry} from './step.ts';

export type Place = {
	readonly disks: readonly Disk[];
	readonly config: Config;
	readonly registry: StepRegistry;
};

/** The events of the first unfinished run that a disk shows as it is. @throws InstallError RUN_NOT_ADOPTABLE */
export const findUnfinished = async (
	system: System,
	place: Place,
	signal: AbortSignal,
): Promise<readonly InstallEvent[] | undefined> => {
	for (const disk of place.disks) {
		const run = await readEarlierRun(system, disk, signal);
		const events = run.kind === 'interrupted' ? run.events : undefined;
		if (events !== undefined) {
			return adoptable(events, disk, place);
		}
	}
	return undefined;
};

/** Only of the disk that the settings name, or of the only one that may hold one. @throws as above */
export const fetchUnfinished = async (
	system: System,
	place: Place,
	signal: AbortSignal,
): Promise<readonly InstallEvent[] | undefined> => {
	const disk = namedDisk(place);
	const run = disk && (await readEarlierRun(system, disk, signal, 'replay its log'));
	if (run?.kind === 'unknown' && disk !== undefined) {
		throw new InstallError('RUN_NOT_ADOPTABLE', {disk: disk.path, why: run.reason});
	}
	return run?.kind === 'interrupted' && run.events !== undefined
		? adoptable(run.events, disk as Disk, place)
		: undefined;
};

const namedDisk = ({disks, config}: Place): Disk | undefined => {
	const wanted = config.installationDisk?.value;
	if (wanted !== undefined) {
		const match = matchDisk(disks, wanted);
		return match.kind === 'one' ? match.disk : undefined;
	}
	const [disk, ...others] = disks.filter(mayHoldEarlierRun);
	return others.length === 0 ? disk : undefined;
};

const adoptable = (
	events: readonly InstallEvent[],
	disk: Disk,
	{config, registry}: Place,
): readonly InstallEvent[] | undefined => {
	const history = historyOf(events);
	if (history === undefined) {
		return undefined;
	}
	const why = adoptionFault({history, disk, config, registry});
	if (why !== undefined) {
		throw new InstallError('RUN_NOT_ADOPTABLE', {disk: disk.path, why});
	}
	return events;
};
