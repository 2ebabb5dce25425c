/**
 * What a step of a deployment sees on the way, beside its progress. Told when it changes, kept in the journal,
 * shown by screens; never a secret.
 */
import type {ClusterStatus} from '../kube/status.ts';

/** A value that the site asked for, and what became of it. */
export type AppliedValue = {
	/** Key of the manifest, as `hostname` or `machine_networks`. */
	readonly field: string;
	readonly asked: string;
	readonly result:
		| {readonly kind: 'ok'}
		/** Another value holds, and this is who set it. */
		| {readonly kind: 'overridden'; readonly by: string; readonly found: string}
		| {readonly kind: 'pending'; readonly until: string};
};

/** What recert is doing; `phase` counts from 1. */
export type RecertProgress = {
	readonly phase: number;
	readonly phases: number;
	readonly title: string;
	/** Of the phase in which recert says nothing. */
	readonly estimateMs?: number;
	/** True from the first byte that recert changes on disk. */
	readonly hasWritten: boolean;
};

export type Observation =
	| {readonly kind: 'recert'; readonly progress: RecertProgress}
	| {readonly kind: 'cluster'; readonly status: ClusterStatus}
	| {readonly kind: 'applied'; readonly values: readonly AppliedValue[]};
