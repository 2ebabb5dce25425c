/** What a journal says about its newest run: pure, so that resume can be reasoned about without a machine. */
import type {EventBody, InstallEvent, Outcome} from './events.ts';
import type {Plan} from './plan.ts';

export type History = {
	readonly runId: string;
	readonly plan: Plan;
	readonly latestSeq: number;
	/** Steps whose newest attempt ended as done or skipped. */
	readonly finished: ReadonlySet<string>;
	/** Steps that a person goes on without. */
	readonly waived: ReadonlySet<string>;
	/** Steps that were started and never told how they ended. */
	readonly open: ReadonlySet<string>;
	/** Outcome of the newest attempt at the run; absent while it runs or when the engine was killed. */
	readonly outcome?: Outcome;
};

/** The newest run of a journal; undefined when it holds none. */
export const historyOf = (events: readonly InstallEvent[]): History | undefined => {
	let history: History | undefined;
	for (const event of events) {
		history = event.type === 'run.started' ? begin(event) : history && advance(history, event);
	}
	return history;
};

/** Events that close what a killed engine left open, so that everything started has an end. */
export const closingEvents = (history: History): readonly EventBody[] => {
	const outcome: Outcome = {kind: 'interrupted'};
	const steps = [...history.open].map(
		(step): EventBody => ({type: 'step.finished', step, outcome, durationMs: 0}),
	);
	return history.outcome === undefined ? [...steps, {type: 'run.finished', outcome}] : steps;
};

const begin = (event: InstallEvent & {type: 'run.started'}): History => ({
	runId: event.runId,
	plan: event.plan,
	latestSeq: event.seq,
	finished: new Set(),
	waived: new Set(),
	open: new Set(),
});

const advance = (previous: History, event: InstallEvent): History => {
	const history = {...previous, latestSeq: event.seq};
	switch (event.type) {
		case 'run.started':
			return begin(event);
		case 'run.resumed':
			return withoutOutcome(history);
		case 'step.started':
			return {
				...history,
				open: new Set([...history.open, event.step]),
				finished: except(history.finished, event.step),
			};
		case 'step.finished':
			return {
				...history,
				open: except(history.open, event.step),
				finished: withResult(history.finished, event),
				waived: event.isWaived ? new Set([...history.waived, event.step]) : history.waived,
			};
		case 'run.finished':
			return {...history, outcome: event.outcome};
		case 'writing.begun':
		case 'step.progressed':
		case 'step.logged':
		case 'step.observed':
			return history;
	}
};

const withResult = (
	finished: ReadonlySet<string>,
	{step, outcome}: {readonly step: string; readonly outcome: Outcome},
): ReadonlySet<string> =>
	outcome.kind === 'done' || outcome.kind === 'skipped' ? new Set([...finished, step]) : finished;

const except = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> =>
	new Set([...ids].filter((other) => other !== id));

const withoutOutcome = ({outcome: _, ...rest}: History): History => rest;
