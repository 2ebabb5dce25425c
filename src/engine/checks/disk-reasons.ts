/**
 * One check for each kind of reason why a disk cannot be the target: a table from the ids of the catalogue to the
 * codes of eligibility, which alone knows how to find them. What such a reason needs to know, and does not, is
 * no pass. Pure.
 */
import {diskName} from '../../hardware/disk-name.ts';
import {type IneligibilityCode, ineligibilities} from '../../hardware/eligibility.ts';
import type {Disk, Fact} from '../../hardware/facts.ts';
import {diskCheckWords as words} from '../../words/checks/disk.ts';
import type {Check, Verdict} from '../check.ts';
import {failed, passed, unknown, withDisk} from './verdicts.ts';

type ReasonRow = {
	readonly id: string;
	readonly codes: readonly IneligibilityCode[];
	/** Must be known before the absence of a reason means anything. */
	readonly basis?: (disk: Disk) => Fact<unknown>;
};

const contents = ({contents: fact}: Disk): Fact<unknown> => fact;
const uses = ({uses: fact}: Disk): Fact<unknown> => fact;

/** Every code but the size, which has a check of its own. */
export const reasonRows: readonly ReasonRow[] = [
	{id: 'disk-is-medium', codes: ['medium']},
	{id: 'disk-type', codes: ['kind', 'size-zero', 'zoned']},
	{id: 'disk-transport', codes: ['removable']},
	{id: 'iscsi-ibft', codes: ['network-disk']},
	{id: 'disk-readonly', codes: ['read-only']},
	{id: 'disk-sector-size', codes: ['sector-size']},
	{id: 'disk-state', codes: ['state']},
	{id: 'disk-unresponsive', codes: ['contents-unknown'], basis: contents},
	{id: 'disk-busy', codes: ['busy', 'uses-unknown'], basis: uses},
	{id: 'disk-multipath-path', codes: ['multipath-path']},
	{id: 'disk-multipath-off', codes: ['seen-twice']},
	{id: 'disk-multi-member', codes: ['member'], basis: contents},
	{id: 'disk-shared-fs', codes: ['shared-filesystem'], basis: contents},
];

export const diskReasonChecks: readonly Check[] = reasonRows.map(({id, codes, basis}) => ({
	id,
	severity: 'blocker',
	needs: 'disk',
	examine: (subject) =>
		withDisk(subject, (disk) => {
			const fact = basis?.(disk);
			return fact?.known === false
				? unknown(words.unreadable(fact.reason))
				: reasonsVerdict(disk, codes);
		}),
}));

/** That nothing tells it from another disk blocks; that one of several names is doubtful does not. */
export const diskIdentityUnique: Check = {
	id: 'disk-identity-unique',
	severity: 'blocker',
	needs: 'disk',
	severityFor: ({disk}) =>
		disk === undefined || reasonsOf(disk, ['identity']).length > 0 ? 'blocker' : 'warning',
	examine: (subject) =>
		withDisk(subject, (disk) => {
			const verdict = reasonsVerdict(disk, ['identity']);
			const faults = disk.identityFaults ?? [];
			return verdict.kind === 'passed' && faults.length > 0
				? failed(words.doubtfulIdentity(faults.join('; ')))
				: verdict;
		}),
};

const reasonsVerdict = (disk: Disk, codes: readonly IneligibilityCode[]): Verdict => {
	const reasons = reasonsOf(disk, codes);
	if (reasons.length === 0) {
		return passed(diskName(disk.fingerprint));
	}
	const remedies = [...new Set(reasons.map(({remedy}) => remedy))].join(' ');
	return failed(words.ineligible(reasons.map((reason) => reason.words).join('; '), remedies));
};

const reasonsOf = (disk: Disk, codes: readonly IneligibilityCode[]) =>
	ineligibilities(disk, {minimumBytes: 0}).filter(({code}) => codes.includes(code));
