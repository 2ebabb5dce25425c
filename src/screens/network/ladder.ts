/** How far the way to the seed image holds: one line, and what to do at the first rung that does not. */
import type {Finding} from '../../engine/check.ts';
import {networkRows} from '../../engine/checks/network/index.ts';
import {ageOf, isStale} from '../../engine/ladder/age.ts';
import type {LadderFacts} from '../../engine/ladder/facts.ts';
import type {Loaded} from '../../store/state.ts';
import type {Words} from '../../words/index.ts';
import {durationText} from '../../words/measures.ts';
import type {Entry} from '../lines.ts';

export type LadderView = {
	readonly ladder: Loaded<LadderFacts>;
	readonly findings: readonly Finding[];
};

/** None before anybody asked. */
export const ladderEntries = (
	{ladder, findings}: LadderView,
	now: Date,
	words: Words,
): readonly Entry[] => {
	const {label, loading, remedy, ...says} = words.screens.network.ladder;
	switch (ladder.kind) {
		case 'absent':
			return [];
		case 'loading':
			return [{label, value: loading}];
		case 'failed':
			return [{label, value: ladder.problem.message, tone: 'warning'}];
		case 'loaded': {
			const age = ageEntry(ladder.value, now, words);
			const rungs = findings.filter(({id}) => networkRows.some((row) => row.id === id));
			const broken = rungs.find(
				({severity, verdict}) => severity === 'blocker' && verdict.kind !== 'passed',
			);
			if (broken === undefined) {
				const doubtful = rungs.filter(({verdict}) => verdict.kind !== 'passed').length;
				return [{label, value: says.holds(doubtful), tone: 'good'}, age];
			}
			const {verdict} = broken;
			const what = verdict.kind === 'unknown' ? verdict.reason : verdict.found;
			return [
				{label, value: says.broken(words.checkTitle(broken.id), what), tone: 'bad'},
				...(verdict.kind === 'passed' ? [] : [{label: remedy, value: verdict.remedy}]),
				age,
			];
		}
	}
};

const ageEntry = (ladder: LadderFacts, now: Date, {screens}: Words): Entry => {
	const {checked, age, stale} = screens.network.ladder;
	const time = ladder.checkedAt.slice(11, 19);
	const ago = durationText(Math.max(0, ageOf(ladder, now)));
	return isStale(ladder, now)
		? {label: checked, value: stale(time, ago), tone: 'warning'}
		: {label: checked, value: age(time, ago)};
};
