/** How far the way to the seed image holds: one line, and what to do at the first rung that does not. */
import type {Finding} from '../../engine/check.ts';
import {networkRows} from '../../engine/checks/network/index.ts';
import type {LadderFacts} from '../../engine/ladder/facts.ts';
import type {Loaded} from '../../store/state.ts';
import type {Words} from '../../words/index.ts';
import type {Entry} from '../lines.ts';

export type LadderView = {
	readonly ladder: Loaded<LadderFacts>;
	readonly findings: readonly Finding[];
};

/** None before anybody asked. */
export const ladderEntries = ({ladder, findings}: LadderView, words: Words): readonly Entry[] => {
	const {label, loading, remedy, ...says} = words.screens.network.ladder;
	switch (ladder.kind) {
		case 'absent':
			return [];
		case 'loading':
			return [{label, value: loading}];
		case 'failed':
			return [{label, value: ladder.problem.message, tone: 'warning'}];
		case 'loaded': {
			const rungs = findings.filter(({id}) => networkRows.some((row) => row.id === id));
			const broken = rungs.find(
				({severity, verdict}) => severity === 'blocker' && verdict.kind !== 'passed',
			);
			if (broken === undefined) {
				const doubtful = rungs.filter(({verdict}) => verdict.kind !== 'passed').length;
				return [{label, value: says.holds(doubtful), tone: 'good'}];
			}
			const {verdict} = broken;
			const what = verdict.kind === 'unknown' ? verdict.reason : verdict.found;
			return [
				{label, value: says.broken(words.checkTitle(broken.id), what), tone: 'bad'},
				...(verdict.kind === 'passed' ? [] : [{label: remedy, value: verdict.remedy}]),
			];
		}
	}
};
