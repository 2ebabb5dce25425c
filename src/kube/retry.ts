/** Asks the API again while what stands in the way may pass, with growing pauses, up to a limit; tells why it waits. */
import type {System} from '../system/types.ts';
import type {KubeAnswer} from './client.ts';
import {isPassing, type KubeFault, reasonOf} from './fault.ts';

export type Waiting = {
	readonly system: System;
	readonly signal: AbortSignal;
	readonly log: (line: string) => void;
};

const firstPauseMs = 100;
const longestPauseMs = 5000;
const growth = 1.6;

/** The pause before attempt number `attempt` + 1, which counts from 1. */
export const pauseMs = (attempt: number, fault?: KubeFault): number => {
	const asked = fault?.kind === 'unready' ? (fault.retryAfterMs ?? 0) : 0;
	const own = firstPauseMs * growth ** Math.min(attempt - 1, 20);
	return Math.min(longestPauseMs, Math.max(asked, own));
};

/** The last answer: a good one, a fault that does not pass, or the fault at the limit. */
export const askUntil = async <Value>(
	{system, signal, log}: Waiting,
	limitMs: number,
	ask: () => Promise<KubeAnswer<Value>>,
	canPass: (fault: KubeFault) => boolean = isPassing,
): Promise<KubeAnswer<Value>> => {
	const endMs = system.clock.monotonicMs() + limitMs;
	const tell = onChange(log);
	for (let attempt = 1; ; attempt += 1) {
		const answer = await ask();
		if (answer.isOk || !canPass(answer.fault) || system.clock.monotonicMs() >= endMs) {
			return answer;
		}
		tell(`Waiting for the cluster API: ${reasonOf(answer.fault)}`);
		await system.clock.sleep(pauseMs(attempt, answer.fault), signal);
	}
};

/** The same line again is not told again. */
export const onChange = (log: (line: string) => void): ((line: string) => void) => {
	let latest: string | undefined;
	return (line) => {
		if (line !== latest) {
			latest = line;
			log(line);
		}
	};
};
