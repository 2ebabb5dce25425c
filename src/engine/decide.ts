/**
 * What follows from what is known: the chosen disk, the findings, what must be typed, and the plan. Pure, so
 * that the same answers always lead to the same plan, on a console, unattended, or rehearsed.
 */
import {completeSettings, missingSettings} from '../config/complete.ts';
import {mergeSettings} from '../config/merge.ts';
import type {Config, Settings} from '../config/settings.ts';
import {confirmationFor} from '../hardware/confirmation.ts';
import type {Disk, Facts} from '../hardware/facts.ts';
import {matchDisk} from '../hardware/match.ts';
import type {SeedInfo} from '../seed/info.ts';
import {isBlocking, type Subject} from './check.ts';
import {examineAll} from './checks/index.ts';
import type {EarlierRun} from './earlier-run.ts';
import type {LadderFacts} from './ladder/facts.ts';
import type {Plan} from './plan.ts';
import {planInstall} from './plans/install.ts';
import type {Decision} from './session-events.ts';

/** All that has been answered and found so far. */
export type Draft = {
	/** Every source but the typed answers. */
	readonly config: Config;
	/** What the sources said without effect. */
	readonly configWarnings: readonly string[];
	readonly answers: Partial<Settings>;
	readonly facts?: Facts;
	/** Of the disk at `path`. */
	readonly earlierRun?: {readonly path: string; readonly run: EarlierRun};
	readonly seed?: SeedInfo;
	readonly ladder?: LadderFacts;
};

export const configOf = ({config, answers}: Draft): Config => ({
	...config,
	...overriding(config, mergeSettings([{from: 'typed', settings: answers}])),
});

/** The typed answers, each with the source that it put aside. */
const overriding = (config: Config, typed: Config): Config =>
	Object.fromEntries(
		Object.entries(typed).map(([name, setting]) => {
			const from = config[name as keyof Config]?.from;
			return [name, from === undefined || from === 'default' ? setting : {...setting, over: from}];
		}),
	);

/** @param stands which findings stand in the way of a plan */
export const decide = (draft: Draft, stands = isBlocking): Decision => {
	const {facts} = draft;
	if (facts === undefined) {
		return {findings: []};
	}
	const config = configOf(draft);
	const disk = chosenDisk(config, facts);
	const subject: Subject = {
		facts,
		config,
		configWarnings: draft.configWarnings,
		...(disk && {disk}),
		...(disk && draft.earlierRun?.path === disk.path && {earlierRun: draft.earlierRun.run}),
		...(draft.seed && {seed: draft.seed}),
		...(draft.ladder && {ladder: draft.ladder}),
	};
	const findings = examineAll(subject);
	const plan = findings.some(stands) ? undefined : planOf(subject);
	return {
		findings,
		...(disk && {chosenDisk: disk.path, confirmation: confirmationFor(disk, disksOf(facts))}),
		...(plan && {plan}),
	};
};

/** The one disk that the settings name; undefined when they name none, or not exactly one. */
export const chosenDisk = (config: Config, facts: Facts): Disk | undefined => {
	const wanted = config.installationDisk?.value;
	const match = wanted === undefined ? undefined : matchDisk(disksOf(facts), wanted);
	return match?.kind === 'one' ? match.disk : undefined;
};

const planOf = ({config, facts, disk, seed}: Subject): Plan | undefined => {
	const isAnswered = missingSettings(config).length === 0;
	return isAnswered && disk && seed
		? planInstall({settings: completeSettings(config), facts, disk, seed})
		: undefined;
};

const disksOf = ({disks}: Facts): readonly Disk[] => (disks.known ? disks.value : []);

/** A name for a disk that stands for it on the next boot too: what a typed choice is recorded as. */
export const durableName = ({byId, fingerprint, path}: Disk): string => {
	const {wwn, serial, byPath} = fingerprint;
	return (
		byId.find((link) => link.includes('/wwn-')) ??
		byId[0] ??
		(wwn && `wwn:${wwn}`) ??
		(serial && `serial:${serial}`) ??
		byPath ??
		path
	);
};
