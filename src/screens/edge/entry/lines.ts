/** The fields as lines: what stands in each, and below the one with the cursor what it takes and what came of it. */
import type {SiteReading} from '../../../config/read-site-answers.ts';
import {echoOf} from '../../../config/site-echo.ts';
import {type SiteField, siteFields} from '../../../config/site-fields.ts';
import type {Words} from '../../../words/index.ts';
import {fieldLines} from '../../components/field.tsx';
import type {Draft} from '../../editor.ts';
import {type Line, paragraph, span} from '../../lines.ts';
import {clean} from '../../text.ts';
import {draftAt, type EntryDrafts} from './drafts.ts';

export const entryBlocks = (
	drafts: EntryDrafts,
	faults: SiteReading['faults'],
	focused: string | undefined,
	words: Words,
	columns: number,
): readonly (readonly Line[])[] => {
	const {fields} = words.screens.edge.entry;
	const labelColumns = Math.max(...Object.values(fields).map((label) => clean(label).length)) + 1;
	return siteFields.map((field, index) => {
		const {id} = field;
		const draft = draftAt(drafts, id);
		const isFocused = id === focused;
		const fault = faults[id];
		return [
			...fieldLines(
				{
					number: index + 1,
					label: fields[id],
					labelColumns,
					draft: shownDraft(field, draft),
					isFocused,
					error: fault && words.screens.edge.entry.fault(fault),
					note: isFocused ? noteOf(field, draft, words) : undefined,
				},
				words,
				columns,
			),
			...(isFocused ? echoLines(field, draft, labelColumns, columns) : []),
		];
	});
};

/** A secret shows how long it is, and nothing else. */
const shownDraft = ({isSecret}: SiteField, {pasted: _, ...draft}: Draft): Draft =>
	isSecret ? {...draft, text: '*'.repeat(draft.text.length)} : draft;

const noteOf = (
	{accepted, example, isLong}: SiteField,
	{text}: Draft,
	{screens}: Words,
): string | undefined =>
	isLong && text !== '' ? undefined : screens.edge.entry.accepts(accepted, example);

/** `> 1  ` and the bracket of the field. */
const margin = 6;

const echoLines = (
	{id, isLong}: SiteField,
	{text}: Draft,
	labelColumns: number,
	columns: number,
): readonly Line[] =>
	isLong
		? echoOf(id, text).flatMap((echo) =>
				paragraph(echo, columns - labelColumns - margin, {tone: 'muted'}).map((line) => [
					span(' '.repeat(labelColumns + margin)),
					...line,
				]),
			)
		: [];
