/**
 * The checks of the network ladder, from the bottom up. One cause at a time: the first blocker that does not
 * hold is named, and what lies above it was not tried. Pure.
 */

import {networkCheckWords as words} from '../../../words/checks/network.ts';
import {type CheckId, checkTitles} from '../../../words/checks.ts';
import type {Check, Severity, Subject, Verdict} from '../../check.ts';
import type {LadderFacts} from '../../ladder/facts.ts';
import {unknown} from '../verdicts.ts';
import {linkRows} from './link.ts';
import {nameRows} from './names.ts';
import {registryRows} from './registry.ts';
import {routeRows} from './route.ts';
import type {RungRow} from './rows.ts';
import {timeRows} from './time.ts';
import {trustRows} from './trust.ts';

export const networkRows: readonly RungRow[] = [
	...linkRows,
	...routeRows,
	...nameRows,
	...timeRows,
	...trustRows,
	...registryRows,
];

/** Id of the lowest check that stops the climb. */
export const stopperOf = (ladder: LadderFacts): string | undefined =>
	networkRows.find((row) => {
		const judged = row.judge(ladder);
		return judged?.severity === 'blocker' && judged.verdict.kind !== 'passed';
	})?.id;

const examineRow = (row: RungRow, {ladder}: Subject): Verdict => {
	if (ladder === undefined) {
		return unknown(words.notChecked);
	}
	const judged = row.judge(ladder);
	if (judged !== undefined) {
		return judged.verdict;
	}
	const stopper = stopperOf(ladder);
	return unknown(
		stopper === undefined ? words.notTried : words.notTriedFor(checkTitles[stopper as CheckId]),
	);
};

/** What was not tried because of a blocker below it is not one more blocker. */
const severityOf = (row: RungRow, {ladder}: Subject): Severity => {
	if (ladder === undefined) {
		return row.severity;
	}
	const judged = row.judge(ladder);
	if (judged !== undefined) {
		return judged.severity;
	}
	return stopperOf(ladder) === undefined ? row.severity : 'warning';
};

export const networkChecks: readonly Check[] = networkRows.map((row) => ({
	id: row.id,
	severity: row.severity,
	severityFor: (subject) => severityOf(row, subject),
	examine: (subject) => examineRow(row, subject),
}));
