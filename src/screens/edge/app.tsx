/**
 * The console at the edge: takes the state from its port, decides which screen stands, and gives it what it
 * shows. All that it remembers itself is where this console is and what is half typed.
 */
import {useState, useSyncExternalStore} from 'react';
import type {ApiNotice} from '../../engine/api/notice.ts';
import type {EdgeAction} from '../../engine/edge/actions.ts';
import type {LinkPort} from '../../store/attached.ts';
import type {EdgeState} from '../../store/edge/state.ts';
import type {ConsolePort} from '../../store/port.ts';
import {runMark} from '../../store/run-lines.ts';
import {words as english, type Words} from '../../words/index.ts';
import type {ConsoleClock} from '../context.tsx';
import type {Dialog} from '../moves.ts';
import {safeState} from '../safe-state.ts';
import {Shell} from '../shell.tsx';
import {type EntryDrafts, emptyEntry, withoutSecrets} from './entry/drafts.ts';
import {EdgeRouteScreen} from './route-screen.tsx';
import {
	backFrom,
	coverWith,
	type EdgeMoves,
	type EdgeNavigation,
	type EdgeRoute,
	edgeRouteOf,
	forwardFrom,
	openPlace,
	startEdgeNavigation,
} from './routes.ts';

export type EdgeAppProps = {
	readonly console: ConsolePort<EdgeState, EdgeAction>;
	readonly clock: ConsoleClock;
	/** Present when the engine is another process, which other consoles may share. */
	readonly link?: LinkPort;
	readonly words?: Words;
	/** Absent: no shell is allowed on this console. */
	readonly openShell?: () => void;
	/** Of the program; absent where it is not known. */
	readonly version?: string;
	/** Prints a file as lines on this terminal; absent: the console has none. */
	readonly sendLines?: (path: string, numbers: string) => void;
};

export const EdgeApp = (props: EdgeAppProps) => {
	const {console, clock, link, words = english, openShell, version, sendLines} = props;
	const state = useSyncExternalStore(console.subscribe, console.getState);
	const [navigation, setNavigation] = useState(startEdgeNavigation);
	const [dialog, setDialog] = useState<Dialog>();
	const [drafts, setDrafts] = useState<EntryDrafts>(emptyEntry);
	/** The medium that the doctor shows. */
	const [device, setDevice] = useState('');
	const route = edgeRouteOf(state, navigation);
	const moves = movesFrom(route, setNavigation, setDialog);
	const surroundings = {
		words,
		clock,
		hostName: hostNameOf(state, words),
		safeState: safeState(state),
		runMark: runMark(state.run),
		isLooking: false,
		api: shownApi(state),
		...(version !== undefined && {version}),
		...(state.refusal && {refusal: state.refusal}),
	};
	const {safe, writing, cancel} = words.screens.edge.dialogs;
	return (
		<Shell
			surroundings={surroundings}
			moves={moves}
			dialog={dialog}
			closeDialog={() => setDialog(undefined)}
			texts={{safe, writing, cancel}}
			host={{
				serves: 'deploy',
				state,
				dispatch: console.dispatch,
				...(openShell && {openShell}),
				...(sendLines && {sendLines}),
			}}
			isLockable={isLockable(route, state)}
			onLock={() => setDrafts(withoutSecrets)}
			link={link}
		>
			<EdgeRouteScreen
				key={route}
				route={route}
				state={state}
				nowMs={clock.now().getTime()}
				moves={moves}
				dispatch={console.dispatch}
				drafts={drafts}
				setDrafts={setDrafts}
				device={device}
				look={(next) => {
					setDevice(next);
					moves.show('doctor');
				}}
			/>
		</Shell>
	);
};

/** The first screen, and those of the work, say which host this is and how it stands. */
const isLockable = (route: EdgeRoute, {run, unit}: EdgeState): boolean =>
	route !== 'waiting' && unit === undefined && (run === undefined || run.isAcknowledged);

/** Whoever passes by a deployed host may read its screen, but not ask its engine. */
const shownApi = ({api, run}: EdgeState): ApiNotice | undefined => {
	if (api?.kind !== 'listening' || run?.outcome?.kind !== 'done') return api;
	const {token: _, ...open} = api;
	return open;
};

const hostNameOf = ({facts, identity}: EdgeState, {screens}: Words): string => {
	if (facts.kind === 'loaded' && facts.value.hostName.known) return facts.value.hostName.value;
	return identity?.hostName ?? identity?.cluster ?? screens.hostNameUnknown;
};

const movesFrom = (
	route: EdgeRoute,
	setNavigation: (change: (navigation: EdgeNavigation) => EdgeNavigation) => void,
	setDialog: (dialog: Dialog) => void,
): EdgeMoves => ({
	forward: () => setNavigation((now) => forwardFrom(now, route)),
	back: () => setNavigation((now) => backFrom(now, route)),
	open: (to) => setNavigation((now) => openPlace(now, route, to)),
	show: (cover) => setNavigation((now) => coverWith(now, cover)),
	ask: setDialog,
});
