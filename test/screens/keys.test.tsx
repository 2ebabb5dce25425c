import {describe, expect, test} from 'vitest';
import type {Action} from '../../src/engine/actions.ts';
import {guardMs} from '../../src/screens/guard.ts';
import {stick, sticksSeen} from './fixtures/evidence-tool.ts';
import {doneRun, failedRun, runningRun} from './fixtures/run.ts';
import {answered, diskAnswered, seedAnswered, unanswered, withFindings} from './fixtures/states.ts';
import {servicesSeen, timeSeen} from './fixtures/tools.ts';
import {type Shown, show} from './show.tsx';

/** What one line of a menu leads to: the actions asked for, and the title that then stands. */
type Step = {readonly title: string; readonly actions: readonly Action['type'][]};

const screens = [
	{
		name: 'host',
		state: unanswered,
		way: [],
		leadsTo: ['Installation disk', 'This host: facts.refresh', 'Leave?'],
	},
	{
		name: 'disks',
		state: unanswered,
		way: ['1'],
		leadsTo: [
			'Network: disk.choose',
			'Network: disk.choose',
			...Array.from({length: 6}, () => 'Installation disk'),
			'Installation disk: facts.refresh',
			'This host',
		],
	},
	{
		name: 'network',
		state: diskAnswered,
		way: ['1'],
		leadsTo: ['Seed image', 'Network: facts.refresh', 'Network: network.check', 'This host'],
	},
	{
		name: 'findings',
		state: withFindings,
		way: [],
		leadsTo: [
			'Checks',
			'Checks: facts.refresh',
			'Seed image',
			'Checks',
			'Checks: finding.accept',
			'Checks: finding.accept',
			'Checks',
			'Checks',
			'Checks',
		],
	},
	{
		name: 'review',
		state: answered,
		way: [],
		leadsTo: [
			'Confirm',
			'This host',
			'Installation disk',
			'Network',
			'Seed image',
			'Checks',
			'Checks',
		],
	},
	{
		name: 'progress',
		state: {...answered, run: runningRun},
		way: [],
		leadsTo: ['Log', 'Cancel the work?'],
	},
	{
		name: 'cancel',
		state: {...answered, run: runningRun},
		way: ['2'],
		leadsTo: ['Installing', 'Installing: run.cancel'],
	},
	{
		name: 'done',
		state: {...answered, run: doneRun},
		way: [],
		leadsTo: [
			'Done: the job sheet',
			'Done: the job sheet: host.power',
			'Done: the job sheet: host.power',
			'Log',
		],
	},
	{
		name: 'failure',
		state: {...answered, run: failedRun},
		way: [],
		leadsTo: [
			'The installation failed: run.retry',
			'Log',
			'The installation failed: failure.acknowledge',
			'Photo card',
		],
	},
	{
		name: 'tools',
		state: unanswered,
		way: ['0'],
		leadsTo: [
			'Findings',
			'Disks',
			'Network',
			'Services and containers',
			'Logs',
			'Time',
			'Dashboard',
			'Evidence',
			'Repair',
		],
	},
	{
		name: 'restart of a service',
		state: {...unanswered, tools: servicesSeen({kind: 'unit', name: 'chronyd.service'})},
		way: ['0', '4', '3'],
		leadsTo: ['Services and containers', 'Services and containers: tool.do'],
	},
	{
		name: 'evidence',
		state: {...unanswered, tools: sticksSeen([stick])},
		way: ['0', '8'],
		leadsTo: [
			'Evidence: tool.do',
			'Evidence: tool.do',
			'Upload the bundle',
			'Send over this serial line',
			'Photo card',
			'What goes into the bundle',
			'Tools',
		],
	},
	{
		name: 'setting of the clock',
		state: {...unanswered, tools: timeSeen()},
		way: ['0', '6', '2', 'enter'],
		leadsTo: ['Time', 'Time: tool.do'],
	},
	{
		name: 'more',
		state: unanswered,
		way: ['0', '0'],
		leadsTo: ['This host', 'Help', 'Log', 'Leave?'],
	},
] as const;

/** A number only shows such a line. */
const goesOnRecord = (leadsTo: string): boolean => leadsTo.endsWith('finding.accept');

describe.for(screens)('every action of $name', ({state, way, leadsTo}) => {
	test('is reached by its number', async () => {
		for (const [index, expected] of leadsTo.entries()) {
			const digits = [...String(index + 1)];
			const isAwaited = digits.length === 1 && (index + 1) * 10 <= leadsTo.length;
			const needsEnter = isAwaited || goesOnRecord(expected);
			const shown = await arrive(state, way);
			expect(await outcomeOf(shown, [...digits, ...(needsEnter ? ['enter'] : [])])).toBe(expected);
		}
	});

	test('is reached by arrows and Enter', async () => {
		for (const [index, expected] of leadsTo.entries()) {
			const shown = await arrive(state, way);
			const downs = Array.from({length: index}, () => 'down');
			expect(await outcomeOf(shown, ['home', ...downs, 'enter'])).toBe(expected);
		}
	});
});

test('every line of the seed form is reached by arrows and Enter, and its actions by numbers from there', async () => {
	const shown = await arrive(seedAnswered, ['5']);
	await shown.press('up', 'up', 'up', 'up');
	expect(shown.screen()).toContain('> 1  Seed image');
	await shown.press('enter', 'enter', 'enter');
	expect(shown.screen()).toContain('> 4  Read the seed');
	expect(await outcomeOf(shown, ['4'])).toBe('Seed image: seed.read');
	expect(await outcomeOf(await arrive(seedAnswered, ['5']), ['6'])).toBe('Review');
	expect(await outcomeOf(await arrive(seedAnswered, ['5']), ['5'])).toBe('Review');
});

test('every line of the confirmation is reached by arrows and Enter', async () => {
	const shown = await arrive(answered, ['1']);
	await shown.press('down', 'down');
	expect(await outcomeOf(shown, ['enter'])).toBe('Review');
});

const arrive = async (state: typeof answered | typeof unanswered, way: readonly string[]) => {
	const shown = await show(state);
	await shown.press(...way);
	shown.clock.pass(guardMs);
	return shown;
};

const outcomeOf = async (shown: Shown, keys: readonly string[]): Promise<string> => {
	const asked = shown.console.actions.length;
	await shown.press(...keys);
	const {title, actions} = {
		title: titleOf(shown),
		// Looking asks for nothing.
		actions: shown.console.actions
			.slice(asked)
			.map(({type}) => type)
			.filter((type) => type !== 'tool.look'),
	} satisfies Step;
	await shown.close();
	return [title, ...actions].join(': ');
};

const titleOf = ({screen}: Shown): string => {
	const line = screen().split('\n')[1] ?? '';
	return line.replace(/^── (.*?) ─.*$/, '$1');
};
