/**
 * A check of one rung of the network ladder, as a row: which rung, how grave, and how its facts are judged. The
 * rest (no ladder yet, rung not tried, facts unknown, registry reached all the same) is the same for all. Pure.
 */
import {networkCheckWords as words} from '../../../words/checks/network.ts';
import type {Severity, Verdict} from '../../check.ts';
import {
	isReached,
	type LadderFacts,
	type Rung,
	type RungFacts,
	type RungName,
} from '../../ladder/facts.ts';
import {unknown} from '../verdicts.ts';

export type Judged = {readonly verdict: Verdict; readonly severity: Severity};

export type RungRow = {
	readonly id: string;
	readonly rung: RungName;
	readonly severity: Severity;
	/** undefined while the rung was not tried. */
	readonly judge: (ladder: LadderFacts) => Judged | undefined;
};

type RowOptions<Name extends RungName> = {
	readonly id: string;
	readonly rung: Name;
	readonly severity: Severity;
	/** Stays a blocker although the seed image was reached. */
	readonly isBlockingAnyway?: boolean;
	/** For probes whose program a live system may lack. */
	readonly unknownSeverity?: Severity;
	readonly judge: (value: RungFacts[Name], ladder: LadderFacts, rung: Rung<Name>) => Verdict;
	/** Where what was found is less grave than what might have been. */
	readonly severityFor?: (value: RungFacts[Name], ladder: LadderFacts) => Severity;
};

export const rungRow = <Name extends RungName>(options: RowOptions<Name>): RungRow => {
	const {id, rung: name, severity} = options;
	return {
		id,
		rung: name,
		severity,
		judge: (ladder) => {
			const rung = ladder.rungs[name] as Rung<Name> | undefined;
			if (rung === undefined) {
				return undefined;
			}
			const {fact} = rung;
			const verdict = fact.known
				? options.judge(fact.value, ladder, rung)
				: unknown(words.unknownRung(fact.reason));
			return {verdict, severity: gravity(options, ladder, rung)};
		},
	};
};

const gravity = <Name extends RungName>(
	{severity, isBlockingAnyway = false, unknownSeverity = severity, severityFor}: RowOptions<Name>,
	ladder: LadderFacts,
	{fact}: Rung<Name>,
): Severity => {
	if (isReached(ladder) && !isBlockingAnyway) {
		return 'warning';
	}
	return fact.known ? (severityFor?.(fact.value, ladder) ?? severity) : unknownSeverity;
};
