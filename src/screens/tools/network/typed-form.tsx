/** Fields that are typed and then compared with what there is now. Nothing is applied here. */
import {useState} from 'react';
import {fieldLines, useField} from '../../components/field.tsx';
import {Frame} from '../../components/frame.tsx';
import {Lines} from '../../components/lines.tsx';
import {MenuList, menuAfter, useMenu} from '../../components/menu.tsx';
import {useWords} from '../../context.tsx';
import type {Draft} from '../../editor.ts';
import {commandOf} from '../../keys.ts';
import {type Line, paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import {clean} from '../../text.ts';

export type Texts<Field extends string> = Readonly<Record<Field, string>>;
export type Drafts<Field extends string> = Readonly<Record<Field, Draft>>;

export type Faults<Field extends string> = {
	readonly ok: false;
	readonly faults: Partial<Readonly<Record<Field, 'invalid'>>>;
};

export type FormWords<Field extends string> = {
	readonly fields: Texts<Field>;
	readonly notes: Texts<Field>;
	readonly faults: Texts<Field>;
	readonly compare: string;
};

export type TypedFormProps<Field extends string> = {
	readonly title: string;
	readonly fields: readonly [Field, ...Field[]];
	readonly words: FormWords<Field>;
	readonly drafts: Drafts<Field>;
	readonly setDrafts: (drafts: Drafts<Field>) => void;
	/** Takes what was typed, or says what is wrong with it. */
	readonly take: (texts: Texts<Field>) => (Faults<Field> & {readonly told?: string}) | undefined;
	readonly close: () => void;
};

export const mapFields = <Field extends string, Value>(
	fields: readonly Field[],
	show: (field: Field) => Value,
) =>
	Object.fromEntries(fields.map((field) => [field, show(field)])) as Readonly<Record<Field, Value>>;

export const TypedForm = <Field extends string>({
	title,
	fields,
	words: form,
	drafts,
	setDrafts,
	take,
	close,
}: TypedFormProps<Field>) => {
	const words = useWords();
	const [faults, setFaults] = useState<ReturnType<typeof take>>();
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
	const read = (): void => {
		const result = take(mapFields(fields, (field) => drafts[field].text));
		setFaults(result);
		if (result) menu.moveTo(fields.find((field) => result.faults[field]) ?? fields[0]);
	};
	const items = [
		...fields.map((field) => ({id: field as string, label: form.fields[field]})),
		{id: 'compare', label: form.compare},
		{id: 'back', label: words.screens.back},
	];
	const menu = useMenu(items, (id) => {
		if (id === 'compare') read();
		if (id === 'back') close();
	});
	const focused = fields.find((field) => field === menu.id);
	const field = focused ?? fields[0];
	useField(drafts[field], (draft) => setDrafts({...drafts, [field]: draft}), {
		isActive: focused !== undefined,
		enter: () => menu.moveTo(fields[fields.indexOf(field) + 1] ?? 'compare'),
	});
	const lines = (columns: number): readonly Line[] => [
		...fields.flatMap((one, index) =>
			fieldLines(
				{
					number: index + 1,
					label: form.fields[one],
					labelColumns: widest(fields, form) + 1,
					draft: drafts[one],
					isFocused: one === focused,
					error: faults?.faults[one] && form.faults[one],
					note: form.notes[one],
				},
				words,
				columns,
			),
		),
		...(faults?.told === undefined ? [] : paragraph(faults.told, columns, {tone: 'bad'})),
	];
	return (
		<Frame
			title={title}
			hints={
				focused ? ['type', 'move', 'take'] : ['move', 'take', 'number', 'page', 'back', 'more']
			}
		>
			{({columns}) => (
				<>
					<Lines lines={lines(columns)} />
					<MenuList menu={menuAfter(menu, fields.length)} columns={columns} rows={2} />
				</>
			)}
		</Frame>
	);
};

const widest = <Field extends string>(
	fields: readonly Field[],
	{fields: labels}: FormWords<Field>,
): number => Math.max(...fields.map((field) => clean(labels[field]).length));
