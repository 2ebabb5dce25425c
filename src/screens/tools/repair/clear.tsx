/** Clearing an install: the disk, what dies, and its id typed. Nothing is preselected that destroys. */
import {useState} from 'react';
import {confirmationFor} from '../../../hardware/confirmation.ts';
import {sizeText} from '../../../hardware/disk-name.ts';
import {ineligibilities} from '../../../hardware/eligibility.ts';
import type {Disk} from '../../../hardware/facts.ts';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {TypedIdFrame, useTypedId} from '../../confirm/typed-id.tsx';
import {useWords} from '../../context.tsx';
import {contentsText} from '../../disks/contents.ts';
import {commandOf} from '../../keys.ts';
import {paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
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
	const {repair, leaveAsIs} = useWords().screens.tools;
	const {dispatch} = useTools();
	const confirmation = confirmationFor(disk, disks);
	useBack(close);
	const form = useTypedId({
		confirmation,
		labels: {start: repair.clearStart, back: leaveAsIs},
		start: (typed) => {
			dispatch({type: 'tool.do', deed: 'disk.clear', params: {path: disk.path, typed}});
			close();
			return undefined;
		},
		back: close,
	});
	const {kind, text, from} = confirmation;
	const question = repair.clearAsk[kind](kind === 'size-and-slot' ? text : from);
	return (
		<TypedIdFrame
			{...form}
			title={repair.clear}
			disk={disk}
			asked={(columns) => paragraph(question, columns, {tone: 'strong'})}
		/>
	);
};

const useBack = (close: () => void): void => {
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
};
