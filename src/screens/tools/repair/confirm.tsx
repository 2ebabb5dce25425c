/** The question before a repair: what it does, and what that costs. Going back is the first line. */
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {useGuard} from '../../guard.ts';
import {commandOf} from '../../keys.ts';
import {emptyLine, paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';

export const ConfirmRepair = ({
	label,
	text,
	act,
	close,
}: {
	readonly label: string;
	readonly text: string;
	readonly act: () => void;
	readonly close: () => void;
}) => {
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
			title={label}
			tone="warning"
			menu={menu}
			lines={(columns) => [emptyLine, ...paragraph(text, columns)]}
		/>
	);
};
