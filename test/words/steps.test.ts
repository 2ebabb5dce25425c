import {expect, test} from 'vitest';
import {stepsOf} from '../../src/engine/plan.ts';
import {planInstall} from '../../src/engine/plans/install.ts';
import type {ParamsOf, StepId} from '../../src/engine/steps/index.ts';
import {phaseTitle, type StepTitles, stepTitle} from '../../src/words/steps.ts';
import {someInputs} from '../engine/plans/inputs.ts';

/** Compiles only while every step has a title that takes the params of that step. */
type TitlesOfSteps = {[Id in StepId]: (params: ParamsOf<Id>) => string};
const areFitting: StepTitles extends TitlesOfSteps ? true : never = true;

test('every planned step has a title of its own that fits a line', () => {
	expect(areFitting).toBe(true);
	for (const {step, params} of stepsOf(planInstall(someInputs()))) {
		const title = stepTitle(step, params);
		expect(title).not.toBe(step);
		expect(title.length, title).toBeLessThanOrEqual(45);
	}
});

test('every phase has a title', () => {
	for (const {id} of planInstall(someInputs()).phases) {
		expect(phaseTitle(id)).not.toBe(id);
	}
});

test('a step or phase of another version is told by its id', () => {
	expect(stepTitle('disk.encrypt', {})).toBe('disk.encrypt');
	expect(stepTitle('toString', {})).toBe('toString');
	expect(phaseTitle('encryption')).toBe('encryption');
});
