/** Findings as rows, the worst first: what blocks, what warns, what was accepted, what passed. */
import type {Finding} from '../../engine/check.ts';
import type {Words} from '../../words/index.ts';
import {type Entry, type Line, sheet} from '../lines.ts';
import {clean, padEnd} from '../text.ts';
import type {Tone} from '../theme.ts';

export const standings = ['blocks', 'warning', 'accepted', 'passed'] as const;

export type Standing = (typeof standings)[number];

export const standingOf = (
	{id, severity, verdict}: Finding,
	accepted: readonly string[],
): Standing => {
	if (verdict.kind === 'passed') return 'passed';
	if (severity === 'blocker') return 'blocks';
	return accepted.includes(id) ? 'accepted' : 'warning';
};

export const standingTones: Readonly<Record<Standing, Tone | undefined>> = {
	blocks: 'bad',
	warning: 'warning',
	accepted: undefined,
	passed: 'good',
};

export const byStanding = (
	findings: readonly Finding[],
	accepted: readonly string[],
): readonly Finding[] =>
	standings.flatMap((standing) =>
		findings.filter((finding) => standingOf(finding, accepted) === standing),
	);

export const findingLabel = (
	finding: Finding,
	accepted: readonly string[],
	words: Words,
): string => {
	const {marks, row} = words.screens.findings;
	const width = Math.max(...standings.map((standing) => clean(marks[standing]).length));
	const mark = padEnd(marks[standingOf(finding, accepted)], width);
	return row(mark, words.checkTitle(finding.id), shortVerdict(finding, words));
};

export const findingDetail = (finding: Finding, words: Words, columns: number): readonly Line[] =>
	sheet(verdictEntries(finding, words), columns);

const shortVerdict = ({verdict}: Finding, {screens}: Words): string =>
	verdict.kind === 'unknown' ? screens.unknown(verdict.reason) : verdict.found;

const verdictEntries = ({verdict}: Finding, {screens}: Words): readonly Entry[] => {
	const {facts: labels} = screens.findings;
	switch (verdict.kind) {
		case 'passed':
			return [{label: labels.found, value: verdict.found}];
		case 'failed':
			return [
				{label: labels.found, value: verdict.found, tone: 'strong'},
				{label: labels.needed, value: verdict.needed},
				{label: labels.remedy, value: verdict.remedy},
			];
		case 'unknown':
			return [
				{label: labels.reason, value: verdict.reason, tone: 'strong'},
				{label: labels.remedy, value: verdict.remedy},
			];
	}
};
