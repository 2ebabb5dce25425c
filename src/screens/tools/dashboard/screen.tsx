/**
 * The dashboard. Where a terminal has room for it and shows pictures, blessed-contrib has the terminal for itself, and
 * is loaded only then; elsewhere the same figures stand on a screen like any other.
 */
import {useWindowSize} from 'ink';
import {useEffect, useLayoutEffect, useRef, useState} from 'react';
import type {Words} from '../../../words/index.ts';
import {lightTones} from '../../components/frame.tsx';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {type Surroundings, useSurroundings} from '../../context.tsx';
import {emptyLine, type Line, paragraph, span} from '../../lines.ts';
import {plainRule, spread, titledRule} from '../../rules.ts';
import {usePresentation} from '../../terminal/presentation.tsx';
import type {TerminalProfile} from '../../terminal/profile.ts';
import {useAnyTerminal} from '../../terminal/terminal-context.tsx';
import type {ToolProps} from '../host.ts';
import {useLook} from '../use-look.ts';
import type {DashboardPicture, Feed} from './contrib/run.ts';
import {emptyHistory, withReading} from './history.ts';
import {dashboardView, figureLines} from './view.ts';

const spaceEveryMs = 10_000;
const leastColumns = 72;
const leastRows = 23;

export const DashboardScreen = ({host, back}: ToolProps) => {
	const surroundings = useSurroundings();
	const {words} = surroundings;
	const {run} = host.state;
	const [everyMs, setEveryMs] = useState(quickMs);
	const load = useLook('load', {}, everyMs);
	const space = useLook('space', {}, spaceEveryMs);
	const [history, setHistory] = useState(emptyHistory);
	const newest = load?.kind === 'loaded' ? withReading(history, load.value) : history;
	if (newest !== history) setHistory(newest);
	const room = space?.kind === 'loaded' ? space.value : undefined;
	const graphs = useLentTerminal(
		{
			header: (columns) => headerLines(surroundings, columns),
			view: dashboardView(newest, room, run, words),
			footer: (columns) => footerLines(surroundings, columns),
		},
		(profile) => setEveryMs(periodOf(profile)),
		back,
	);
	const menu = useMenu([{id: 'back', label: words.screens.back}], back);
	const {title, opening, without} = words.screens.tools.dashboard;
	return (
		<SheetScreen
			title={title}
			menu={menu}
			lines={(columns) =>
				// What nobody sees below the graphs need not change with them.
				graphs === 'shown'
					? paragraph(opening, columns)
					: [
							...paragraph(without[graphs], columns),
							emptyLine,
							...figureLines(newest, room, run, words, columns),
						]
			}
		/>
	);
};

const quickMs = 1000;

/** A frame of the graphs is about a thousand bytes. */
const periodOf = ({lineBytesPerSecond}: TerminalProfile): number =>
	lineBytesPerSecond !== undefined && lineBytesPerSecond < 3000 ? 4 * quickMs : quickMs;

/** `shown`: they have the terminal, or are about to. */
type Graphs = 'shown' | 'noRoom' | 'broken';

/** The terminal is had as long as this screen stands. */
const useLentTerminal = (
	picture: DashboardPicture,
	lentWith: (profile: TerminalProfile) => void,
	back: () => void,
): Graphs => {
	const terminal = useAnyTerminal();
	const {columns, rows} = useWindowSize();
	const [isBroken, setBroken] = useState(false);
	const hasRoom = columns >= leastColumns && rows >= leastRows;
	const presentation = usePresentation();
	const isWanted = !isBroken && hasRoom && presentation === 'screen';
	const [feed] = useState(() => openFeed(picture));
	const newest = useRef({lentWith, back});
	useLayoutEffect(() => {
		newest.current = {lentWith, back};
		feed.set(picture);
	});
	useEffect(() => {
		if (!isWanted || !terminal) return;
		const leaving = new AbortController();
		const show = async (): Promise<void> => {
			const {runDashboard} = await import('./contrib/run.ts');
			if (leaving.signal.aborted) return;
			await terminal.lend(async (lent) => {
				newest.current.lentWith(lent.profile);
				await runDashboard(lent, feed, AbortSignal.any([leaving.signal, lent.signal]));
				if (!leaving.signal.aborted) newest.current.back();
			});
		};
		show().catch(() => setBroken(true));
		return () => leaving.abort();
	}, [isWanted, terminal, feed]);
	if (isBroken) return 'broken';
	return isWanted && terminal ? 'shown' : 'noRoom';
};

const openFeed = (
	first: DashboardPicture,
): Feed & {readonly set: (picture: DashboardPicture) => void} => {
	let current = first;
	const listeners = new Set<() => void>();
	return {
		newest: () => current,
		set: (picture) => {
			current = picture;
			for (const listener of listeners) listener();
		},
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};

const headerLines = (
	{words, hostName, safeState}: Surroundings,
	columns: number,
): readonly Line[] => {
	const {header, tools} = words.screens;
	const light = ` ${header.safe[safeState]} `;
	return [
		spread(columns, `${header.product}  ${hostName}`, light, lightTones[safeState]),
		titledRule(columns, tools.dashboard.title),
	];
};

const footerLines = ({words, notice}: Surroundings, columns: number): readonly Line[] => [
	...(notice === undefined ? [] : paragraph(notice, columns, {tone: 'strong'})),
	plainRule(columns),
	...keyLines(words, columns),
];

const keyLines = ({screens}: Words, columns: number): readonly Line[] =>
	paragraph(screens.tools.dashboard.keys, columns - 1).map((line) => [span(' '), ...line]);
