/**
 * A disk's id, typed before the disk is erased: what dies, the question and one field. Nothing is preselected that destroys:
 * what stands in the field counts, and it begins empty each time.
 */
import {useState} from 'react';
import type {Confirmation} from '../../hardware/confirmation.ts';
import type {Disk} from '../../hardware/facts.ts';
import {fieldLines, useField} from '../components/field.tsx';
import {Frame} from '../components/frame.tsx';
import {Lines} from '../components/lines.tsx';
import {type Menu, MenuList, menuAfter, useMenu} from '../components/menu.tsx';
import {Pager} from '../components/pager.tsx';
import {useWords} from '../context.tsx';
import {whatDies} from '../disks/what-dies.ts';
import {type Draft, draftOf} from '../editor.ts';
import {useGuard} from '../guard.ts';
import type {Line} from '../lines.ts';
import {clean} from '../text.ts';
import {readConfirmForm} from './form.ts';

export type TypedIdOptions = {
	readonly confirmation: Confirmation;
	readonly labels: {readonly start: string; readonly back: string};
	/** Gives what is said beside the field from then on. */
	readonly start: (typed: string) => string | undefined;
	readonly back: () => void;
};

type TypedId = {readonly menu: Menu; readonly draft: Draft; readonly notice: string | undefined};

export const useTypedId = ({confirmation, labels, start, back}: TypedIdOptions): TypedId => {
	const {confirm} = useWords().screens;
	const [draft, setDraft] = useState(() => draftOf(''));
	const [notice, setNotice] = useState<string>();
	const read = (): void => {
		const result = readConfirmForm(draft.text, confirmation);
		if (result.ok) {
			setNotice(start(result.typed));
			return;
		}
		setNotice(result.problem === 'empty' ? confirm.empty : confirm.wrong(draft.text));
		setDraft(draftOf(''));
		menu.moveTo('field');
	};
	const items = [
		{id: 'field', label: confirm.label},
		{id: 'start', label: labels.start},
		{id: 'back', label: labels.back},
	];
	const menu = useMenu(items, (id) => {
		if (id === 'start') read();
		if (id === 'back') back();
	});
	useField(
		draft,
		(next) => {
			setNotice(undefined);
			setDraft(next);
		},
		{isActive: menu.id === 'field', enter: read},
	);
	useGuard();
	return {menu, draft, notice};
};

export type TypedIdFrameProps = TypedId & {
	readonly title: string;
	readonly disk: Disk | undefined;
	/** Between what dies and the field. */
	readonly asked: (columns: number) => readonly Line[];
};

export const TypedIdFrame = ({title, disk, asked, menu, draft, notice}: TypedIdFrameProps) => {
	const words = useWords();
	const {confirm, whatDies: card} = words.screens;
	const isFocused = menu.id === 'field';
	const labelColumns = clean(confirm.label).length + 1;
	const field = {number: 1, label: confirm.label, labelColumns, inputColumns: 40};
	return (
		<Frame
			title={title}
			tone="bad"
			hints={
				isFocused ? ['type', 'move', 'take'] : ['move', 'take', 'number', 'page', 'back', 'more']
			}
		>
			{({columns, rows}) => {
				const below = [
					...asked(columns),
					...fieldLines({...field, draft, isFocused, error: notice}, words, columns),
				];
				const cardRows = rows - below.length - actionRows;
				return (
					<>
						{cardRows > 1 && (
							<Pager
								title={card.title}
								tone="bad"
								lines={whatDies(disk, words, columns)}
								columns={columns}
								rows={cardRows}
								isActive={!isFocused}
							/>
						)}
						<Lines lines={below} />
						<MenuList menu={menuAfter(menu, 1)} columns={columns} rows={actionRows} />
					</>
				);
			}}
		</Frame>
	);
};

const actionRows = 2;
