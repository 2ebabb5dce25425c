/** The part of the state that looks and deeds make: the newest answer of each subject, and the newest deed. */
import type {DeedProgress} from '../engine/tools/deed.ts';
import type {DeedName, DeedResult} from '../engine/tools/deeds/index.ts';
import type {DeedOutcome, ToolEvent} from '../engine/tools/events.ts';
import type {LookParams, Reading, Subject} from '../engine/tools/looks/index.ts';
import type {Problem} from '../errors.ts';

export type Looked<Of extends Subject> = {
	/** ISO 8601. */
	readonly at: string;
	/** What was asked. */
	readonly params: LookParams<Of>;
} & (
	| {readonly kind: 'loaded'; readonly value: Reading<Of>}
	| {readonly kind: 'failed'; readonly problem: Problem}
);

export type DeedState = {
	readonly [Of in DeedName]: {
		readonly deed: Of;
		/** What it is done to. */
		readonly about: string;
		/** ISO 8601. */
		readonly startedAt: string;
		readonly progress: DeedProgress;
		/** Absent while it is being done. */
		readonly outcome?: DeedOutcome<DeedResult<Of>>;
	};
}[DeedName];

export type ToolsState = {
	readonly seen: {readonly [Of in Subject]?: Looked<Of>};
	/** The newest. */
	readonly deed?: DeedState;
	/** The newest that tries a change for a while, also behind other deeds, until it is ended. */
	readonly trial?: TrialDeed;
};

export type TrialDeed = Extract<DeedState, {readonly deed: 'network.try' | 'proxy.try'}>;

export const noTools: ToolsState = {seen: {}};

export const reduceTools = (state: ToolsState, event: ToolEvent): ToolsState => {
	switch (event.type) {
		case 'tool.seen': {
			const {subject, params, at, reading} = event;
			return seen(state, subject, {kind: 'loaded', at, params, value: reading});
		}
		case 'tool.unseen': {
			const {subject, params, at, problem} = event;
			return seen(state, subject, {kind: 'failed', at, params, problem});
		}
		case 'deed.started': {
			const {deed, about, at} = event;
			return {...state, deed: {deed, about, startedAt: at, progress: {}}};
		}
		case 'deed.progressed':
			return withDeed(state, (deed) => ({
				...deed,
				progress: {...deed.progress, ...event.progress},
			}));
		case 'deed.ended':
			return withTrial(withDeed(state, (deed) => ({...deed, outcome: event.outcome}) as DeedState));
	}
};

const seen = (state: ToolsState, subject: Subject, looked: Looked<Subject>): ToolsState => ({
	...state,
	seen: {...state.seen, [subject]: looked},
});

const withDeed = (state: ToolsState, change: (deed: DeedState) => DeedState): ToolsState =>
	state.deed === undefined ? state : {...state, deed: change(state.deed)};

/** What was not done leaves the trial before it as it is. */
const withTrial = ({trial, ...state}: ToolsState): ToolsState => {
	const {deed} = state;
	const kept = {...state, ...(trial && {trial})};
	if (deed?.outcome?.kind !== 'done') return kept;
	switch (deed.deed) {
		case 'network.try':
		case 'proxy.try':
			return {...state, trial: deed};
		case 'network.end':
		case 'proxy.end':
			return state;
		default:
			return kept;
	}
};
