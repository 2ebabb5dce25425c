/** All disks of the host; one that cannot be chosen stays visible and says why. */
import {useState} from 'react';
import type {Setting} from '../../config/settings.ts';
import type {Fact} from '../../hardware/facts.ts';
import type {DiskChoice} from '../../store/disk-choices.ts';
import type {Words} from '../../words/index.ts';
import {ChooserScreen, type Detail} from '../components/chooser-screen.tsx';
import {type MenuItem, useMenu} from '../components/menu.tsx';
import {useWords} from '../context.tsx';
import {type Line, paragraph, span} from '../lines.ts';
import type {Dispatch, Moves} from '../moves.ts';
import {diskDetail} from './detail.ts';
import {disksNotice} from './notice.ts';
import {diskTable, shortName} from './rows.ts';

export type DisksScreenProps = {
	readonly choices: Fact<readonly DiskChoice[]>;
	/** Kernel path of the chosen disk. */
	readonly chosen: string | undefined;
	/** What the configuration asks for. */
	readonly wanted: Setting<string> | undefined;
	readonly moves: Moves;
	readonly dispatch: Dispatch;
};

export const DisksScreen = ({choices, chosen, wanted, moves, dispatch}: DisksScreenProps) => {
	const words = useWords();
	const [refused, setRefused] = useState<DiskChoice>();
	const known = choices.known ? choices.value : [];
	const find = (id: string | undefined) => known.find(({disk}) => disk.path === id);
	const take = (id: string): void => {
		if (id === 'rescan') dispatch({type: 'facts.refresh'});
		if (id === 'back') moves.back();
		const choice = find(id);
		setRefused(choice && choice.reasons.length > 0 ? choice : undefined);
		if (choice?.reasons.length !== 0) return;
		dispatch({type: 'disk.choose', path: choice.disk.path});
		moves.forward();
	};
	const initial = chosen ?? known.find(({reasons}) => reasons.length === 0)?.disk.path;
	const menu = useMenu(itemsOf(known, [], words), take, {...(initial && {initial})});
	const rows = (columns: number) => diskTable(known, chosen, words, columns - labelIndent);
	const notice = refused
		? words.screens.disks.notThisOne(shortName(refused.disk))
		: disksNotice(choices, chosen, wanted, words);
	return (
		<ChooserScreen
			title={words.screens.disks.title}
			hints={['move', 'take', 'number', 'page', 'back', 'more']}
			heading={(columns) => [
				...(notice === undefined ? [] : paragraph(notice, columns, {tone: 'warning'})),
				...(known.length === 0 ? [] : [headLine(rows(columns).head)]),
			]}
			menu={(columns) => ({...menu, items: itemsOf(known, rows(columns).rows, words)})}
			detail={(columns) => detailOf(find(menu.id), words, columns)}
		/>
	);
};

/** `> 12  ` */
const labelIndent = 6;

const headLine = (head: string): Line => [span(`${' '.repeat(labelIndent)}${head}`, 'muted')];

const itemsOf = (
	choices: readonly DiskChoice[],
	labels: readonly string[],
	{screens}: Words,
): readonly MenuItem[] => [
	...choices.map(({disk, reasons}, index) => ({
		id: disk.path,
		label: labels[index] ?? disk.path,
		tone: reasons.length > 0 ? ('muted' as const) : undefined,
	})),
	{id: 'rescan', label: screens.disks.rescan},
	{id: 'back', label: screens.back},
];

const detailOf = (choice: DiskChoice | undefined, words: Words, columns: number): Detail =>
	choice
		? {
				title: words.screens.disks.detail(shortName(choice.disk)),
				lines: diskDetail(choice, words, columns),
			}
		: {title: '', lines: []};
