/**
 * What a running step tells on the side: progress, thinned out to what an eye or a serial line can follow,
 * and lines, of which a flood is cut with a count of what was left out.
 */
import type {Clock} from '../system/types.ts';
import type {Emit} from './recorder.ts';
import type {ProgressUnit, StepContext} from './step.ts';

const progressIntervalMs = 200;
const linesPerSecond = 50;

export const lossyReports = (
	step: string,
	unit: ProgressUnit | undefined,
	clock: Clock,
	emit: Emit,
): Pick<StepContext, 'progress' | 'log' | 'observe'> => ({
	progress: thinnedProgress(step, unit, clock, emit),
	log: cutLines(step, clock, emit),
	observe: (observation) => tell(emit({type: 'step.observed', step, observation})),
});

const thinnedProgress = (
	step: string,
	unit: ProgressUnit | undefined,
	clock: Clock,
	emit: Emit,
): StepContext['progress'] => {
	let latestMs = Number.NEGATIVE_INFINITY;
	return (done, total) => {
		const nowMs = clock.monotonicMs();
		if (nowMs - latestMs < progressIntervalMs && done !== total) {
			return;
		}
		latestMs = nowMs;
		tell(
			emit({
				type: 'step.progressed',
				step,
				done,
				...(total !== undefined && {total}),
				...(unit && {unit}),
			}),
		);
	};
};

const cutLines = (step: string, clock: Clock, emit: Emit): StepContext['log'] => {
	let windowStartMs = Number.NEGATIVE_INFINITY;
	let told = 0;
	let leftOut = 0;
	return (line) => {
		const nowMs = clock.monotonicMs();
		if (nowMs - windowStartMs >= 1000) {
			if (leftOut > 0) {
				tell(emit({type: 'step.logged', step, line: `(${leftOut} lines left out)`}));
			}
			windowStartMs = nowMs;
			told = 0;
			leftOut = 0;
		}
		if (told >= linesPerSecond) {
			leftOut += 1;
			return;
		}
		told += 1;
		tell(emit({type: 'step.logged', step, line}));
	};
};

/** A lossy event that cannot be recorded is lost; the next result will meet the same fault and tell it. */
const tell = (recorded: Promise<void>): void => {
	recorded.catch(() => {});
};
