import {expect, test} from 'vitest';
import type {Action} from '../../src/engine/actions.ts';
import {guardMs} from '../../src/screens/guard.ts';
import type {ConsoleState} from '../../src/store/state.ts';
import {doneRun, failedRun, runningRun} from './fixtures/run.ts';
import {answered, openFindings, seed, unanswered} from './fixtures/states.ts';
import {show} from './show.tsx';

/** An engine that believes everything. */
const obliging = (state: ConsoleState, action: Action): ConsoleState => {
	switch (action.type) {
		case 'disk.choose':
			return {...state, chosenDisk: action.path, confirmation: confirmationOfTests};
		case 'answers.set':
			return {...state, config: {...state.config, ...typedConfig(action.answers)}};
		case 'seed.read':
			return {...state, seed: {kind: 'loaded', value: seed}, findings: warnings};
		case 'finding.accept':
			return {
				...state,
				acceptedFindings: [...state.acceptedFindings, action.id],
				...(answered.plan && {plan: answered.plan}),
			};
		case 'install.start':
			return {...state, run: runningRun};
		default:
			return state;
	}
};

const confirmationOfTests = {text: '8523', kind: 'serial', from: 'S64GNE0R608523'} as const;

const warnings = openFindings.filter(
	({id, severity}) => severity === 'warning' && id !== 'auth-file',
);

const typedConfig = (answers: object): Partial<ConsoleState['config']> =>
	Object.fromEntries(
		Object.entries(answers).map(([name, value]) => [name, {value, from: 'typed'}]),
	);

test('from nothing answered to the job sheet, by keys alone', async () => {
	const {press, type, screen, console, clock} = await show(unanswered, {answer: obliging});
	expect(screen()).toContain('── This host ─');
	await press('enter');
	expect(screen()).toContain('── Installation disk ─');
	await press('enter');
	expect(screen()).toContain('── Network ─');
	await press('enter');
	expect(screen()).toContain('── Seed image ─');
	await type('quay.io/seeds/sno:4.18.6');
	await press('down');
	await type('4.18.6');
	await press('enter', 'enter', 'enter');
	expect(screen()).toContain('> 5  Continue');
	await press('enter');
	expect(screen()).toContain('── Checks ─');
	await press('4', 'enter', '1');
	expect(screen()).toContain('── Review ─');
	await press('enter');
	expect(screen()).toContain('── Confirm ─');
	clock.pass(guardMs);
	await type('8523');
	await press('enter');
	expect(screen()).toContain('── Installing ─');
	console.set({...console.getState(), run: doneRun});
	await press('down');
	expect(screen()).toContain('── Done: the job sheet ─');
	expect(console.actions.map(({type}) => type)).toEqual([
		'disk.choose',
		'answers.set',
		'seed.read',
		'finding.accept',
		'install.start',
	]);
});

test('only what is unanswered is asked: with the seed configured, disk and review remain', async () => {
	const {chosenDisk: _, confirmation: _confirmation, ...withoutDisk} = answered;
	const {press, screen} = await show(withoutDisk, {answer: obliging});
	expect(screen()).toContain('── This host ─');
	await press('1');
	expect(screen()).toContain('── Installation disk ─');
	await press('1', 'enter');
	expect(screen()).toContain('── Review ─');
});

test('a console that comes late to a failed run sees the failure', async () => {
	const {screen} = await show({...answered, run: failedRun});
	expect(screen()).toContain('── The installation failed ─');
});

test('while nothing was pressed, the first screen follows what becomes known', async () => {
	const {chosenDisk: _, ...later} = answered;
	const {console, press, screen} = await show(later);
	expect(screen()).toContain('── This host ─');
	console.set(answered);
	await press('x');
	expect(screen()).toContain('── Review ─');
});
