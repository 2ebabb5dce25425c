/** Faults of a configuration as lines: where, what was found, why it is wrong, what is taken instead. */
import type {DocumentFault} from '../../../config/document-fault.ts';
import type {MediumReport} from '../../../engine/edge/events.ts';
import type {Words} from '../../../words/index.ts';
import {type Entry, emptyLine, type Line, paragraph, sheet, span} from '../../lines.ts';

export const doctorLines = (
	report: MediumReport | undefined,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {gone, unexamined, good, faulty} = words.screens.edge.doctor;
	if (report === undefined) return paragraph(gone, columns, {tone: 'warning'});
	const {medium, examined} = report;
	if (examined === undefined) {
		const reason = medium.verdict.kind === 'refused' ? medium.verdict.reason : '';
		return [...paragraph(unexamined, columns), ...paragraph(reason, columns)];
	}
	const {faults, isGood} = examined;
	const warnings = faults.filter(({isWarning}) => isWarning);
	const graver = faults.filter(({isWarning}) => !isWarning);
	return [
		...(faults.length === 0
			? paragraph(good, columns, {tone: 'good'})
			: paragraph(faulty(graver.length, warnings.length), columns, {
					tone: isGood ? 'warning' : 'bad',
				})),
		...[...graver, ...warnings].flatMap((fault) => [
			emptyLine,
			...faultLines(fault, words, columns),
		]),
	];
};

const faultLines = (fault: DocumentFault, words: Words, columns: number): readonly Line[] => {
	const {isFault, isWarning} = words.screens.edge.doctor;
	const mark = fault.isWarning ? span(`${isWarning} `, 'warning') : span(`${isFault} `, 'bad');
	const [first = [], ...rest] = paragraph(placeOf(fault, words), columns - mark.text.length, {
		tone: 'strong',
	});
	return [[mark, ...first], ...rest, ...sheet(entriesOf(fault, words), columns)];
};

const placeOf = ({file, line, field}: DocumentFault, {screens}: Words): string => {
	const {place} = screens.edge.doctor;
	const where = line === undefined ? file : place.line(file, line);
	return field === undefined ? where : place.field(where, field);
};

const entriesOf = (fault: DocumentFault, {screens}: Words): readonly Entry[] => {
	const {facts} = screens.edge.doctor;
	return (['found', 'why', 'accepted', 'example'] as const).flatMap((name) => {
		const value = fault[name];
		return value === undefined ? [] : [{label: facts[name], value}];
	});
};
