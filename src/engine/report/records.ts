/**
 * What automation is told of a run: one record at its start, at the end of each step and at its end. Pure.
 */
import type {Problem} from '../../errors.ts';
import type {Disk, Facts} from '../../hardware/facts.ts';
import type {SeedInfo} from '../../seed/info.ts';
import type {InstallEvent, Outcome} from '../events.ts';
import type {SessionEvent} from '../session-events.ts';
import {type ReportRecord, reportSchema} from './schema.ts';

/** What is known so far of that which records tell. */
type Known = {
	readonly facts?: Facts;
	readonly seed?: SeedInfo;
	readonly chosenDisk?: string;
	readonly runId?: string;
	readonly startedAt?: string;
	readonly number: number;
};

/** The records that the events of a session make, one event after the other. */
export const recordMaker = (): {
	readonly recordsOf: (event: SessionEvent) => readonly ReportRecord[];
	/** Of an unattended start that was refused. */
	readonly refusal: (problem: Problem, at: string) => ReportRecord;
} => {
	let known: Known = {number: 0};
	const numbered = (part: Omit<ReportRecord, 'schema' | 'number' | 'host'>): ReportRecord => {
		known = {...known, number: known.number + 1};
		return {schema: reportSchema, number: known.number, ...part, ...subjectOf(known)};
	};
	return {
		recordsOf: (event) => {
			known = learn(known, event);
			return event.type === 'run.event' ? partsOf(event.event, known).map(numbered) : [];
		},
		refusal: (problem, at) =>
			numbered({kind: 'end', at, outcome: 'refused', problem: shortProblem(problem)}),
	};
};

const learn = (known: Known, event: SessionEvent): Known => {
	switch (event.type) {
		case 'facts.loaded':
			return {...known, facts: event.facts};
		case 'seed.loaded':
			return {...known, seed: event.seed};
		case 'decided': {
			const {chosenDisk} = event.decision;
			return chosenDisk === undefined ? known : {...known, chosenDisk};
		}
		case 'run.event': {
			const {event: told} = event;
			return told.type === 'run.started' || told.type === 'run.resumed'
				? {...known, runId: told.runId, startedAt: told.at}
				: known;
		}
		default:
			return known;
	}
};

type Part = Omit<ReportRecord, 'schema' | 'number' | 'host'>;

const partsOf = (event: InstallEvent, {runId = '', startedAt}: Known): readonly Part[] => {
	const {at} = event;
	switch (event.type) {
		case 'run.started':
		case 'run.resumed':
			return [{kind: 'start', at, runId}];
		case 'step.finished':
			return [
				{
					kind: 'step',
					at,
					runId,
					step: event.step,
					durationMs: event.durationMs,
					...outcomePart(event.outcome),
				},
			];
		case 'run.finished': {
			const durationMs = Date.parse(at) - Date.parse(startedAt ?? at);
			return [{kind: 'end', at, runId, durationMs, ...outcomePart(event.outcome)}];
		}
		default:
			return [];
	}
};

const outcomePart = (outcome: Outcome): Pick<ReportRecord, 'outcome' | 'problem'> => ({
	outcome: outcome.kind,
	...(outcome.kind === 'failed' && {problem: shortProblem(outcome.error)}),
});

const shortProblem = ({code, message, remedy}: Problem): ReportRecord['problem'] & object => ({
	code,
	message,
	remedy,
});

const subjectOf = ({
	facts,
	seed,
	chosenDisk,
}: Known): Pick<ReportRecord, 'host' | 'disk' | 'seed'> => {
	const disk = facts && diskAt(facts, chosenDisk);
	const version = seed?.cluster?.seedClusterOcpVersion;
	return {
		host: facts === undefined ? {} : hostOf(facts),
		...(disk && {disk: diskPart(disk)}),
		...(seed && {seed: {digest: seed.digest, ...(version !== undefined && {version})}}),
	};
};

const hostOf = ({host: {hostName, serial, product}}: Facts): ReportRecord['host'] => ({
	...(hostName.known && {name: hostName.value}),
	...(serial.known && {serial: serial.value}),
	...(product.known && {product: product.value}),
});

const diskAt = ({disks}: Facts, path: string | undefined): Disk | undefined =>
	disks.known ? disks.value.find((disk) => disk.path === path) : undefined;

const diskPart = ({path, fingerprint: {serial, wwn}}: Disk): ReportRecord['disk'] & object => ({
	path,
	...(serial !== undefined && {serial}),
	...(wwn !== undefined && {wwn}),
});
