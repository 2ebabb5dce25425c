/**
 * recert on the seed's data: once for the same data, with a deadline, its output as progress. Whatever goes wrong,
 * the data is put back from the copy and proven before anything else happens; a second try begins from there.
 */
import {InstallError, isCancelled} from '../../../errors.ts';
import {lastLineOf} from '../../../tools/said.ts';
import {syncFilesystem} from '../../../tools/sync.ts';
import {mayGoWellNextTime} from '../../recert/problems.ts';
import type {Step, StepContext} from '../../step.ts';
import type {EdgeParams} from './inputs.ts';
import {callRecert} from './recert-call.ts';
import {startEtcd} from './recert-etcd.ts';
import {readRecertImages} from './recert-images.ts';
import {recertInputs, recertStanding} from './recert-inputs.ts';
import {rollBackRecert, stopContainers} from './recert-rollback.ts';
import {readRecertState, writeRecertState} from './recert-state.ts';

export type RecertParams = EdgeParams & {
	/** How often it is tried before somebody has to look. */
	readonly attempts: number;
	/** Of one try; absent: four times what the keys of this host take, and ten minutes. */
	readonly deadlineMs?: number;
};

export const runRecert: Step<RecertParams> = {
	isDone: async (params, {system}) => (await recertStanding(system, params)) === 'done',
	run: async (params, context) => {
		const {system, signal, log} = context;
		switch (await recertStanding(system, params)) {
			case 'done':
				return {skipped: 'this host is the cluster of this site already'};
			case 'taken':
				throw new InstallError('RECERT_ALREADY_APPLIED', undefined);
			case 'to-undo':
				await rollBackRecert(system, params, signal, log);
				break;
			case 'to-do':
				break;
		}
		await tryUntilCommitted(params, context);
		return undefined;
	},
	undo: async (params, context) => {
		if ((await readRecertState(context.system, params)).kind === 'begun') {
			await rollBackRecert(context.system, params, context.signal, context.log);
		}
	},
};

const firstPauseMs = 2000;

const tryUntilCommitted = async (params: RecertParams, context: StepContext): Promise<void> => {
	const {system, signal, log} = context;
	for (let attempt = 1; ; attempt += 1) {
		try {
			await tryOnce(params, context);
			return;
		} catch (error) {
			// Not with the signal: a cancelled recert must not be left half written either.
			await rollBackRecert(system, params, new AbortController().signal, log);
			log(`recert, attempt ${attempt} of ${params.attempts}: ${lastLineOf(error)}`);
			const isLast = attempt >= params.attempts || !mayGoWellNextTime(error);
			if (isLast || signal.aborted || isCancelled(error)) {
				throw error;
			}
			await system.clock.sleep(firstPauseMs * 2 ** (attempt - 1), signal);
		}
	}
};

const tryOnce = async (params: RecertParams, context: StepContext): Promise<void> => {
	const {system, signal} = context;
	const inputs = await recertInputs(system);
	const images = await readRecertImages(system);
	await writeRecertState(system, params, {kind: 'begun'});
	try {
		await startEtcd(images.etcd, context);
		await callRecert(images.recert, params.deadlineMs, context);
	} finally {
		await stopContainers(system, new AbortController().signal);
	}
	await syncFilesystem(system, '/var/lib/etcd', signal);
	await syncFilesystem(system, '/etc', signal);
	await writeRecertState(system, params, {kind: 'committed', inputs});
};
