/**
 * Why a disk cannot be the installation disk. Ignorance is a reason as good as any: only a disk of which
 * everything is known, and nothing speaks against, has none. Pure.
 */
import {reasons} from './eligibility-reasons.ts';
import type {Disk} from './facts.ts';

/** What the product documentation asks of a single node. A lab may record a smaller one. */
export const defaultMinimumBytes = 120e9;

export type IneligibilityCode =
	| 'kind'
	| 'size-zero'
	| 'medium'
	| 'read-only'
	| 'state'
	| 'sector-size'
	| 'zoned'
	| 'too-small'
	| 'removable'
	| 'multipath-path'
	| 'network-disk'
	| 'seen-twice'
	| 'identity'
	| 'busy'
	| 'uses-unknown'
	| 'contents-unknown'
	| 'member'
	| 'shared-filesystem';

export type Ineligibility = {
	readonly code: IneligibilityCode;
	/** What was found, and what is needed where that is not plain. */
	readonly words: string;
	/** What to do about it, as an order. */
	readonly remedy: string;
};

export type EligibilityRules = {readonly minimumBytes: number};

/** All reasons, gravest first; none means eligible. */
export const ineligibilities = (disk: Disk, rules: EligibilityRules): readonly Ineligibility[] =>
	reasons.flatMap(({code, remedy, find}) =>
		find(disk, rules).map((words) => ({code, words, remedy})),
	);
