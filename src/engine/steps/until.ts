/** Waits for what a step of a phase alongside does; when that one fails, the signal ends the wait. */
import type {StepContext} from '../step.ts';

const pauseMs = 100;

export const until = async (
	{system, signal}: Pick<StepContext, 'system' | 'signal'>,
	isSo: () => Promise<boolean>,
): Promise<void> => {
	while (!(await isSo())) {
		await system.clock.sleep(pauseMs, signal);
	}
};
