/**
 * A plan: what will be done, in order, as JSON. It is shown on the review screen, printed by `--dry-run`,
 * written into the journal, and compared as a golden; so it names secrets and never contains them.
 */

/** `id` is unique within its plan; `weight` is the expected share of the time, in any unit. */
export type PlannedStep<Id extends string = string, Params = unknown> = {
	readonly id: string;
	readonly step: Id;
	readonly params: Params;
	readonly weight: number;
};

export type Phase<Planned extends PlannedStep = PlannedStep> = {
	readonly id: string;
	/** One after another. */
	readonly steps: readonly Planned[];
	/** True: it runs beside the phase before it. What it needs from there it must wait for itself. */
	readonly isAlongside?: boolean;
};

export type Plan<Planned extends PlannedStep = PlannedStep> = {
	readonly name: 'install' | 'deploy' | 'wipe' | 'support-bundle' | 'toy';
	readonly phases: readonly Phase<Planned>[];
	/** Directories that exist while the installation disk can hold the record: the journal is mirrored into each. */
	readonly journalMirrors?: readonly string[];
};

/** Phases that run at the same time, in the order in which the groups run. */
export const groupsOf = <Planned extends PlannedStep>(
	plan: Plan<Planned>,
): readonly (readonly Phase<Planned>[])[] => {
	const groups: Phase<Planned>[][] = [];
	for (const phase of plan.phases) {
		const group = phase.isAlongside ? groups.at(-1) : undefined;
		if (group === undefined) {
			groups.push([phase]);
		} else {
			group.push(phase);
		}
	}
	return groups;
};

export const stepsOf = <Planned extends PlannedStep>(plan: Plan<Planned>): readonly Planned[] =>
	plan.phases.flatMap(({steps}) => steps);
