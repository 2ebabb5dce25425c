/** Keeps a copy of all that recert can change; nothing may run on it meanwhile. */
import type {Step} from '../../step.ts';
import type {EdgeParams} from './inputs.ts';
import {stopContainers} from './recert-rollback.ts';
import {readRecertState} from './recert-state.ts';
import {isAsInSnapshot, readSnapshot, takeSnapshot} from './snapshot.ts';

export type SnapshotParams = EdgeParams & {readonly paths: readonly string[]};

export const snapshotSeed: Step<SnapshotParams> = {
	isDone: async (params, {system}) => {
		const {kind} = await readRecertState(system, params);
		return (
			kind === 'committed' ||
			(kind === 'begun' && (await readSnapshot(system, params)) !== undefined)
		);
	},
	run: async (params, context) => {
		const {system, signal, log} = context;
		const {kind} = await readRecertState(system, params);
		if (kind !== 'untouched') {
			return {skipped: 'the data is no longer that of the seed'};
		}
		await stopContainers(system, signal);
		const earlier = await readSnapshot(system, params);
		if (earlier !== undefined && (await isAsInSnapshot(system, earlier, signal))) {
			return {skipped: 'the copy of an earlier try is still what it is a copy of'};
		}
		const {present, digest} = await takeSnapshot(system, params, params.paths, signal);
		log(`A copy of ${present.join(', ')} is kept; its digest is ${digest}`);
		return undefined;
	},
};
