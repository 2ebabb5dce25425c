/** Devices as rows: which were seen, and what was thought of each. */
import type {MediumReport} from '../../../engine/edge/events.ts';
import type {Words} from '../../../words/index.ts';
import {bytesText} from '../../../words/measures.ts';
import {type Line, paragraph} from '../../lines.ts';
import {type Table, tableOf} from '../../table.ts';
import type {Tone} from '../../theme.ts';

/** What may carry a configuration comes before what cannot. */
export const byVerdict = (reports: readonly MediumReport[]): readonly MediumReport[] =>
	reports.toSorted((a, b) => rank[a.medium.verdict.kind] - rank[b.medium.verdict.kind]);

const rank = {labelled: 0, unlabelled: 1, refused: 2} as const;

export const mediaTable = (
	reports: readonly MediumReport[],
	words: Words,
	columns: number,
): Table => {
	const {columns: heads} = words.screens.edge.waiting;
	const cells = (show: (report: MediumReport) => string): readonly string[] => reports.map(show);
	return tableOf(
		[
			{head: heads.device, cells: cells(({medium}) => medium.device), least: 9},
			{head: heads.size, cells: cells(({medium}) => bytesText(medium.sizeBytes)), align: 'right'},
			{head: heads.filesystem, cells: cells(({medium}) => medium.filesystem ?? '-')},
			{head: heads.label, cells: cells(({medium}) => medium.label ?? '-'), least: 8},
			{head: heads.verdict, cells: cells((report) => verdictText(report, words)), least: 8},
		],
		columns,
	);
};

export const reportTone = ({medium, examined}: MediumReport): Tone | undefined => {
	if (medium.verdict.kind === 'refused' || examined === undefined) return undefined;
	if (!examined.isGood) return 'bad';
	return medium.verdict.kind === 'labelled' ? 'good' : 'warning';
};

export const verdictText = (
	{medium: {verdict}, examined}: MediumReport,
	{screens}: Words,
): string => {
	const {verdicts} = screens.edge.waiting;
	if (verdict.kind === 'refused') return verdicts.refused(verdict.reason);
	if (examined === undefined) return verdicts.examining;
	const faults = examined.faults.filter(({isWarning}) => !isWarning).length;
	if (verdict.kind === 'labelled') return examined.isGood ? verdicts.good : verdicts.faulty(faults);
	return examined.isGood ? verdicts.unlabelled : verdicts.unlabelledFaulty(faults);
};

export const reportDetail = (
	report: MediumReport,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {isLegacy, chooseToRead, chooseToTake} = words.screens.edge.waiting;
	const {medium, examined} = report;
	const hint = examined === undefined ? [] : [examined.isGood ? chooseToTake : chooseToRead];
	const notes =
		medium.verdict.kind === 'labelled' && medium.verdict.isLegacyLabel ? [isLegacy] : [];
	return [
		...paragraph(verdictText(report, words), columns, {tone: reportTone(report)}),
		...[...notes, ...hint].flatMap((text) => paragraph(text, columns)),
	];
};
