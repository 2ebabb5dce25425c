/** One screen a route: gives each of them the part of the state that it shows. */
import type {ReactNode} from 'react';
import type {EdgeState} from '../../store/edge/state.ts';
import {runView} from '../../store/selectors.ts';
import type {RunState} from '../../store/state.ts';
import {useWords} from '../context.tsx';
import {FindingsScreen} from '../findings/screen.tsx';
import {HelpScreen} from '../help/screen.tsx';
import {LogScreen} from '../log/screen.tsx';
import {edgeCard} from '../tools/evidence/card-data.ts';
import {WithCard} from '../tools/evidence/with-card.tsx';
import {AccessScreen} from './access/screen.tsx';
import {appliedLines} from './applied/lines.ts';
import {clusterLines} from './cluster/lines.ts';
import {CoverScreen} from './cover-screen.tsx';
import {DifferenceScreen} from './difference/screen.tsx';
import type {EdgeDispatch} from './dispatch.ts';
import {DoctorScreen} from './doctor/screen.tsx';
import type {EntryDrafts} from './entry/drafts.ts';
import {previewLines} from './entry/preview.ts';
import {EntryScreen} from './entry/screen.tsx';
import {DeployFailureScreen} from './failure/screen.tsx';
import {DeployProgressScreen} from './progress/screen.tsx';
import {recertLines} from './recert/lines.ts';
import {SiteReviewScreen} from './review/screen.tsx';
import type {EdgeMoves, EdgeRoute} from './routes.ts';
import {StartScreen} from './start/screen.tsx';
import {StatusScreen} from './status/screen.tsx';
import {UnitScreen} from './unit/screen.tsx';
import {WaitingScreen} from './waiting/screen.tsx';

export type EdgeRouteScreenProps = {
	readonly route: EdgeRoute;
	readonly state: EdgeState;
	readonly nowMs: number;
	readonly moves: EdgeMoves;
	readonly dispatch: EdgeDispatch;
	readonly drafts: EntryDrafts;
	readonly setDrafts: (drafts: EntryDrafts) => void;
	/** The medium that the doctor shows. */
	readonly device: string;
	readonly look: (device: string) => void;
};

export const EdgeRouteScreen = (props: EdgeRouteScreenProps) => screens[props.route](props);

const screens: Readonly<Record<EdgeRoute, (props: EdgeRouteScreenProps) => ReactNode>> = {
	waiting: ({state: {media, site, siteFrom}, moves, look}) => (
		<WaitingScreen media={media} site={site} siteFrom={siteFrom} moves={moves} look={look} />
	),
	doctor: ({state, device, moves, dispatch}) => (
		<DoctorScreen
			device={device}
			report={reportsOf(state).find(({medium}) => medium.device === device)}
			moves={moves}
			dispatch={dispatch}
		/>
	),
	entry: ({state: {site}, drafts, setDrafts, moves, dispatch}) => (
		<EntryScreen
			drafts={drafts}
			setDrafts={setDrafts}
			isMaking={site.kind === 'loading'}
			moves={moves}
			dispatch={dispatch}
		/>
	),
	preview: ({drafts, moves}) => (
		<PageScreen page="preview" lines={() => previewLines(drafts)} moves={moves} />
	),
	access: ({state, moves, dispatch}) =>
		state.access && (
			<AccessScreen
				offered={state.access}
				sticks={sticksOf(state)}
				moves={moves}
				dispatch={dispatch}
			/>
		),
	review: ({state, moves, dispatch}) =>
		state.site.kind === 'loaded' && (
			<SiteReviewScreen site={state.site.value} state={state} moves={moves} dispatch={dispatch} />
		),
	findings: ({state: {findings, acceptedFindings}, moves, dispatch}) => (
		<FindingsScreen
			findings={findings}
			accepted={acceptedFindings}
			moves={moves}
			dispatch={dispatch}
		/>
	),
	difference: ({state: {change}, moves, dispatch}) =>
		change && <DifferenceScreen change={change} moves={moves} dispatch={dispatch} />,
	start: ({state: {site}, moves, dispatch}) =>
		site.kind === 'loaded' && <StartScreen site={site.value} moves={moves} dispatch={dispatch} />,
	progress: ({state: {run}, nowMs, moves}) =>
		run && (
			<DeployProgressScreen view={runView(run, nowMs)} observed={run.observed} moves={moves} />
		),
	recert: ({state: {run}, nowMs, moves}) =>
		run && (
			<PageScreen
				page="recert"
				lines={(words, columns) =>
					recertLines(run.observed.recert?.progress, runView(run, nowMs), words, columns)
				}
				moves={moves}
			/>
		),
	cluster: ({state, moves}) => (
		<PageScreen
			page="cluster"
			lines={(words, columns) => clusterLines(clusterOf(state), words, columns)}
			moves={moves}
		/>
	),
	applied: ({state: {run}, moves}) => (
		<PageScreen
			page="applied"
			lines={(words, columns) => appliedLines(run?.observed.applied?.values, words, columns)}
			moves={moves}
		/>
	),
	failure: (props) => props.state.run && failureScreen(props, props.state.run),
	status: ({state, nowMs, moves}) =>
		state.run && (
			<StatusScreen
				identity={state.identity}
				cluster={clusterOf(state)}
				view={runView(state.run, nowMs)}
				moves={moves}
			/>
		),
	unit: ({state: {unit}, moves}) => unit && <UnitScreen unit={unit} moves={moves} />,
	log: ({state: {run}, moves}) => (
		<LogScreen log={run?.log ?? []} outcome={run?.outcome?.kind} moves={moves} />
	),
	help: ({moves}) => <HelpScreen moves={moves} />,
};

/** A page to read that covers another screen. */
const PageScreen = ({
	page,
	lines,
	moves,
}: {
	readonly page: 'preview' | 'recert' | 'cluster' | 'applied';
	readonly lines: (
		words: ReturnType<typeof useWords>,
		columns: number,
	) => ReturnType<typeof clusterLines>;
	readonly moves: EdgeMoves;
}) => {
	const words = useWords();
	const {entry, ...pages} = words.screens.edge;
	const title = page === 'preview' ? entry.previewTitle : pages[page].title;
	return <CoverScreen title={title} lines={(columns) => lines(words, columns)} moves={moves} />;
};

const failureScreen = (
	{state, nowMs, moves, dispatch}: EdgeRouteScreenProps,
	run: RunState,
): ReactNode => {
	const {outcome} = run;
	if (!outcome || outcome.kind === 'done' || outcome.kind === 'skipped') return null;
	return (
		<WithCard cardAt={(moment) => edgeCard(state, moment)}>
			{(showCard) => (
				<DeployFailureScreen
					failure={outcome}
					state={state}
					canRollBack={run.observed.recert?.progress.hasWritten === true}
					run={run}
					view={runView(run, nowMs)}
					moves={moves}
					dispatch={dispatch}
					showCard={showCard}
				/>
			)}
		</WithCard>
	);
};

const reportsOf = ({media}: EdgeState) => (media.kind === 'loaded' ? media.value.reports : []);

const clusterOf = ({cluster, run}: EdgeState) => cluster ?? run?.observed.cluster?.status;

/** What somebody brought, with a filesystem that could take a file; a disc could not. */
const sticksOf = (state: EdgeState) =>
	reportsOf(state)
		.map(({medium}) => medium)
		.filter(
			({filesystem, isPluggedIn}) =>
				isPluggedIn === true && filesystem !== undefined && writable.includes(filesystem),
		);

const writable = ['vfat', 'exfat', 'ext4', 'ext3', 'ext2', 'xfs'];
