/** The configuration, typed: one line a field, what it takes below it, and the document that comes of it, live. */
import {useState} from 'react';
import {type SiteFieldId, siteFields} from '../../../config/site-fields.ts';
import type {Words} from '../../../words/index.ts';
import {useField} from '../../components/field.tsx';
import {type Area, Frame} from '../../components/frame.tsx';
import {Lines} from '../../components/lines.tsx';
import {type MenuItem, MenuList, menuAfter, useMenu} from '../../components/menu.tsx';
import {useWords} from '../../context.tsx';
import {filled, type Line, paragraph, span} from '../../lines.ts';
import {titledRule} from '../../rules.ts';
import {usePresentation} from '../../terminal/presentation.tsx';
import type {EdgeDispatch} from '../dispatch.ts';
import type {EdgeMoves} from '../routes.ts';
import {draftAt, type EntryDrafts, entryTexts} from './drafts.ts';
import {entryPreview, readEntryForm, shownFaults} from './form.ts';
import {entryBlocks} from './lines.ts';
import {blocksAround} from './window.ts';

export type EntryScreenProps = {
	readonly drafts: EntryDrafts;
	readonly setDrafts: (drafts: EntryDrafts) => void;
	/** Keys and configuration are being made. */
	readonly isMaking: boolean;
	readonly moves: EdgeMoves;
	readonly dispatch: EdgeDispatch;
};

export const EntryScreen = (props: EntryScreenProps) => {
	const words = useWords();
	const {entry} = words.screens.edge;
	const isPlain = usePresentation() === 'lines';
	const {menu, focused, faults, notice} = useEntryForm(props, words);
	const body = ({columns, rows}: Area): readonly Line[] => {
		const previewRows = isPlain ? 0 : Math.min(mostPreviewRows, Math.floor(rows / 4));
		const told = notice === undefined ? [] : paragraph(notice, columns, {tone: 'warning'});
		const fieldRows = Math.max(1, rows - actionRows - previewRows - told.length);
		const index = focused === undefined ? siteFields.length - 1 : menu.index;
		const blocks = entryBlocks(props.drafts, faults, focused, words, columns);
		return [
			...filled(blocksAround(blocks, index, fieldRows), fieldRows),
			...told,
			...(previewRows < 2
				? filled([], previewRows)
				: previewPart(props.drafts, focused, entry.previewTitle, columns, previewRows)),
		];
	};
	return (
		<Frame
			title={entry.title}
			hints={focused ? ['type', 'move', 'take'] : ['move', 'take', 'number', 'back', 'more']}
		>
			{(area) => (
				<>
					<Lines lines={body(area)} />
					<MenuList
						menu={menuAfter(menu, siteFields.length)}
						columns={area.columns}
						rows={actionRows}
					/>
				</>
			)}
		</Frame>
	);
};

const actionRows = 3;

/** The rule included. */
const mostPreviewRows = 5;

const previewPart = (
	drafts: EntryDrafts,
	focused: SiteFieldId | undefined,
	title: string,
	columns: number,
	rows: number,
): readonly Line[] => {
	const {lines, first} = entryPreview(entryTexts(drafts), focused);
	const start = Math.max(0, Math.min(first - 1, lines.length - rows + 1));
	const shown = lines.slice(start, start + rows - 1).map((line) => [span(line, 'muted')]);
	return [titledRule(columns, title), ...filled(shown, rows - 1)];
};

const itemsOf = ({screens}: Words): readonly MenuItem[] => [
	...siteFields.map(({id}) => ({id, label: screens.edge.entry.fields[id]})),
	{id: 'read', label: screens.edge.entry.read},
	{id: 'preview', label: screens.edge.entry.preview},
	{id: 'back', label: screens.back},
];

const useEntryForm = (
	{drafts, setDrafts, isMaking, moves, dispatch}: EntryScreenProps,
	words: Words,
) => {
	const {entry} = words.screens.edge;
	const [wasAsked, setAsked] = useState(false);
	const texts = entryTexts(drafts);
	const faults = shownFaults(texts, wasAsked);
	const make = (): void => {
		setAsked(true);
		const result = readEntryForm(texts);
		if (result.ok) {
			if (!isMaking) dispatch({type: 'site.type', answers: result.answers});
			return;
		}
		menu.moveTo(siteFields.find(({id}) => result.faults[id] !== undefined)?.id ?? 'read');
	};
	const take = (id: string): void => {
		if (id === 'read') make();
		if (id === 'preview') moves.show('preview');
		if (id === 'back') moves.back();
	};
	const menu = useMenu(itemsOf(words), take);
	const field = siteFields.find(({id}) => id === menu.id);
	const id = field?.id ?? 'clusterName';
	useField(draftAt(drafts, id), (draft) => setDrafts({...drafts, [id]: draft}), {
		isActive: field !== undefined,
		keepsLines: field?.isLong ?? false,
		isSecret: field?.isSecret ?? false,
		enter: () => menu.moveTo(lineAfter(id)),
	});
	const faulty = Object.keys(faults).length;
	const notice = isMaking
		? entry.making
		: wasAsked && faulty > 0
			? entry.fixFirst(faulty)
			: undefined;
	return {menu, focused: field?.id, faults, notice};
};

const lineAfter = (id: SiteFieldId): string =>
	siteFields[siteFields.findIndex((field) => field.id === id) + 1]?.id ?? 'read';
