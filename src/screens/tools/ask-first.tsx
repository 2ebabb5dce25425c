/** The question before something is done: what it does and what that costs. Going back is the first line. */
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import {useGuard} from '../guard.ts';
import {commandOf} from '../keys.ts';
import {emptyLine, type Line, paragraph} from '../lines.ts';
import {useKeys} from '../terminal/keyboard.tsx';

export type AskFirstProps = {
	readonly title: string;
	/** What it does and what that costs. */
	readonly text: string;
	/** Below the text. */
	readonly lines?: ((columns: number) => readonly Line[]) | undefined;
	/** The line that begins it. */
	readonly label: string;
	readonly act: () => void;
	/** It was begun, or nobody wants it. */
	readonly close: () => void;
};

export const AskFirst = ({title, text, lines, label, act, close}: AskFirstProps) => {
	const {screens} = useWords();
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
		if (id === 'do') act();
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
