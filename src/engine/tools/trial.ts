/** What every change of the network has in common: it is tried first, and puts itself back. */
export type Trial = {
	/** ISO 8601: when it is put back, unless somebody keeps it. */
	readonly until: string;
};

/** Long enough to climb the ladder through it, short enough to wait when the line is cut. */
export const trialSeconds = 60;
