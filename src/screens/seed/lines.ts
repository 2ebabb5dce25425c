/** The three fields of the seed as lines. */
import type {Words} from '../../words/index.ts';
import {fieldLines} from '../components/field.tsx';
import type {Line} from '../lines.ts';
import {clean} from '../text.ts';
import type {SeedDrafts} from './drafts.ts';
import {type SeedErrors, type SeedField, seedFields} from './form.ts';

export const seedFieldLines = (
	drafts: SeedDrafts,
	errors: SeedErrors,
	focused: SeedField | undefined,
	words: Words,
	{columns, hasRoom}: {readonly columns: number; readonly hasRoom: boolean},
): readonly Line[] => {
	const {fields, notes, errors: sentences} = words.screens.seed;
	const labelColumns = Math.max(...seedFields.map((field) => clean(fields[field]).length)) + 1;
	return seedFields.flatMap((field, index) => {
		const error = errors[field];
		return fieldLines(
			{
				number: index + 1,
				label: fields[field],
				labelColumns,
				draft: drafts[field],
				isFocused: field === focused,
				error: error && sentences[error],
				note: hasRoom ? notes[field] : undefined,
			},
			words,
			columns,
		);
	});
};
