/** The disks of this host: health, what holds each and what frees it, what it does now, and where it is. */
import {useState} from 'react';
import {ChooserScreen, type Detail} from '../../components/chooser-screen.tsx';
import {useMenu} from '../../components/menu.tsx';
import {useWords} from '../../context.tsx';
import {shortName} from '../../disks/rows.ts';
import {type Line, paragraph, span} from '../../lines.ts';
import {ConfirmDeed} from '../confirm-deed.tsx';
import {deedLines} from '../deed-lines.ts';
import {useTools} from '../tools-context.tsx';
import {useLook} from '../use-look.ts';
import {diskToolLines, diskToolTable, toneOf} from './lines.ts';

const everyMs = 30_000;
const ratesEveryMs = 2000;

export const DisksTool = ({back}: {readonly back: () => void}) => {
	const [asking, setAsking] = useState<string>();
	const [last, setLast] = useState<string>();
	const {locate} = useWords().screens.tools.disks;
	const ask = (path: string): void => {
		setLast(path);
		setAsking(path);
	};
	return asking === undefined ? (
		<DiskList initial={last} ask={ask} back={back} />
	) : (
		<ConfirmDeed
			title={locate.title(asking)}
			text={locate.text}
			label={locate.start}
			deed={{type: 'tool.do', deed: 'disk.locate', params: {path: asking}}}
			close={() => setAsking(undefined)}
		/>
	);
};

const DiskList = ({
	initial,
	ask,
	back,
}: {
	/** The line that has the cursor at first. */
	readonly initial: string | undefined;
	readonly ask: (path: string) => void;
	readonly back: () => void;
}) => {
	const words = useWords();
	const {screens} = words;
	const {state, dispatch} = useTools();
	const looked = useLook('disks', {}, everyMs);
	const rated = useLook('diskRates', {}, ratesEveryMs);
	const disks = looked?.kind === 'loaded' ? looked.value.disks : [];
	const rates = rated?.kind === 'loaded' ? rated.value.rates : [];
	const deed = state.deed?.deed === 'disk.locate' ? state.deed : undefined;
	const isShowing = deed !== undefined && deed.outcome === undefined;
	const itemsOf = (labels: readonly string[]) => [
		...disks.map((disk, index) => ({
			id: disk.path,
			label: labels[index] ?? disk.path,
			tone: toneOf(disk),
		})),
		...(isShowing ? [{id: 'stop', label: screens.tools.disks.stop}] : []),
		{id: 'back', label: screens.back},
	];
	const take = (id: string): void => {
		if (id === 'back') back();
		else if (id === 'stop') dispatch({type: 'tool.stop'});
		else ask(id);
	};
	const menu = useMenu(itemsOf([]), take, initial === undefined ? {} : {initial});
	const current = disks.find(({path}) => path === menu.id);
	const table = (columns: number) =>
		diskToolTable(disks, rates, words, columns - labelIndent(itemsOf([]).length));
	const heading = (columns: number): readonly Line[] => [
		...deedLines(deed, words, columns),
		...listHeading(looked, words, columns),
		...(disks.length > 0
			? [[span(' '.repeat(labelIndent(itemsOf([]).length))), span(table(columns).head, 'muted')]]
			: []),
	];
	const detail = (columns: number): Detail => ({
		title: current ? shortName(current) : screens.tools.disks.title,
		tone: current && toneOf(current),
		lines: current ? diskToolLines(current, rates, words, columns) : [],
	});
	return (
		<ChooserScreen
			title={screens.tools.disks.title}
			hints={['move', 'take', 'number', 'page', 'back', 'more']}
			heading={heading}
			menu={(columns) => ({...menu, items: itemsOf(table(columns).rows)})}
			detail={detail}
		/>
	);
};

/** `> 12  ` */
const labelIndent = (count: number): number => String(count).length + 4;

const listHeading = (
	looked: ReturnType<typeof useLook<'disks'>>,
	words: ReturnType<typeof useWords>,
	columns: number,
): readonly Line[] => {
	const {tools} = words.screens;
	if (looked === undefined) return paragraph(tools.looking, columns);
	if (looked.kind === 'failed') return paragraph(looked.problem.message, columns, {tone: 'bad'});
	return looked.value.disks.length === 0 ? paragraph(tools.disks.none, columns) : [];
};
