/** A table of probes, one for each fact of a group; each has a time limit and none can fail another. */
import type {System} from '../system/types.ts';
import type {Fact} from './facts.ts';
import {asFact} from './time-limit.ts';

export const probeLimitMs = 30_000;
/** For a part of a probe that the rest can do without: together they must end before the whole is given up. */
export const partLimitMs = 4000;

export type Probe<Answer> = (system: System, signal: AbortSignal) => Promise<Answer>;

/** One probe for each member that is a fact; members that are not facts are no probe's work. */
export type Probes<Facts> = {
	readonly [Name in keyof Facts as Facts[Name] extends Fact<unknown> ? Name : never]: Probe<
		Facts[Name]
	>;
};

type Answers<Table> = {
	readonly [Name in keyof Table]: Table[Name] extends Probe<infer Answer> ? Answer : never;
};

export const runProbes = async <Table extends Readonly<Record<string, Probe<Fact<unknown>>>>>(
	system: System,
	probes: Table,
	signal: AbortSignal | undefined,
): Promise<Answers<Table>> => {
	const answers = await Promise.all(
		Object.entries(probes).map(
			async ([what, probe]) =>
				[
					what,
					await asFact(system, {what, limitMs: probeLimitMs, signal}, (either) =>
						probe(system, either),
					),
				] as const,
		),
	);
	return Object.fromEntries(answers) as Answers<Table>;
};
