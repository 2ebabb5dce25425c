/** A change of the network, typed, and then beside what the network is now. Nothing is applied before the last line. */
import {useState} from 'react';
import type {NetworkChange} from '../../../engine/tools/network-change.ts';
import {interfaceOf} from '../../../engine/tools/network-change.ts';
import type {Words} from '../../../words/index.ts';
import {fieldLines, useField} from '../../components/field.tsx';
import {Frame} from '../../components/frame.tsx';
import {Lines} from '../../components/lines.tsx';
import {MenuList, menuAfter, useMenu} from '../../components/menu.tsx';
import {useWords} from '../../context.tsx';
import {type Draft, draftOf} from '../../editor.ts';
import {commandOf} from '../../keys.ts';
import {type Line, paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import {clean} from '../../text.ts';
import {ConfirmDeed} from '../confirm-deed.tsx';
import {compareLines} from './change-lines.ts';
import {
	type ChangeField,
	type ChangeResult,
	type ChangeTexts,
	changeFields,
	readChangeForm,
} from './form.ts';

type Drafts = Readonly<Record<ChangeField, Draft>>;

export const ChangeScreen = ({
	card,
	now,
	close,
}: {
	readonly card: string;
	/** As it was when somebody began to type. */
	readonly now: ChangeTexts;
	readonly close: () => void;
}) => {
	const words = useWords();
	const {compare} = words.screens.tools.network;
	const [drafts, setDrafts] = useState<Drafts>(() => mapFields((field) => draftOf(now[field])));
	const [change, setChange] = useState<NetworkChange>();
	if (change === undefined) {
		return (
			<ChangeForm
				card={card}
				drafts={drafts}
				setDrafts={setDrafts}
				compare={setChange}
				close={close}
			/>
		);
	}
	return (
		<ConfirmDeed
			title={compare.title(interfaceOf(change))}
			text={compare.text}
			lines={(columns) => compareLines(now, change, words, columns)}
			label={compare.start}
			deed={{type: 'tool.do', deed: 'network.try', params: change}}
			close={close}
		/>
	);
};

const mapFields = <Value,>(show: (field: ChangeField) => Value) =>
	Object.fromEntries(changeFields.map((field) => [field, show(field)])) as Record<
		ChangeField,
		Value
	>;

const ChangeForm = ({
	card,
	drafts,
	setDrafts,
	compare,
	close,
}: {
	readonly card: string;
	readonly drafts: Drafts;
	readonly setDrafts: (drafts: Drafts) => void;
	readonly compare: (change: NetworkChange) => void;
	readonly close: () => void;
}) => {
	const words = useWords();
	const {screens} = words;
	const {form} = screens.tools.network;
	const [faults, setFaults] = useState<ChangeResult & {readonly ok: false}>();
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
	const read = (): void => {
		const result = readChangeForm(mapFields((field) => drafts[field].text));
		if (result.ok) {
			compare(result.change);
			return;
		}
		setFaults(result);
		menu.moveTo(changeFields.find((field) => result.faults[field]) ?? 'cards');
	};
	const items = [
		...changeFields.map((field) => ({id: field, label: form.fields[field]})),
		{id: 'compare', label: form.compare},
		{id: 'back', label: screens.back},
	];
	const menu = useMenu(items, (id) => {
		if (id === 'compare') read();
		if (id === 'back') close();
	});
	const focused = changeFields.find((field) => field === menu.id);
	const field = focused ?? 'cards';
	useField(drafts[field], (draft) => setDrafts({...drafts, [field]: draft}), {
		isActive: focused !== undefined,
		enter: () => menu.moveTo(changeFields[changeFields.indexOf(field) + 1] ?? 'compare'),
	});
	return (
		<Frame
			title={form.title(card)}
			hints={
				focused ? ['type', 'move', 'take'] : ['move', 'take', 'number', 'page', 'back', 'more']
			}
		>
			{({columns}) => (
				<>
					<Lines lines={formLines({drafts, faults, focused}, words, columns)} />
					<MenuList menu={menuAfter(menu, changeFields.length)} columns={columns} rows={2} />
				</>
			)}
		</Frame>
	);
};

type FormView = {
	readonly drafts: Drafts;
	readonly faults: (ChangeResult & {readonly ok: false}) | undefined;
	readonly focused: ChangeField | undefined;
};

const formLines = (
	{drafts, faults, focused}: FormView,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {form} = words.screens.tools.network;
	const labelColumns = Math.max(...changeFields.map((field) => clean(form.fields[field]).length));
	const lines = changeFields.flatMap((field, index) =>
		fieldLines(
			{
				number: index + 1,
				label: form.fields[field],
				labelColumns: labelColumns + 1,
				draft: drafts[field],
				isFocused: field === focused,
				error: faults?.faults[field] && form.faults[field],
				note: form.notes[field],
			},
			words,
			columns,
		),
	);
	return faults?.outside === undefined
		? lines
		: [...lines, ...paragraph(form.outside(faults.outside), columns, {tone: 'bad'})];
};
