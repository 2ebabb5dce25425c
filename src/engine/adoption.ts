/**
 * Whether a run whose journal was found on a disk may be taken up on this host. The journal is data from a disk
 * that could be anybody's: it may only ever write to the disk that it lies on, and only run what the settings of
 * this host name. Pure.
 */
import type {Config} from '../config/settings.ts';
import type {Disk} from '../hardware/facts.ts';
import {type PinnedDisk, pickPinned} from '../hardware/pin.ts';
import type {History} from './history.ts';
import {stepsOf} from './plan.ts';
import type {StepRegistry} from './step.ts';

export type AdoptionInputs = {
	readonly history: History;
	/** The one that the journal was read from. */
	readonly disk: Disk;
	readonly config: Config;
	readonly registry: StepRegistry;
};

/** Why it may not; undefined when it may. */
export const adoptionFault = ({
	history,
	disk,
	config,
	registry,
}: AdoptionInputs): string | undefined => {
	const {plan} = history;
	if (plan.name !== 'install') {
		return 'its journal is not that of an install';
	}
	for (const {step, params} of stepsOf(plan)) {
		const fault =
			registry[step] === undefined
				? `it has a step ${step} that this version does not know`
				: paramsFault(params as Params, disk, config);
		if (fault !== undefined) {
			return fault;
		}
	}
	return undefined;
};

type Params = {
	readonly disk?: PinnedDisk;
	readonly script?: string;
	readonly authFile?: string;
	readonly imageFile?: string;
};

const paramsFault = (params: Params, disk: Disk, config: Config): string | undefined => {
	if (params.disk !== undefined && !isPinned(disk, params.disk)) {
		return 'it was made for another disk';
	}
	const differing = hostPaths.find(
		([param, setting]) => params[param] !== undefined && params[param] !== config[setting]?.value,
	);
	return differing === undefined
		? undefined
		: `its ${differing[1]} is not the one that this host is set to`;
};

const hostPaths = [
	['script', 'postScript'],
	['authFile', 'authFile'],
	['imageFile', 'baseImage'],
] as const;

const isPinned = (disk: Disk, pinned: PinnedDisk): boolean => {
	try {
		return pickPinned([disk], pinned, false) === disk;
	} catch {
		return false;
	}
};
