/** The groups of a support bundle, in the order of their worth: when the bundle is full, what comes last is cut. */

import {commandItems} from './items/commands.ts';
import {journalItems} from './items/journal.ts';
import {knownConfig, knownFacts} from './items/known.ts';
import {logItems} from './items/logs.ts';
import {screenItems} from './items/screens.ts';
import type {EvidenceItem, EvidenceSource} from './source.ts';

export const evidenceGroups = [
	'journal',
	'facts',
	'config',
	'screens',
	'commands',
	'logs',
] as const;

export type EvidenceGroup = (typeof evidenceGroups)[number];

export const itemsOf: Readonly<
	Record<EvidenceGroup, (source: EvidenceSource) => Promise<readonly EvidenceItem[]>>
> = {
	journal: journalItems,
	facts: knownFacts,
	config: knownConfig,
	screens: screenItems,
	commands: commandItems,
	logs: logItems,
};
