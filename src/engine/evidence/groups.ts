/** What is in each group of a support bundle. */

import type {EvidenceGroup} from './group-names.ts';
import {commandItems} from './items/commands.ts';
import {journalItems} from './items/journal.ts';
import {knownConfig, knownFacts} from './items/known.ts';
import {logItems} from './items/logs.ts';
import {screenItems} from './items/screens.ts';
import type {EvidenceItem, EvidenceSource} from './source.ts';

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
