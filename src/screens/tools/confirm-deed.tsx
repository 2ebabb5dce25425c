/** The question before a deed: what it does, and the line that begins it. Going back is the first line. */
import type {ToolAction} from '../../engine/tools/actions.ts';
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import {useGuard} from '../guard.ts';
import {commandOf} from '../keys.ts';
import {emptyLine, type Line, paragraph} from '../lines.ts';
import {useKeys} from '../terminal/keyboard.tsx';
import {useTools} from './tools-context.tsx';

export type ConfirmDeedProps = {
	readonly title: string;
	/** What it does and what that costs. */
	readonly text: string;
	/** Below the text. */
	readonly lines?: (columns: number) => readonly Line[];
	/** The line that begins it. */
	readonly label: string;
	readonly deed: ToolAction & {readonly type: 'tool.do'};
	/** It was begun, or nobody wants it. */
	readonly close: () => void;
};

export const ConfirmDeed = ({title, text, lines, label, deed, close}: ConfirmDeedProps) => {
	const {screens} = useWords();
	const {dispatch} = useTools();
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
	const items = [
		{id: 'back', label: screens.tools.leaveAsIs},
		{id: 'do', label},
	];
	const menu = useMenu(items, (id) => {
		if (id === 'do') dispatch(deed);
		close();
	});
	useGuard();
	return (
		<SheetScreen
			title={title}
			tone="warning"
			menu={menu}
			lines={(columns) => [
				emptyLine,
				...paragraph(text, columns),
				...(lines ? [emptyLine, ...lines(columns)] : []),
			]}
		/>
	);
};
