/** The logs of this host and of the engine, a page at a time; the newest one is followed. */
import {useRef, useState} from 'react';
import {logSeverities, logSources} from '../../../engine/tools/log-choices.ts';
import type {LookParams, Reading} from '../../../engine/tools/looks/index.ts';
import {fieldLines, useField} from '../../components/field.tsx';
import {Frame} from '../../components/frame.tsx';
import {Lines} from '../../components/lines.tsx';
import {MenuList, menuRows, useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {type Draft, draftOf} from '../../editor.ts';
import {commandOf} from '../../keys.ts';
import {filled, paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';
import type {ToolProps} from '../host.ts';
import {useLook} from '../use-look.ts';
import {askedOf, begunSteps, filterItems, firstFilter, type LogFilter, nextOf} from './filter.ts';
import {type LogPage, logPage} from './page.ts';

const followEveryMs = 2000;
/** What is past does not change. */
const pastEveryMs = 60_000;

type Page = LookParams<'logs'>['page'];

/** A screen has no more rows than this. */
const entriesOfPage = 100;
const newest: Page = {kind: 'newest', count: entriesOfPage};

export const LogsScreen = ({host, back}: ToolProps) => {
	const {run} = host.state;
	const [filter, setFilter] = useState<LogFilter>(() => firstFilter(run));
	const [isChoosing, setChoosing] = useState(false);
	if (isChoosing) {
		return (
			<StepChooser
				steps={begunSteps(run)}
				chosen={filter.step}
				choose={(step) => {
					const {step: _, ...others} = filter;
					setFilter(step === undefined ? others : {...others, step});
					setChoosing(false);
				}}
			/>
		);
	}
	return (
		<LogReader
			host={host}
			filter={filter}
			setFilter={setFilter}
			chooseStep={() => setChoosing(true)}
			back={back}
		/>
	);
};

const LogReader = ({
	host,
	filter,
	setFilter,
	chooseStep,
	back,
}: ToolProps & {
	readonly filter: LogFilter;
	readonly setFilter: (filter: LogFilter) => void;
	readonly chooseStep: () => void;
}) => {
	const words = useWords();
	const {tools, unknown} = words.screens;
	const [page, setPage] = useState<Page>(newest);
	const [draft, setDraft] = useState<Draft>();
	const isFollowing = page.kind === 'newest';
	const looked = useLook(
		'logs',
		askedOf(filter, host.state.run, page),
		isFollowing ? followEveryMs : pastEveryMs,
	);
	const entries = useKept(looked?.kind === 'loaded' ? looked.value.entries : undefined);
	const shown = useRef<LogPage>({lines: []});
	const choose = (change: Partial<LogFilter>): void => {
		setFilter({...filter, ...change});
		setPage(newest);
	};
	const take = (id: string): void => {
		if (id === 'source') choose({source: nextOf(logSources, filter.source)});
		if (id === 'severity') choose({severity: nextOf(logSeverities, filter.severity)});
		if (id === 'step') chooseStep();
		if (id === 'search') setDraft(draftOf(filter.search));
		if (id === 'newest') setPage(newest);
		if (id === 'back') back();
	};
	const menu = useMenu(filterItems(filter, words), take, {isActive: draft === undefined});
	useKeys(
		(key) => {
			const {first, last} = shown.current;
			const command = commandOf(key);
			if (command === 'previous' && first !== undefined) {
				setPage({kind: 'until', cursor: first, count: entriesOfPage});
				return true;
			}
			if (command === 'next' && last !== undefined && !isFollowing) {
				const isEnd = page.kind === 'from' && entries?.at(-1)?.cursor === last;
				setPage(isEnd ? newest : {kind: 'from', cursor: last, count: entriesOfPage});
				return true;
			}
			return false;
		},
		{isActive: draft === undefined},
	);
	useKeys(
		(key) => {
			if (key.name !== 'escape') return false;
			setDraft(undefined);
			return true;
		},
		{isActive: draft !== undefined},
	);
	useField(draft ?? draftOf(''), setDraft, {
		isActive: draft !== undefined,
		enter: () => {
			choose({search: draft?.text.trim() ?? ''});
			setDraft(undefined);
		},
	});
	const mark = looked === undefined ? tools.looking : isFollowing ? tools.logs.following : '';
	return (
		<Frame
			title={tools.logs.title}
			mark={mark}
			hints={draft ? ['type', 'take'] : ['move', 'take', 'number', 'page', 'back', 'more']}
		>
			{({columns, rows}) => {
				const below = draft
					? fieldLines(
							{
								number: searchNumber,
								label: tools.logs.searchLabel,
								labelColumns: tools.logs.searchLabel.length + 2,
								draft,
								isFocused: true,
								note: tools.logs.searchNote,
							},
							words,
							columns,
						)
					: [];
				const height = rows - (draft ? below.length : menuRows(menu.items, columns));
				const from = page.kind === 'from' ? 'beginning' : 'end';
				shown.current = logPage(entries ?? [], from, columns, height);
				const lines =
					looked?.kind === 'failed'
						? paragraph(unknown(looked.problem.message), columns, {tone: 'bad'})
						: entries?.length === 0
							? paragraph(tools.logs.nothing, columns)
							: shown.current.lines;
				return (
					<>
						<Lines lines={filled(lines, height)} />
						{draft ? (
							<Lines lines={below} />
						) : (
							<MenuList menu={menu} columns={columns} rows={rows - height} />
						)}
					</>
				);
			}}
		</Frame>
	);
};

/** Of the line that leads to the field. */
const searchNumber = 4;

/** The newest that there was, while the next is on its way. */
const useKept = (
	entries: Reading<'logs'>['entries'] | undefined,
): Reading<'logs'>['entries'] | undefined => {
	const kept = useRef(entries);
	if (entries) kept.current = entries;
	return kept.current;
};

const StepChooser = ({
	steps,
	chosen,
	choose,
}: {
	readonly steps: readonly string[];
	readonly chosen: string | undefined;
	readonly choose: (step: string | undefined) => void;
}) => {
	const {logs} = useWords().screens.tools;
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		choose(chosen);
		return true;
	});
	const items = [
		{id: '', label: logs.step(logs.everyStep)},
		...steps.map((id) => ({id, label: id})),
	];
	const menu = useMenu(
		items,
		(id) => choose(id === '' ? undefined : id),
		chosen === undefined ? {} : {initial: chosen},
	);
	return <SheetScreen title={logs.chooseStep} menu={menu} lines={() => []} />;
};
