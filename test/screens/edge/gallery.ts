/** Every screen of the edge once, with the texts that may never be cut. */
import type {EdgeState} from '../../../src/store/edge/state.ts';
import type {Words} from '../../../src/words/index.ts';
import {cancelled, deployed, deploying, failed} from './fixtures/run.ts';
import {
	blocked,
	changed,
	checking,
	differing,
	offered,
	ready,
	waiting,
	watched,
} from './fixtures/states.ts';

export type EdgeExhibit = {
	readonly name: string;
	readonly state: EdgeState;
	readonly keys: readonly string[];
	readonly essentials: (words: Words['screens']['edge']) => readonly string[];
};

const exhibit = (
	name: string,
	state: EdgeState,
	keys: readonly string[],
	essentials: EdgeExhibit['essentials'],
): EdgeExhibit => ({name, state, keys, essentials});

export const edgeGallery: readonly EdgeExhibit[] = [
	exhibit('waiting', waiting, [], (edge) => [edge.waiting.title, edge.waiting.type]),
	exhibit('waiting, two differ', differing, [], (edge) => [edge.waiting.title]),
	exhibit('doctor', waiting, ['2'], ({doctor}) => [doctor.isFault, doctor.take]),
	exhibit('entry', waiting, ['1'], ({entry}) => [entry.title, entry.read, entry.preview]),
	exhibit('access', offered, [], ({access}) => [access.title, access.show, access.forget]),
	exhibit('review', ready, [], ({review}) => [review.title, review.start, review.checks]),
	exhibit('review, checking', checking, [], ({review}) => [review.start]),
	exhibit('checks', blocked, ['2'], () => []),
	exhibit('difference', changed, ['6'], ({difference}) => [difference.take]),
	exhibit('start', ready, ['1'], ({start}) => [start.stay, start.start]),
	exhibit('progress', deploying, [], ({progress}) => [
		progress.title,
		progress.recert,
		progress.cluster,
		progress.applied,
	]),
	exhibit('recert', deploying, ['3'], ({recert}) => [recert.title]),
	exhibit('cluster', deploying, ['4'], ({cluster}) => [cluster.title, cluster.states.degraded]),
	exhibit('applied', deploying, ['5'], ({applied}) => [applied.title]),
	exhibit('failure', failed, [], ({failure}) => [
		failure.titles.failed,
		failure.retry,
		failure.rollBack,
		failure.acknowledge,
	]),
	exhibit('cancelled', cancelled, [], ({failure}) => [failure.titles.cancelled]),
	exhibit('status', deployed, [], ({status}) => [status.title, status.api, status.cluster]),
	exhibit('tools of a deployed host', deployed, ['0'], () => []),
	exhibit('records of a deployed host', deployed, ['0', '5'], () => []),
	exhibit('unit', watched, [], ({unit}) => [unit.title, unit.leave]),
	exhibit('help', waiting, ['?'], () => []),
	exhibit('log', deploying, ['1'], () => []),
	exhibit('leave while deploying', deploying, ['ctrl-c'], () => []),
];
