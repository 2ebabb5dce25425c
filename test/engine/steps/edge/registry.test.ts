/** What holds for every step of a deployment, whoever adds one. */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {
	type EdgeParamsOf,
	type EdgeStepId,
	edgeSteps,
} from '../../../../src/engine/steps/edge/index.ts';
import {recertProblems} from '../../../../src/words/problems/recert.ts';
import {problems} from '../../../../src/words/problems.ts';
import type {StepTitles} from '../../../../src/words/steps.ts';

/** Compiles only while every step has a title that takes the params of that step. */
type TitlesOfSteps = {[Id in EdgeStepId]: (params: EdgeParamsOf<Id>) => string};
const areFitting: StepTitles extends TitlesOfSteps ? true : never = true;

const own = Object.keys(edgeSteps).filter((id) => !id.startsWith('cluster.'));

test('every step has a title, and the page about deployments describes it', () => {
	expect(areFitting).toBe(true);
	const page = readFileSync('docs/deploy.md', 'utf8');
	expect(own.filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});

test('no step of a deployment claims the installation disk', () => {
	const claiming = Object.entries(edgeSteps).filter(
		([, step]) => 'isDestructive' in step && step.isDestructive,
	);
	expect(claiming).toEqual([]);
});

test('the page about recert lists every way it can fail', () => {
	const page = readFileSync('docs/recert.md', 'utf8');
	const missing = Object.keys(recertProblems).filter((code) => !page.includes(`\`${code}\``));
	expect(missing).toEqual([]);
	expect(Object.keys(problems)).toEqual(expect.arrayContaining(Object.keys(recertProblems)));
});
