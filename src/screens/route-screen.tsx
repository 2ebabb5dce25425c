/** One screen a route: gives each of them the part of the state that it shows. */
import type {ReactNode} from 'react';
import {chosenDisk, diskChoices} from '../store/disk-choices.ts';
import {runView} from '../store/selectors.ts';
import type {ConsoleState, RunState} from '../store/state.ts';
import {BugScreen} from './bug/screen.tsx';
import {ConfirmScreen} from './confirm/screen.tsx';
import {CountdownScreen} from './countdown/screen.tsx';
import {DisksScreen} from './disks/screen.tsx';
import {DoneScreen} from './done/screen.tsx';
import {FailureScreen} from './failure/screen.tsx';
import {FindingsScreen} from './findings/screen.tsx';
import {HelpScreen} from './help/screen.tsx';
import {HostScreen} from './host/screen.tsx';
import {LogScreen} from './log/screen.tsx';
import type {Dispatch, Moves} from './moves.ts';
import {NetworkScreen} from './network/screen.tsx';
import {ProgressScreen} from './progress/screen.tsx';
import {ReviewScreen} from './review/screen.tsx';
import {canConfirm, isAnswered, type Navigation, type Route, sections} from './routes.ts';
import {type SeedDrafts, seedDrafts} from './seed/drafts.ts';
import {SeedScreen} from './seed/screen.tsx';
import {installCard} from './tools/evidence/card-data.ts';
import {WithCard} from './tools/evidence/with-card.tsx';

export type RouteScreenProps = {
	readonly route: Route;
	readonly state: ConsoleState;
	readonly nowMs: number;
	readonly navigation: Navigation;
	readonly moves: Moves;
	readonly dispatch: Dispatch;
	/** Absent until somebody typed into them. */
	readonly seedDrafts: SeedDrafts | undefined;
	readonly setSeedDrafts: (drafts: SeedDrafts) => void;
	readonly journalPath: string | undefined;
	readonly openShell: (() => void) | undefined;
};

export const RouteScreen = (props: RouteScreenProps) => screens[props.route](props);

const screens: Readonly<Record<Route, (props: RouteScreenProps) => ReactNode>> = {
	host: ({state, moves, dispatch}) => (
		<HostScreen
			facts={state.facts}
			eligibleDisks={eligibleCount(state)}
			moves={moves}
			dispatch={dispatch}
		/>
	),
	disks: ({state, moves, dispatch}) => (
		<DisksScreen
			choices={diskChoices(state)}
			chosen={state.chosenDisk}
			wanted={state.config.installationDisk}
			moves={moves}
			dispatch={dispatch}
		/>
	),
	network: ({state: {facts, ladder, findings}, moves, dispatch}) => (
		<NetworkScreen
			ladder={{ladder, findings}}
			network={facts.kind === 'loaded' ? facts.value.network : undefined}
			moves={moves}
			dispatch={dispatch}
		/>
	),
	seed: ({state: {config, seed}, seedDrafts: drafts, setSeedDrafts, moves, dispatch}) => (
		<SeedScreen
			config={config}
			seed={seed}
			drafts={drafts ?? seedDrafts(config)}
			setDrafts={setSeedDrafts}
			moves={moves}
			dispatch={dispatch}
		/>
	),
	findings: ({state: {findings, acceptedFindings}, moves, dispatch}) => (
		<FindingsScreen
			findings={findings}
			accepted={acceptedFindings}
			moves={moves}
			dispatch={dispatch}
		/>
	),
	review: ({state, navigation, moves}) => (
		<ReviewScreen
			config={state.config}
			disk={chosenDisk(state)}
			plan={state.plan}
			canConfirm={canConfirm(state)}
			unanswered={sections.filter(
				(section) => section !== 'review' && !isAnswered(section, state, navigation),
			)}
			moves={moves}
		/>
	),
	countdown: ({state, dispatch}) =>
		state.countdown && (
			<CountdownScreen
				countdown={state.countdown}
				facts={state.facts}
				disk={chosenDisk(state)}
				config={state.config}
				seed={state.seed}
				dispatch={dispatch}
			/>
		),
	confirm: ({state, moves, dispatch}) =>
		state.confirmation && (
			<ConfirmScreen
				confirmation={state.confirmation}
				disk={chosenDisk(state)}
				passedByOrder={state.mode === 'confirm' ? state.acceptedFindings.length : undefined}
				moves={moves}
				dispatch={dispatch}
			/>
		),
	progress: ({state: {run}, nowMs, moves}) =>
		run && <ProgressScreen view={runView(run, nowMs)} moves={moves} />,
	done: ({state, nowMs, moves, dispatch}) =>
		state.run && (
			<DoneScreen
				facts={state.facts}
				disk={chosenDisk(state)}
				seed={state.seed}
				seedImage={state.config.seedImage?.value}
				run={state.run}
				view={runView(state.run, nowMs)}
				moves={moves}
				dispatch={dispatch}
			/>
		),
	failure: (props) => props.state.run && failureScreen(props, props.state.run),
	bug: (props) => props.state.run && bugScreen(props, props.state.run),
	log: ({state: {run}, moves}) => (
		<LogScreen log={run?.log ?? []} outcome={run?.outcome?.kind} moves={moves} />
	),
	help: ({moves}) => <HelpScreen moves={moves} />,
};

const failureScreen = (
	{state, nowMs, moves, dispatch, openShell}: RouteScreenProps,
	run: RunState,
): ReactNode => {
	const {outcome} = run;
	if (!outcome || outcome.kind === 'done' || outcome.kind === 'skipped') return null;
	return (
		<WithCard cardAt={(moment) => installCard(state, moment)}>
			{(showCard) => (
				<FailureScreen
					failure={outcome}
					facts={state.facts}
					disk={chosenDisk(state)}
					run={run}
					view={runView(run, nowMs)}
					moves={moves}
					dispatch={dispatch}
					openShell={openShell}
					showCard={showCard}
				/>
			)}
		</WithCard>
	);
};

const bugScreen = (
	{state, nowMs, journalPath, moves, dispatch}: RouteScreenProps,
	run: RunState,
): ReactNode => {
	const {outcome} = run;
	if (outcome?.kind !== 'failed') return null;
	return (
		<WithCard cardAt={(moment) => installCard(state, moment)}>
			{(showCard) => (
				<BugScreen
					problem={outcome.error}
					facts={state.facts}
					disk={chosenDisk(state)}
					run={run}
					view={runView(run, nowMs)}
					journalPath={journalPath}
					moves={moves}
					dispatch={dispatch}
					showCard={showCard}
				/>
			)}
		</WithCard>
	);
};

const eligibleCount = (state: ConsoleState): number => {
	const choices = diskChoices(state);
	return choices.known ? choices.value.filter(({reasons}) => reasons.length === 0).length : 0;
};
