/**
 * A deployment and its attempts: what may go better the next time is taken up again by itself, a few times, with
 * longer and longer pauses. What cannot go better without a person ends it at once.
 */

import type {Problem} from '../../errors.ts';
import type {Clock} from '../../system/types.ts';
import type {ProblemKind} from '../../words/problems/problem.ts';
import {recertProblems} from '../../words/problems/recert.ts';
import type {Outcome} from '../events.ts';
import type {Attempt} from './events.ts';

export type Attempts = {
	/** Until it is done, cannot go better, or was tried often enough. */
	readonly pursue: (work: Work) => Promise<Outcome>;
	/** Does not wait for the next attempt any longer; false when none is waited for. */
	readonly hurry: () => boolean;
	/** Tries no more; false when no attempt is waited for. */
	readonly stop: () => boolean;
};

export type Work = {
	readonly first: () => Promise<Outcome>;
	readonly again: () => Promise<Outcome>;
	/** Between two attempts, and after the last one. */
	readonly failed: (outcome: Outcome) => Promise<void>;
};

/** Before the second attempt, the third, and so on; after the last of them it is over. */
const pausesMs = [5_000, 15_000, 60_000, 180_000];

export const openAttempts = (
	clock: Clock,
	tell: (attempt: Attempt) => void,
	signal: AbortSignal,
): Attempts => {
	let pause: ReturnType<typeof Promise.withResolvers<'hurry' | 'stop'>> | undefined;

	const wait = async (made: number, pauseMs: number): Promise<'hurry' | 'stop' | 'over'> => {
		const nextAt = new Date(clock.now().getTime() + pauseMs).toISOString();
		const asked = Promise.withResolvers<'hurry' | 'stop'>();
		const ended = new AbortController();
		pause = asked;
		tell({made, allowed: pausesMs.length + 1, nextAt});
		try {
			const slept = clock.sleep(pauseMs, AbortSignal.any([signal, ended.signal]));
			slept.catch(() => {});
			return await Promise.race([asked.promise, slept.then(() => 'over' as const)]);
		} finally {
			pause = undefined;
			ended.abort();
		}
	};

	const settle = (how: 'hurry' | 'stop'): boolean => {
		pause?.resolve(how);
		return pause !== undefined;
	};

	return {
		pursue: async ({first, again, failed}) => {
			for (let made = 1; ; made += 1) {
				const outcome = await (made === 1 ? first() : again());
				if (outcome.kind === 'failed') {
					await failed(outcome);
				}
				const pauseMs = mayGoBetter(outcome) ? pausesMs[made - 1] : undefined;
				if (pauseMs === undefined || (await wait(made, pauseMs)) === 'stop') {
					return outcome;
				}
			}
		},
		hurry: () => settle('hurry'),
		stop: () => settle('stop'),
	};
};

const mayGoBetter = (outcome: Outcome): boolean =>
	outcome.kind === 'failed' &&
	isRetryable[outcome.error.kind] &&
	!hasBeenTriedEnough(outcome.error);

/** recert is tried as often as it may be by its own step, each time from the data of the seed. */
const hasBeenTriedEnough = ({code}: Problem): boolean =>
	code in recertProblems && code !== 'RECERT_IMAGE_MISSING';

/** By whose fault it is: the network and the disk may recover, a wrong value and a bug do not. */
const isRetryable: Readonly<Record<ProblemKind, boolean>> = {
	bug: false,
	input: false,
	cancelled: false,
	environment: true,
	dependency: true,
	install: true,
};
