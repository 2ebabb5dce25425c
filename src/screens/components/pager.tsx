/** Lines that may be more than the rows there are: Left and Right turn the pages, and the rule says so. */
import {useState} from 'react';
import {useWords} from '../context.tsx';
import {commandOf} from '../keys.ts';
import {filled, type Line} from '../lines.ts';
import {titledRule} from '../rules.ts';
import {useKeys} from '../terminal/keyboard.tsx';
import {usePresentation} from '../terminal/presentation.tsx';
import type {Tone} from '../theme.ts';
import {Lines} from './lines.tsx';

export type PagerProps = {
	/** On the rule above the lines; absent: the rule is below them. */
	readonly title?: string;
	readonly tone?: Tone;
	readonly lines: readonly Line[];
	readonly columns: number;
	/** The rule included; all of them are drawn. */
	readonly rows: number;
	readonly isActive?: boolean;
};

export const Pager = ({title, tone, lines, columns, rows, isActive = true}: PagerProps) => {
	const words = useWords();
	const isPlain = usePresentation() === 'lines';
	const [wanted, setPage] = useState(0);
	const size = Math.max(1, rows - 1);
	const pages = Math.max(1, Math.ceil(lines.length / size));
	const page = Math.min(wanted, pages - 1);
	useKeys(
		(key) => {
			const step = pageSteps[commandOf(key) ?? ''];
			if (step === undefined) return false;
			setPage(Math.max(0, Math.min(page + step, pages - 1)));
			return true;
		},
		{isActive: isActive && pages > 1},
	);
	const mark = pages > 1 ? words.screens.page(page + 1, pages) : '';
	const rule = titledRule(columns, title ?? '', mark, tone);
	const found = lines.slice(page * size, (page + 1) * size);
	const visible = isPlain ? found : filled(found, size);
	return <Lines lines={title === undefined ? [...visible, rule] : [rule, ...visible]} />;
};

const pageSteps: Readonly<Record<string, number>> = {previous: -1, next: 1};
