/** What of which log is wanted, as pure functions: what a person chooses, and what is asked of the engine. */
import type {LookParams} from '../../../engine/tools/looks/index.ts';
import type {RunState} from '../../../store/state.ts';
import type {Words} from '../../../words/index.ts';
import type {MenuItem} from '../../components/menu.tsx';

type Params = LookParams<'logs'>;

export type LogFilter = {
	readonly source: Params['source'];
	readonly severity: Params['severity'];
	readonly search: string;
	/** The id of one in the plan. */
	readonly step?: string;
};

export const firstFilter = (run: RunState | undefined): LogFilter => ({
	source: run ? 'engine' : 'boot',
	severity: 'all',
	search: '',
});

/** The next one, the first after the last. */
export const nextOf = <Value>(values: readonly Value[], value: Value): Value =>
	values[(values.indexOf(value) + 1) % values.length] ?? value;

export const askedOf = (
	{source, severity, search, step}: LogFilter,
	run: RunState | undefined,
	page: Params['page'],
): Params => {
	const during = step === undefined ? undefined : stepTimes(run, step);
	return {
		source,
		severity,
		page,
		...(search !== '' && {containing: search}),
		...(during && {step: during}),
	};
};

/** Those that began, in the order of the plan. */
export const begunSteps = (run: RunState | undefined): readonly string[] =>
	Object.entries(run?.steps ?? {})
		.filter(([, {startedAt}]) => startedAt !== undefined)
		.map(([id]) => id);

export const filterItems = (
	{source, severity, search, step}: LogFilter,
	words: Words,
): readonly MenuItem[] => {
	const {logs} = words.screens.tools;
	return [
		{id: 'source', label: logs.source(logs.sources[source])},
		{id: 'severity', label: logs.severity(logs.severities[severity])},
		{id: 'step', label: logs.step(step ?? logs.everyStep)},
		{id: 'search', label: logs.search(search === '' ? logs.noSearch : search)},
		{id: 'newest', label: logs.newest},
		{id: 'back', label: words.screens.back},
	];
};

const stepTimes = (run: RunState | undefined, id: string): Params['step'] => {
	const {startedAt, durationMs} = run?.steps[id] ?? {};
	if (startedAt === undefined) return undefined;
	return {
		id,
		since: startedAt,
		...(durationMs !== undefined && {
			// A line is told with its second only.
			until: new Date(Date.parse(startedAt) + durationMs + 1000).toISOString(),
		}),
	};
};
