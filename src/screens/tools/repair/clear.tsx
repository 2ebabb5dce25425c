/** Clearing an install: the disk, what dies, and its id typed. Nothing is preselected that destroys. */
import {useState} from 'react';
import {confirmationFor} from '../../../hardware/confirmation.ts';
import {sizeText} from '../../../hardware/disk-name.ts';
import {ineligibilities} from '../../../hardware/eligibility.ts';
import type {Disk} from '../../../hardware/facts.ts';
import {fieldLines, useField} from '../../components/field.tsx';
import {Frame} from '../../components/frame.tsx';
import {Lines} from '../../components/lines.tsx';
import {MenuList, menuAfter, useMenu} from '../../components/menu.tsx';
import {Pager} from '../../components/pager.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {readConfirmForm} from '../../confirm/form.ts';
import {useWords} from '../../context.tsx';
import {contentsText} from '../../disks/contents.ts';
import {whatDies} from '../../disks/what-dies.ts';
import {draftOf} from '../../editor.ts';
import {useGuard} from '../../guard.ts';
import {commandOf} from '../../keys.ts';
import {paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import {clean} from '../../text.ts';
import {useTools} from '../tools-context.tsx';

type ClearProps = {
	/** All disks of the host. */
	readonly disks: readonly Disk[];
	readonly close: () => void;
};

export const ClearScreen = ({disks, close}: ClearProps) => {
	const [chosen, setChosen] = useState<Disk>();
	return chosen === undefined ? (
		<DiskChoice disks={disks} choose={setChosen} close={close} />
	) : (
		<TypedClear disk={chosen} disks={disks} close={close} />
	);
};

const DiskChoice = ({
	disks,
	choose,
	close,
}: ClearProps & {readonly choose: (disk: Disk) => void}) => {
	const words = useWords();
	const {repair} = words.screens.tools;
	useBack(close);
	// One that is too small to install to may still be cleared.
	const clearable = disks.filter((disk) => ineligibilities(disk, {minimumBytes: 0}).length === 0);
	const items = [
		{id: 'back', label: words.screens.tools.leaveAsIs},
		...clearable.map((disk) => ({
			id: disk.path,
			label: repair.disk(
				disk.path,
				sizeText(disk.fingerprint.sizeBytes),
				contentsText(disk.contents, words),
			),
		})),
	];
	const menu = useMenu(items, (id) => {
		const disk = clearable.find(({path}) => path === id);
		if (disk) choose(disk);
		else close();
	});
	return (
		<SheetScreen
			title={repair.clearTitle}
			tone="bad"
			menu={menu}
			lines={(columns) =>
				paragraph(clearable.length === 0 ? repair.noDisk : repair.clearText, columns)
			}
		/>
	);
};

const TypedClear = ({disk, disks, close}: ClearProps & {readonly disk: Disk}) => {
	const words = useWords();
	const {confirm, whatDies: card, tools} = words.screens;
	const confirmation = confirmationFor(disk, disks);
	const {menu, draft, notice} = useTypedForm(disk, disks, close);
	const isFocused = menu.id === 'field';
	const labelColumns = clean(confirm.label).length + 1;
	return (
		<Frame
			title={tools.repair.clear}
			tone="bad"
			hints={
				isFocused ? ['type', 'move', 'take'] : ['move', 'take', 'number', 'page', 'back', 'more']
			}
		>
			{({columns, rows}) => {
				const {kind, text, from} = confirmation;
				const asked = tools.repair.clearAsk[kind](kind === 'size-and-slot' ? text : from);
				const below = [
					...paragraph(asked, columns, {tone: 'strong'}),
					...fieldLines(
						{
							number: 1,
							label: confirm.label,
							labelColumns,
							inputColumns: 40,
							draft,
							isFocused,
							error: notice,
						},
						words,
						columns,
					),
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

const useTypedForm = (disk: Disk, disks: readonly Disk[], close: () => void) => {
	const {screens} = useWords();
	const {dispatch} = useTools();
	const [draft, setDraft] = useState(() => draftOf(''));
	const [notice, setNotice] = useState<string>();
	useBack(close);
	const start = (): void => {
		const result = readConfirmForm(draft.text, confirmationFor(disk, disks));
		if (result.ok) {
			dispatch({
				type: 'tool.do',
				deed: 'disk.clear',
				params: {path: disk.path, typed: result.typed},
			});
			close();
			return;
		}
		const {empty, wrong} = screens.confirm;
		setNotice(result.problem === 'empty' ? empty : wrong(draft.text));
		setDraft(draftOf(''));
		menu.moveTo('field');
	};
	const items = [
		{id: 'field', label: screens.confirm.label},
		{id: 'start', label: screens.tools.repair.clearStart},
		{id: 'back', label: screens.tools.leaveAsIs},
	];
	const menu = useMenu(items, (id) => {
		if (id === 'start') start();
		if (id === 'back') close();
	});
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

const useBack = (close: () => void): void => {
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
};
