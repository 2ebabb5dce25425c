/** A plan as a numbered list below its phases. */
import type {Plan} from '../../engine/plan.ts';
import type {Words} from '../../words/index.ts';
import {type Line, listed, span} from '../lines.ts';

export const planLines = (plan: Plan, words: Words, columns: number): readonly Line[] => {
	let number = 0;
	return plan.phases.flatMap(({id, steps}) => [
		[span(words.phaseTitle(id), 'strong')],
		...steps.flatMap(({step, params}) => {
			number += 1;
			return listed(`${String(number).padStart(4)}  `, words.stepTitle(step, params), columns);
		}),
	]);
};
