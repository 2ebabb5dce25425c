/** The three small questions that may come over any screen: more, leave, cancel. */
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import {useGuard} from '../guard.ts';
import {emptyLine, paragraph} from '../lines.ts';
import type {Asks, Dialog, Moves} from '../moves.ts';
import {useAnyTerminal} from '../terminal/terminal-context.tsx';

/** What leaving and cancelling mean depends on the work. */
export type DialogTexts = {
	readonly safe: string;
	readonly writing: string;
	readonly cancel: string;
};

export type DialogProps = {
	readonly moves: Pick<Moves, 'show' | 'ask'>;
	readonly texts: DialogTexts;
	readonly isWriting: boolean;
	readonly close: () => void;
	readonly leave: () => void;
	readonly dispatch: Asks<'run.cancel'>;
};

export const DialogScreen = ({dialog, ...props}: DialogProps & {readonly dialog: Dialog}) => {
	switch (dialog) {
		case 'more':
			return <MoreDialog {...props} />;
		case 'leave':
			return <LeaveDialog {...props} />;
		case 'cancel':
			return <CancelDialog {...props} />;
	}
};

const MoreDialog = ({moves, close}: DialogProps) => {
	const {more, mode} = useWords().screens;
	const terminal = useAnyTerminal();
	const take = (id: string): void => {
		close();
		if (id === 'mode') terminal?.changeKind();
		if (id === 'help' || id === 'log') moves.show(id);
		if (id === 'leave') moves.ask('leave');
	};
	const items = [
		{id: 'close', label: more.close},
		{id: 'help', label: more.help},
		{id: 'log', label: more.log},
		{id: 'leave', label: more.leave},
		...(terminal ? [{id: 'mode', label: mode.label(mode.kinds[terminal.kind()])}] : []),
	];
	const menu = useMenu(items, take);
	return <SheetScreen title={more.title} menu={menu} lines={() => []} />;
};

const LeaveDialog = ({moves, texts, isWriting, close, leave}: DialogProps) => {
	const words = useWords().screens.leave;
	const take = (id: string): void => {
		close();
		if (id === 'leave') leave();
		if (id === 'cancel') moves.ask('cancel');
	};
	const items = [
		{id: 'stay', label: words.stay},
		isWriting ? {id: 'cancel', label: words.cancel} : {id: 'leave', label: words.leave},
	];
	const menu = useMenu(items, take);
	useGuard();
	const text = isWriting ? texts.writing : texts.safe;
	return (
		<SheetScreen
			title={words.title}
			tone="warning"
			menu={menu}
			lines={(columns) => [emptyLine, ...paragraph(text, columns)]}
		/>
	);
};

const CancelDialog = ({texts, close, dispatch}: DialogProps) => {
	const words = useWords().screens.cancel;
	const take = (id: string): void => {
		close();
		if (id === 'cancel') dispatch({type: 'run.cancel'});
	};
	const items = [
		{id: 'stay', label: words.stay},
		{id: 'cancel', label: words.cancel},
	];
	const menu = useMenu(items, take);
	useGuard();
	return (
		<SheetScreen
			title={words.title}
			tone="bad"
			menu={menu}
			lines={(columns) => [emptyLine, ...paragraph(texts.cancel, columns)]}
		/>
	);
};
