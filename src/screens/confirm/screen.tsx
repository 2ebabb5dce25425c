/**
 * The last question: the id of the disk, typed. Nothing is preselected that destroys: what stands in the
 * field counts, and it begins empty each time.
 */
import {useState} from 'react';
import type {Confirmation} from '../../hardware/confirmation.ts';
import type {Disk} from '../../hardware/facts.ts';
import type {Words} from '../../words/index.ts';
import {fieldLines, useField} from '../components/field.tsx';
import {Frame} from '../components/frame.tsx';
import {Lines} from '../components/lines.tsx';
import {MenuList, menuAfter, useMenu} from '../components/menu.tsx';
import {Pager} from '../components/pager.tsx';
import {useWords} from '../context.tsx';
import {whatDies} from '../disks/what-dies.ts';
import {type Draft, draftOf} from '../editor.ts';
import {useGuard} from '../guard.ts';
import {type Line, paragraph} from '../lines.ts';
import type {Dispatch, Moves} from '../moves.ts';
import {clean} from '../text.ts';
import {readConfirmForm} from './form.ts';

export type ConfirmScreenProps = {
	readonly confirmation: Confirmation;
	readonly disk: Disk | undefined;
	/** How many warnings kernel arguments let pass; absent where a person came here through the questions. */
	readonly passedByOrder: number | undefined;
	readonly moves: Moves;
	readonly dispatch: Dispatch;
};

export const ConfirmScreen = (props: ConfirmScreenProps) => {
	const words = useWords();
	const {confirm, whatDies: card} = words.screens;
	const {menu, draft, notice} = useConfirmForm(props, words);
	const isFocused = menu.id === 'field';
	return (
		<Frame
			title={confirm.title}
			tone="bad"
			hints={
				isFocused ? ['type', 'move', 'take'] : ['move', 'take', 'number', 'page', 'back', 'more']
			}
		>
			{({columns, rows}) => {
				const below: readonly Line[] = [
					...(props.passedByOrder === undefined
						? []
						: paragraph(confirm.ordered(props.passedByOrder), columns)),
					...paragraph(question(props.confirmation, words), columns, {tone: 'strong'}),
					...confirmField(draft, isFocused, notice, words, columns),
				];
				const cardRows = rows - below.length - actionRows;
				return (
					<>
						{cardRows > 1 && (
							<Pager
								title={card.title}
								tone="bad"
								lines={whatDies(props.disk, words, columns)}
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

const question = ({kind, text, from}: Confirmation, {screens}: Words): string =>
	screens.confirm.ask[kind](kind === 'size-and-slot' ? text : from);

const confirmField = (
	draft: Draft,
	isFocused: boolean,
	notice: string | undefined,
	words: Words,
	columns: number,
): readonly Line[] => {
	const {label} = words.screens.confirm;
	const labelColumns = clean(label).length + 1;
	return fieldLines(
		{number: 1, label, labelColumns, inputColumns: 40, draft, isFocused, error: notice},
		words,
		columns,
	);
};

const useConfirmForm = ({confirmation, moves, dispatch}: ConfirmScreenProps, words: Words) => {
	const {confirm, back} = words.screens;
	const [draft, setDraft] = useState(() => draftOf(''));
	const [notice, setNotice] = useState<string>();
	const start = (): void => {
		const result = readConfirmForm(draft.text, confirmation);
		if (result.ok) {
			setNotice(confirm.started);
			dispatch({type: 'install.start', typed: result.typed});
			return;
		}
		setNotice(result.problem === 'empty' ? confirm.empty : confirm.wrong(draft.text));
		setDraft(draftOf(''));
		menu.moveTo('field');
	};
	const take = (id: string): void => {
		if (id === 'start') start();
		if (id === 'back') moves.back();
	};
	const items = [
		{id: 'field', label: confirm.label},
		{id: 'start', label: confirm.start},
		{id: 'back', label: back},
	];
	const menu = useMenu(items, take);
	useField(
		draft,
		(next) => {
			setNotice(undefined);
			setDraft(next);
		},
		{isActive: menu.id === 'field', enter: start},
	);
	useGuard();
	return {menu, draft, notice};
};
