/** How long the answers of a network hold: cables are pulled and leases end. Pure. */
import type {LadderFacts} from './facts.ts';

const freshMs = 5 * 60_000;

/** A clock that was set back makes an answer of the future, which is as doubtful as an old one. */
export const isStale = (ladder: LadderFacts | undefined, now: Date): boolean => {
	const ageMs = ladder === undefined ? undefined : ageOf(ladder, now);
	return ageMs === undefined || ageMs > freshMs || ageMs < 0;
};

export const ageOf = ({checkedAt}: LadderFacts, now: Date): number =>
	now.getTime() - Date.parse(checkedAt);
