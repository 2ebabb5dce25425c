/** Lines that may be more than the rows there are: Left and Right turn the pages, and the rule says so. */
import {useState} from 'react';
import {useWords} from '../context.tsx';
import {commandOf} from '../keys.ts';
import type {Line} from '../lines.ts';
import {titledRule} from '../rules.ts';
import {useKeys} from '../terminal/keyboard.tsx';
import type {Tone} from '../theme.ts';
import {Lines} from './lines.tsx';

export const Pager = ({
	title,
	tone,
	lines,
	columns,
	rows,
	isActive = true,
}: {
	/** Absent: there is a rule only when there is more than one page. */
	readonly title?: string;
	readonly tone?: Tone;
	readonly lines: readonly Line[];
	readonly columns: number;
	/** The rule included. */
	readonly rows: number;
	readonly isActive?: boolean;
}) => {
	const words = useWords();
	const [wanted, setPage] = useState(0);
	const needsRule = title !== undefined || lines.length > rows;
	const size = Math.max(1, rows - (needsRule ? 1 : 0));
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
	const visible = lines.slice(page * size, (page + 1) * size);
	if (!needsRule) return <Lines lines={visible} />;
	return <Lines lines={[titledRule(columns, title ?? '', mark, tone), ...visible]} />;
};

const pageSteps: Readonly<Record<string, number>> = {previous: -1, next: 1};
