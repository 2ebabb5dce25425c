/** The groups of a support bundle, in the order of their worth: when the bundle is full, what comes last is cut. */
export const evidenceGroups = [
	'journal',
	'facts',
	'config',
	'screens',
	'commands',
	'logs',
] as const;

export type EvidenceGroup = (typeof evidenceGroups)[number];
