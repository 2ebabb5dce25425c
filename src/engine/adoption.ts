/**
 * Whether a run whose journal was found on a disk may be taken up on this host. The journal is data from a disk
 * that could be anybody's: it may only ever write to the disk that it lies on, and only run what the settings of
 * this host name. Pure.
 */
import {z} from 'zod';
import type {Config} from '../config/settings.ts';
import type {Disk, DiskFingerprint} from '../hardware/facts.ts';
import {type PinnedDisk, pickPinned} from '../hardware/pin.ts';
import type {History} from './history.ts';
import {stepsOf} from './plan.ts';
import type {StepRegistry} from './step.ts';
import {recordDirectory, work} from './steps/layout.ts';

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
	return (plan.journalMirrors ?? []).every(isMirror) ? undefined : strange('journalMirrors');
};

type Params = {
	readonly disk?: PinnedDisk;
	readonly script?: string;
	readonly authFile?: string;
	readonly imageFile?: string;
} & {readonly [name in keyof typeof forms]?: unknown};

const paramsFault = (params: Params, disk: Disk, config: Config): string | undefined => {
	if (params.disk !== undefined && !isPinned(disk, params.disk)) {
		return 'it was made for another disk';
	}
	const differing = hostSettings.find(
		([param, setting]) => params[param] !== undefined && !isSet(params[param], config[setting]),
	);
	if (differing !== undefined) {
		return `its ${differing[1]} is not the one that this host is set to`;
	}
	const odd = formNames.find((name) => params[name] !== undefined && !fits(params, name));
	return odd && strange(odd);
};

const hostSettings = [
	['script', 'postScript'],
	['authFile', 'authFile'],
	['imageFile', 'baseImage'],
	['args', 'coreosInstallerArgs'],
] as const;

const isSet = (found: unknown, setting: Config[keyof Config]): boolean =>
	JSON.stringify(found) === JSON.stringify(setting?.value);

/** What becomes a command, a path or a line for a program; as the planner writes it, and nothing else. */
const forms = {
	args: z.array(z.string()),
	programs: z.array(z.tuple([z.string().regex(/^[\w.-]+$/), z.enum(['--version', '-V'])])),
	stateroot: z.string().regex(/^rhcos_[\w.+~]+$/),
	label: z.string().regex(/^[\w.-]{1,36}$/),
	number: z.int().min(5).max(128),
	startSector: z.int().positive(),
	what: z.enum(['stay', 'reboot', 'poweroff']),
};

const formNames = Object.keys(forms) as (keyof typeof forms)[];

const fits = (params: Params, name: keyof typeof forms): boolean =>
	forms[name].safeParse(params[name]).success;

const strange = (name: string): string => `its ${name} is none that an install would have`;

const isMirror = (path: string): boolean => path === work.root || recordPattern.test(path);

const recordPattern = new RegExp(`^${recordDirectory('rhcos_[\\w.+~]+')}$`);

/**
 * Equal in every attribute: a pin that says less than the disk shows would fit another one as soon as this one
 * is pulled out.
 */
const isPinned = (disk: Disk, pinned: PinnedDisk): boolean => {
	try {
		const isWhole = Object.entries(disk.fingerprint).every(
			([name, value]) => pinned.fingerprint[name as keyof DiskFingerprint] === value,
		);
		return isWhole && pickPinned([disk], pinned, false) === disk;
	} catch {
		return false;
	}
};
