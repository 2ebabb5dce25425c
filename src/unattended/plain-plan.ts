/** A plan as text: what `--dry-run` prints. */
import {type Plan, stepsOf} from '../engine/plan.ts';
import {words} from '../words/index.ts';

export const planLines = (plan: Plan): readonly string[] => {
	let number = 0;
	return [
		`Plan ${plan.name}: ${stepsOf(plan).length} steps`,
		...plan.phases.flatMap((phase) => [
			'',
			words.phaseTitle(phase.id),
			...phase.steps.flatMap(({id, step, params}) => {
				number += 1;
				return [
					`  ${String(number).padStart(2)}. ${id}: ${words.stepTitle(step, params)}`,
					...paramLines(params),
				];
			}),
		]),
	];
};

const paramLines = (params: unknown): readonly string[] =>
	typeof params === 'object' && params !== null
		? Object.entries(params).map(([name, value]) => `        ${name}: ${JSON.stringify(value)}`)
		: [];
