/**
 * The console: takes the state from its port, decides which screen stands, and gives it what it shows. All
 * that it remembers itself is where this console is and what is half typed.
 */
import {useState, useSyncExternalStore} from 'react';
import type {LinkPort} from '../store/attached.ts';
import type {ConsolePort} from '../store/port.ts';
import {runMark} from '../store/run-lines.ts';
import type {ConsoleState} from '../store/state.ts';
import {words as english, type Words} from '../words/index.ts';
import type {ConsoleClock} from './context.tsx';
import type {Dialog, Dispatch, Moves} from './moves.ts';
import {RouteScreen} from './route-screen.tsx';
import {
	back,
	cover,
	forward,
	type Navigation,
	open,
	type Route,
	routeOf,
	type Section,
	sections,
	startNavigation,
	uncover,
} from './routes.ts';
import {safeState} from './safe-state.ts';
import type {SeedDrafts} from './seed/drafts.ts';
import {Shell} from './shell.tsx';

export type AppProps = {
	readonly console: ConsolePort;
	readonly clock: ConsoleClock;
	/** Present when the engine is another process, which other consoles may share. */
	readonly link?: LinkPort;
	readonly words?: Words;
	/** Where the engine keeps the journal. */
	readonly journalPath?: string;
	/** Absent: no shell is allowed on this console. */
	readonly openShell?: () => void;
	/** Of the program; absent where it is not known. */
	readonly version?: string;
	/** Prints a file as lines on this terminal; absent: the console has none. */
	readonly sendLines?: (path: string, numbers: string) => void;
};

export const App = (props: AppProps) => {
	const {console, clock, link, words = english, journalPath, openShell, version, sendLines} = props;
	const state = useSyncExternalStore(console.subscribe, console.getState);
	const [navigation, setNavigation] = useState(startNavigation);
	const [dialog, setDialog] = useState<Dialog>();
	const [seedDrafts, setSeedDrafts] = useState<SeedDrafts>();
	const [lookedAt, setLookedAt] = useState<ConsoleState['facts']>();
	const route = routeOf(state, navigation);
	const moves = movesFrom(route, state, setNavigation, setDialog);
	const dispatch: Dispatch = (action) => {
		if (action.type === 'facts.refresh') setLookedAt(state.facts);
		console.dispatch(action);
	};
	const surroundings = {
		words,
		clock,
		hostName: hostNameOf(state, words),
		safeState: safeState(state),
		runMark: runMark(state.run),
		isLooking: lookedAt === state.facts && !state.refusal,
		api: state.api,
		...(version !== undefined && {version}),
		...(state.refusal && {refusal: state.refusal}),
	};
	const {leave, cancel} = words.screens;
	return (
		<Shell
			surroundings={surroundings}
			moves={moves}
			dialog={dialog}
			closeDialog={() => setDialog(undefined)}
			texts={{safe: leave.safe, writing: leave.writing, cancel: cancel.text}}
			host={{
				serves: 'install',
				state,
				dispatch,
				...(openShell && {openShell}),
				...(sendLines && {sendLines}),
			}}
			isUrgent={state.countdown !== undefined}
			isLockable={isLockable(route, state)}
			link={link}
		>
			<RouteScreen
				key={route}
				route={route}
				state={state}
				nowMs={clock.now().getTime()}
				navigation={navigation}
				moves={moves}
				dispatch={dispatch}
				seedDrafts={seedDrafts}
				setSeedDrafts={setSeedDrafts}
				journalPath={journalPath}
				openShell={openShell}
			/>
		</Shell>
	);
};

/** The first screen and those of a run say which host this is and how it stands. */
const isLockable = (route: Route, {run}: ConsoleState): boolean =>
	route !== 'host' && (run === undefined || run.isAcknowledged);

const hostNameOf = ({facts}: ConsoleState, {screens}: Words): string =>
	facts.kind === 'loaded' && facts.value.host.hostName.known
		? facts.value.host.hostName.value
		: screens.hostNameUnknown;

/** Moves are made from where the console stands when they are asked for. */
const movesFrom = (
	route: Route,
	state: ConsoleState,
	setNavigation: (change: (navigation: Navigation) => Navigation) => void,
	setDialog: (dialog: Dialog) => void,
): Moves => ({
	forward: () => setNavigation((now) => (isSection(route) ? forward(now, state, route) : now)),
	back: () => setNavigation((now) => backFrom(now, route)),
	open: (to) => setNavigation((now) => open(now, placeOf(route), to)),
	show: (overlay) => setNavigation((now) => cover(now, overlay)),
	ask: setDialog,
});

const backFrom = (navigation: Navigation, route: Route): Navigation => {
	if (navigation.overlay) return uncover(navigation);
	const isPlace = isSection(route) || route === 'confirm';
	return (isPlace ? back(navigation, route) : undefined) ?? navigation;
};

const isSection = (route: Route): route is Section =>
	(sections as readonly Route[]).includes(route);

/** A run has no place of its own in the trail: what follows it begins at the review. */
const placeOf = (route: Route): Section | 'confirm' =>
	isSection(route) || route === 'confirm' ? route : 'review';
