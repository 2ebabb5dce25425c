/** A sheet to read that covers another screen; its one line goes back. */
import {useMenu} from '../components/menu.tsx';
import {SheetScreen} from '../components/sheet-screen.tsx';
import {useWords} from '../context.tsx';
import type {Line} from '../lines.ts';
import type {Tone} from '../theme.ts';
import type {EdgeMoves} from './routes.ts';

export type CoverScreenProps = {
	readonly title: string;
	readonly mark?: string;
	readonly tone?: Tone;
	readonly lines: (columns: number) => readonly Line[];
	readonly moves: Pick<EdgeMoves, 'back'>;
};

export const CoverScreen = ({title, mark = '', tone, lines, moves}: CoverScreenProps) => {
	const {back} = useWords().screens;
	const menu = useMenu([{id: 'back', label: back}], () => moves.back());
	return <SheetScreen title={title} mark={mark} {...(tone && {tone})} menu={menu} lines={lines} />;
};
