/** Time limits of probes, and the turn of any fault into an unknown fact with its reason. */
import {InstallError} from '../errors.ts';
import type {System} from '../system/types.ts';
import {type Fact, unknown} from './facts.ts';

export type Limit = {
	readonly what: string;
	readonly limitMs: number;
	readonly signal: AbortSignal | undefined;
};

/**
 * A host so busy that we were not run for a while has not been given that time: of such a while only one slice counts, and
 * what has been answered meanwhile is heard first.
 */
const slices = 10;

/**
 * The result of the task, or PROBE_TIMED_OUT. Does not wait for the task to notice: a program that reads a
 * dying disk cannot even be killed.
 */
export const withinLimit = async <Value>(
	system: System,
	{what, limitMs, signal}: Limit,
	task: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> => {
	const ended = new AbortController();
	const either = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal;
	const limit = async (): Promise<never> => {
		for (let slice = 0; slice < slices; slice += 1) {
			await system.clock.sleep(limitMs / slices, either);
		}
		throw new InstallError('PROBE_TIMED_OUT', {what, seconds: Math.round(limitMs / 1000)});
	};
	try {
		return await Promise.race([task(either), limit()]);
	} finally {
		ended.abort();
	}
};

/** Cancelling is the one fault that is not a fact about the hardware. */
export const asFact = async <Value>(
	system: System,
	limit: Limit,
	task: (signal: AbortSignal) => Promise<Fact<Value>>,
): Promise<Fact<Value>> => {
	try {
		return await withinLimit(system, limit, task);
	} catch (error) {
		if (limit.signal?.aborted) {
			throw new InstallError('CANCELLED', undefined, {cause: error});
		}
		return unknown(error instanceof Error ? error.message : String(error));
	}
};
