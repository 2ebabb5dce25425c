/**
 * What a deployment tells before and around its run, for a journal and for programs: a line when something has
 * changed, never one for each look.
 */
import {isBlocking} from '../engine/check.ts';
import type {EdgeEvent, MediumReport} from '../engine/edge/events.ts';
import {findingLines} from './plain-findings.ts';

/** The lines to print for an event. */
export type EdgeFace = (event: EdgeEvent) => readonly string[];

/** Secrets in an event print as `<redacted>` by themselves. What a console looks at every second is no news. */
export const jsonEdgeFace: EdgeFace = (event) =>
	event.type === 'tool.seen' || event.type === 'tool.unseen' ? [] : [JSON.stringify(event)];

export const plainEdgeFace = (): EdgeFace => {
	/** What was said of each device. */
	let told: ReadonlyMap<string, readonly string[]> = new Map();
	const mediaLines = (reports: readonly MediumReport[]): readonly string[] => {
		const lines = new Map(reports.map((report) => [report.medium.device, reportLines(report)]));
		const changed = [...lines].filter(([device, now]) => now.join() !== told.get(device)?.join());
		const gone = [...told.keys()].filter((device) => !lines.has(device));
		told = lines;
		return [...changed.flatMap(([, now]) => now), ...gone.map((device) => `MEDIUM gone ${device}`)];
	};
	let unit = '';
	return (event) => {
		switch (event.type) {
			case 'media.seen':
				return mediaLines(event.reports);
			case 'unit.seen': {
				const {state, done} = event.unit;
				const line = `UNIT ${state}, done: ${done.join(', ') || 'nothing yet'}`;
				const lines = line === unit ? [] : [line];
				unit = line;
				return lines;
			}
			default:
				return linesOf(event);
		}
	};
};

const linesOf = (event: EdgeEvent): readonly string[] => {
	switch (event.type) {
		case 'site.loading':
			return [`IMPORT ${event.from}`];
		case 'site.loaded':
			return [`SITE ${event.site.manifest.cluster_name}.${event.site.manifest.base_domain}`];
		case 'site.failed':
		case 'facts.failed':
		case 'action.refused':
			return [
				`REFUSED ${event.problem.code}: ${event.problem.message}`,
				...event.problem.remedy.map((line) => `  do: ${line}`),
			];
		case 'site.compared':
			return event.change === undefined
				? []
				: [
						`CHANGED ${event.change.device} says otherwise than what was imported; it is not taken`,
						...event.change.differences.map(({field}) => `  ${field}`),
					];
		case 'decided':
			return event.decision.findings
				.filter(({verdict}) => verdict.kind !== 'passed')
				.toSorted((a, b) => Number(isBlocking(b)) - Number(isBlocking(a)))
				.flatMap(findingLines);
		case 'finding.accepted':
			return [`PASSED warning ${event.id} by policy`];
		case 'attempt.waiting': {
			const {made, allowed, nextAt} = event.attempt;
			return [`AGAIN after attempt ${made} of ${allowed}, at ${nextAt}`];
		}
		case 'failure.bundled':
			return [`BUNDLE ${event.path}`];
		case 'recert.rolled-back':
			return ['ROLLED-BACK recert'];
		default:
			return [];
	}
};

const reportLines = ({medium, examined}: MediumReport): readonly string[] => {
	const {device, verdict} = medium;
	if (verdict.kind === 'refused') {
		return [`MEDIUM no ${device}: ${verdict.reason}`];
	}
	if (examined === undefined) {
		return [];
	}
	const label = verdict.kind === 'unlabelled' ? ', but without our label' : '';
	return [
		`MEDIUM ${examined.isGood ? 'good' : 'faulty'} ${device}${label}`,
		...examined.faults.map(
			({file, field, why, isWarning}) =>
				`  ${isWarning ? 'warning' : 'fault'} ${[file, field].filter(Boolean).join(' ')}: ${why}`,
		),
	];
};
