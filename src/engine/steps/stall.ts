/**
 * Ends a transfer of which nothing comes any more: a connection that a firewall has forgotten on the way would be
 * waited for without end. How long the whole takes does not matter. Who watches is told long before that.
 */
import {InstallError} from '../../errors.ts';
import type {StepContext} from '../step.ts';

/** Longer than a slow disk takes to sync, or podman to unpack, the largest layer. */
const limitMinutes = 10;
const noticeSeconds = 60;
const intervalMs = 1000;

export type Transfer = {
	/** For the words of the problem. */
	readonly what: string;
	/** In bytes; one that fails is no movement. */
	readonly measure: () => Promise<number>;
};

/** @throws InstallError TRANSFER_STALLED, or what `transfer` rejects with */
export const unlessStalled = async <Result>(
	context: Pick<StepContext, 'system' | 'signal' | 'log'>,
	{what, measure}: Transfer,
	transfer: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
	const stalled = new AbortController();
	const ended = new AbortController();
	const watching = waitForStall(context, {what, measure}, ended.signal).then(
		() => stalled.abort(),
		() => {},
	);
	try {
		return await transfer(AbortSignal.any([context.signal, stalled.signal]));
	} catch (cause) {
		throw stalled.signal.aborted && !context.signal.aborted
			? new InstallError('TRANSFER_STALLED', {what, minutes: limitMinutes}, {cause})
			: cause;
	} finally {
		ended.abort();
		await watching;
	}
};

/** Resolves when nothing has moved for the limit; rejects when the transfer ended before. */
const waitForStall = async (
	{system: {clock}, signal, log}: Pick<StepContext, 'system' | 'signal' | 'log'>,
	{what, measure}: Transfer,
	ended: AbortSignal,
): Promise<void> => {
	const either = AbortSignal.any([signal, ended]);
	let bytes = Number.NaN;
	let movedMs = clock.monotonicMs();
	let isTold = false;
	while (clock.monotonicMs() - movedMs < limitMinutes * 60_000) {
		await clock.sleep(intervalMs, either);
		either.throwIfAborted();
		const now = await measure().catch(() => bytes);
		if (!Object.is(now, bytes)) {
			bytes = now;
			movedMs = clock.monotonicMs();
			if (isTold) log(`It goes on: ${what}`);
			isTold = false;
		} else if (!isTold && clock.monotonicMs() - movedMs >= noticeSeconds * 1000) {
			log(`Nothing has come for ${noticeSeconds} s, tried for ${limitMinutes} minutes: ${what}`);
			isTold = true;
		}
	}
};
