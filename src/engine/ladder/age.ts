/** How long the answers of a network hold: cables are pulled and leases end. Pure. */

const freshMs = 5 * 60_000;

/** When it was asked. */
type Asked = {readonly checkedAt: string};

/** A clock that was set back makes an answer of the future, which is as doubtful as an old one. */
export const isStale = (asked: Asked | undefined, now: Date): boolean => {
	const ageMs = asked === undefined ? undefined : ageOf(asked, now);
	return ageMs === undefined || ageMs > freshMs || ageMs < 0;
};

export const ageOf = ({checkedAt}: Asked, now: Date): number =>
	now.getTime() - Date.parse(checkedAt);
