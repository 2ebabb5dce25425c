/** What every program that only reads the hardware is given: a signal and a time limit. */
import type {RunOptions} from '../system/types.ts';

/** A dying disk blocks a program for minutes; the rest of the inventory must not wait for it. */
export const readingTimeoutMs = 30_000;

export const reading = (signal: AbortSignal | undefined): RunOptions => ({
	timeoutMs: readingTimeoutMs,
	...(signal && {signal}),
});
