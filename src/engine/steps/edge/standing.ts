/**
 * The end of a deployment takes its inputs away. If it is cut short in the middle of that, no step can judge its work any
 * longer, nor has to do it again: what the journal calls done stands from then on.
 */
import type {Step, StepRegistry} from '../../step.ts';
import {site} from './layout.ts';

export const standingWithoutInputs = (steps: StepRegistry): StepRegistry =>
	Object.fromEntries(Object.entries(steps).map(([id, step]) => [id, standing(step)]));

const standing = (step: Step<never>): Step<never> => {
	const {isDone} = step;
	return isDone === undefined
		? step
		: {
				...step,
				isDone: async (params, context) =>
					(await context.system.files.stat(site.manifest)) === undefined ||
					(await isDone(params, context)),
			};
};
