/** Progress of a program that tells none: a measure is taken while it works. */
import type {StepContext} from '../step.ts';

const intervalMs = 500;

/** Never backwards: what is measured may move while it is counted. A measure that fails is left out. */
export const whileMeasuring = async <Result>(
	{system, signal, progress}: Pick<StepContext, 'system' | 'signal' | 'progress'>,
	{measure, total}: {readonly measure: () => Promise<number>; readonly total?: number},
	work: () => Promise<Result>,
): Promise<Result> => {
	const stop = new AbortController();
	let most = 0;
	const tell = async (): Promise<void> => {
		most = Math.max(most, await measure());
		progress(most, total);
	};
	const watching = watch(tell, {
		sleep: () => system.clock.sleep(intervalMs, AbortSignal.any([stop.signal, signal])),
		isStopped: () => stop.signal.aborted || signal.aborted,
	});
	try {
		return await work();
	} finally {
		stop.abort();
		await watching;
	}
};

const watch = async (
	tell: () => Promise<void>,
	{sleep, isStopped}: {readonly sleep: () => Promise<void>; readonly isStopped: () => boolean},
): Promise<void> => {
	while (!isStopped()) {
		await tell().catch(() => {});
		await sleep().catch(() => {});
	}
};
