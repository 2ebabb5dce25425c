import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {InstallEvent, Outcome} from '../../src/engine/events.ts';
import {readJournal} from '../../src/engine/journal.ts';
import {resumeRun, startRun} from '../../src/engine/run.ts';
import {memoryMachine, memorySystem} from '../helpers/memory-system.ts';
import {stopMachine, type ToyStep, toyMachine, toyPlan, toyRegistry} from '../helpers/toy-plan.ts';

const journalPath = '/run/journal.jsonl';

const toySteps: fc.Arbitrary<readonly ToyStep[]> = fc
	.array(
		fc.record({
			attempts: fc.array(fc.constantFrom('fails', 'crashes', 'skips', 'goes well'), {
				maxLength: 3,
			}),
			isVolatile: fc.boolean(),
			progress: fc.nat(4),
			isAlongside: fc.boolean(),
		}),
		{minLength: 1, maxLength: 6},
	)
	.map((steps) => steps.map((step, index) => ({...step, name: `step-${index}`})) as ToyStep[]);

/** Starts, and resumes until it is done; `kills` are the numbers of writes after which the engine dies. */
const runToTheEnd = async (steps: readonly ToyStep[], kills: readonly number[]) => {
	const machine = memoryMachine();
	const toys = toyMachine();
	const seen: InstallEvent[] = [];
	const run = {
		system: memorySystem(machine),
		registry: toyRegistry(toys),
		journalPath,
		signal: new AbortController().signal,
		listener: (event: InstallEvent) => seen.push(event),
	};
	const lives = [...kills];
	const attempt = async (work: () => Promise<Outcome>): Promise<Outcome | undefined> => {
		machine.writesLeft = lives.shift() ?? Number.POSITIVE_INFINITY;
		try {
			return await work();
		} catch {
			stopMachine(toys, steps);
			return undefined;
		}
	};
	let outcome = await attempt(() => startRun(toyPlan(steps), run));
	for (let tries = 0; outcome?.kind !== 'done' && tries < 100; tries += 1) {
		outcome = await attempt(() =>
			machine.files.get(journalPath)?.includes('\n')
				? resumeRun(run)
				: startRun(toyPlan(steps), run),
		);
	}
	return {outcome, toys, events: await readJournal(run.system, journalPath)};
};

const balance = (events: readonly InstallEvent[]) => {
	const open = new Set<string>();
	let openRuns = 0;
	for (const event of events) {
		switch (event.type) {
			case 'run.started':
			case 'run.resumed':
				expect(openRuns).toBe(0);
				openRuns += 1;
				break;
			case 'run.finished':
				expect([...open]).toEqual([]);
				expect(openRuns).toBe(1);
				openRuns -= 1;
				break;
			case 'step.started':
				expect([...open]).not.toContain(event.step);
				open.add(event.step);
				break;
			case 'step.finished':
				expect([...open]).toContain(event.step);
				open.delete(event.step);
				break;
			default:
				expect([...open]).toContain(event.step);
		}
	}
	return {open: [...open], openRuns};
};

describe('executing a plan', () => {
	test('every started step and every run ends exactly once, whatever the steps do', async () => {
		await fc.assert(
			fc.asyncProperty(toySteps, async (steps) => {
				const {events} = await runToTheEnd(steps, []);
				expect(balance(events)).toEqual({open: [], openRuns: 0});
			}),
		);
	});

	test('a run that was killed at any event and resumed reaches the same end', async () => {
		await fc.assert(
			fc.asyncProperty(toySteps, fc.array(fc.nat(30), {maxLength: 4}), async (steps, kills) => {
				const undisturbed = await runToTheEnd(steps, []);
				const disturbed = await runToTheEnd(steps, kills);
				expect(disturbed.outcome).toEqual({kind: 'done'});
				expect([...disturbed.toys.marks].sort()).toEqual([...undisturbed.toys.marks].sort());
				expect(balance(disturbed.events)).toEqual({open: [], openRuns: 0});
			}),
			{numRuns: 300},
		);
	});

	test('event numbers rise by one, across kills too', async () => {
		await fc.assert(
			fc.asyncProperty(toySteps, fc.array(fc.nat(30), {maxLength: 3}), async (steps, kills) => {
				const {events} = await runToTheEnd(steps, kills);
				expect(events.map(({seq}) => seq)).toEqual(events.map((_, index) => index + 1));
			}),
		);
	});
});
