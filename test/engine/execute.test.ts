import {describe, expect, test} from 'vitest';
import type {InstallEvent} from '../../src/engine/events.ts';
import {readJournal} from '../../src/engine/journal.ts';
import type {Plan} from '../../src/engine/plan.ts';
import {resumeRun, skipAndResume, startRun} from '../../src/engine/run.ts';
import type {StepRegistry} from '../../src/engine/step.ts';
import {InstallError} from '../../src/errors.ts';
import {commandLine} from '../../src/system/run.ts';
import type {System} from '../../src/system/types.ts';
import {type MemoryMachine, memoryMachine, memorySystem} from '../helpers/memory-system.ts';
import {type ToyStep, toyMachine, toyPlan, toyRegistry} from '../helpers/toy-plan.ts';

const journalPath = '/run/journal.jsonl';

const toy = (name: string, attempts: ToyStep['attempts'] = [], progress = 0): ToyStep => ({
	name,
	attempts,
	isVolatile: false,
	progress,
});

const runOn = (registry: StepRegistry, machine: MemoryMachine = memoryMachine()) => {
	const seen: InstallEvent[] = [];
	const controller = new AbortController();
	return {
		seen,
		controller,
		machine,
		system: memorySystem(machine),
		registry,
		journalPath,
		signal: controller.signal,
		listener: (event: InstallEvent) => {
			seen.push(event);
		},
	};
};

const summary = (events: readonly InstallEvent[]): string[] =>
	events.map((event) => {
		const step = 'step' in event ? ` ${event.step}` : '';
		const outcome = 'outcome' in event ? ` ${event.outcome.kind}` : '';
		return `${event.type}${step}${outcome}`;
	});

describe('the executor', () => {
	test('stops at the first step that fails, undoes that one, and says both', async () => {
		const toys = toyMachine();
		const run = runOn(toyRegistry(toys));
		const plan = toyPlan([toy('one'), toy('two', ['fails']), toy('three')]);
		const outcome = await startRun(plan, run);
		expect(outcome).toMatchObject({
			kind: 'failed',
			undone: true,
			error: {code: 'PARTITION_MISSING', kind: 'install'},
		});
		expect(toys.undone).toEqual(['two']);
		expect(summary(run.seen)).toEqual([
			'run.started',
			'step.started one',
			'step.finished one done',
			'step.started two',
			'step.finished two failed',
			'run.finished failed',
		]);
	});

	test('a step that refused the disk before its first byte undoes nothing on it', async () => {
		const undone: string[] = [];
		const run = runOn({
			refuses: {
				isDestructive: true,
				run: async () => {
					throw new InstallError('DISK_BUSY', {disk: '/dev/sda', users: ['/dev/sda1 is mounted']});
				},
				undo: async () => void undone.push('refuses'),
			},
			breaks: {
				isDestructive: true,
				run: async (_params: never, {willWrite}) => {
					await willWrite();
					throw new InstallError('PARTITION_MISSING', {disk: 'sda', number: 4});
				},
				undo: async () => void undone.push('breaks'),
			},
		});
		const planOf = (id: string): Plan => ({
			name: 'toy',
			phases: [{id: 'only', steps: [{id, step: id, params: {}, weight: 1}]}],
		});
		expect(await startRun(planOf('refuses'), run)).toMatchObject({
			undone: false,
			error: {code: 'DISK_BUSY'},
		});
		expect(undone).toEqual([]);
		expect(await startRun(planOf('breaks'), run)).toMatchObject({undone: true});
		expect(undone).toEqual(['breaks']);
	});

	test('tells an unexpected throw as a bug with its stack', async () => {
		const run = runOn(toyRegistry(toyMachine()));
		const outcome = await startRun(toyPlan([toy('one', ['crashes'])]), run);
		expect(outcome).toMatchObject({kind: 'failed', error: {code: 'BUG', kind: 'bug'}});
		expect(JSON.stringify(outcome)).toContain('toy-plan.ts');
	});

	test('a retry continues at the step that failed and repeats nothing that stands', async () => {
		const toys = toyMachine();
		const run = runOn(toyRegistry(toys));
		await startRun(toyPlan([toy('one'), toy('two', ['fails']), toy('three')]), run);
		const outcome = await resumeRun(run);
		expect(outcome).toEqual({kind: 'done'});
		expect(Object.fromEntries(toys.attempts)).toEqual({one: 1, two: 2, three: 1});
	});

	test('a step that the host can do without is left out, on record, and never tried again', async () => {
		const toys = toyMachine();
		const registry = toyRegistry(toys);
		const waivable = {toy: {...registry['toy'], ifSkipped: 'it has no marks.'}} as StepRegistry;
		const run = runOn(waivable);
		await startRun(toyPlan([toy('one'), toy('two', ['fails']), toy('three', ['fails'])]), run);
		await expect(skipAndResume('one', run)).rejects.toMatchObject({code: 'STEP_NEEDED'});
		expect(await skipAndResume('two', run)).toMatchObject({kind: 'failed'});
		expect(run.seen).toContainEqual(
			expect.objectContaining({
				type: 'step.finished',
				step: 'two',
				outcome: {kind: 'skipped', reason: 'by hand: it has no marks.'},
				isWaived: true,
			}),
		);
		expect(await resumeRun(run)).toEqual({kind: 'done'});
		expect(Object.fromEntries(toys.attempts)).toEqual({one: 1, two: 1, three: 2});
	});

	test('a step that says nothing of that is needed', async () => {
		const run = runOn(toyRegistry(toyMachine()));
		await startRun(toyPlan([toy('one', ['fails'])]), run);
		await expect(skipAndResume('one', run)).rejects.toMatchObject({code: 'STEP_NEEDED'});
	});

	test('phases alongside run at the same time; a failure ends the others and is what is told', async () => {
		const order: string[] = [];
		const run = runOn({
			waits: {
				run: (_params: never, {signal}) =>
					new Promise<undefined>((_, reject) => {
						order.push('waits');
						signal.addEventListener('abort', () => reject(new Error('stopped')));
					}),
			},
			fails: {
				run: async () => {
					order.push('fails');
					throw new InstallError('PARTITION_MISSING', {disk: 'sda', number: 4});
				},
			},
		});
		const step = (id: string) => ({id, step: id, params: {}, weight: 1});
		const outcome = await startRun(
			{
				name: 'toy',
				phases: [
					{id: 'a', steps: [step('waits')]},
					{id: 'b', steps: [step('fails')], isAlongside: true},
				],
			},
			run,
		);
		expect(order).toEqual(['waits', 'fails']);
		expect(outcome).toMatchObject({kind: 'failed', error: {code: 'PARTITION_MISSING'}});
		expect(summary(run.seen).slice(-3)).toEqual([
			'step.finished fails failed',
			'step.finished waits cancelled',
			'run.finished failed',
		]);
	});

	test('a finished run is not taken up again', async () => {
		const run = runOn(toyRegistry(toyMachine()));
		await startRun(toyPlan([toy('one')]), run);
		await expect(resumeRun(run)).rejects.toMatchObject({code: 'NOTHING_TO_RESUME'});
	});

	test('cancelling ends the running step as cancelled, undoes it and starts no other', async () => {
		const undone: string[] = [];
		const run = runOn({
			waits: {
				run: (_params: never, {signal}) =>
					new Promise<undefined>((_, reject) => {
						signal.addEventListener('abort', () => reject(new Error('stopped')));
						run.controller.abort();
					}),
				undo: async (_params: never, {signal}) => {
					undone.push(signal.aborted ? 'with a dead signal' : 'with a live signal');
				},
			},
		});
		const plan: Plan = {
			name: 'toy',
			phases: [
				{
					id: 'only',
					steps: [
						{id: 'a', step: 'waits', params: {}, weight: 1},
						{id: 'b', step: 'waits', params: {}, weight: 1},
					],
				},
			],
		};
		expect(await startRun(plan, run)).toEqual({kind: 'cancelled'});
		expect(undone).toEqual(['with a live signal']);
		expect(summary(run.seen).slice(-2)).toEqual([
			'step.finished a cancelled',
			'run.finished cancelled',
		]);
	});

	test('a flood of progress is thinned out, and its last value is told', async () => {
		const run = runOn({
			floods: {
				run: async (_params: never, {progress}) => {
					for (let done = 1; done <= 10_000; done += 1) {
						progress(done, 10_000);
					}
				},
			},
		});
		const step = {id: 'a', step: 'floods', params: {}, weight: 1};
		await startRun({name: 'toy', phases: [{id: 'only', steps: [step]}]}, run);
		const told = run.seen.filter(({type}) => type === 'step.progressed');
		expect(told.length).toBeLessThan(5);
		expect(told.at(-1)).toMatchObject({done: 10_000});
	});

	test('a flood of lines is cut with a count of what was left out', async () => {
		const run = runOn({
			talks: {
				run: async (_params: never, {log, system}) => {
					for (let line = 0; line < 200; line += 1) {
						log(`line ${line}`);
					}
					await system.clock.sleep(1000);
					log('last');
				},
			},
		});
		const step = {id: 'a', step: 'talks', params: {}, weight: 1};
		await startRun({name: 'toy', phases: [{id: 'only', steps: [step]}]}, run);
		const lines = run.seen.flatMap((event) => (event.type === 'step.logged' ? [event.line] : []));
		expect(lines).toHaveLength(52);
		expect(lines.slice(-2)).toEqual(['(150 lines left out)', 'last']);
	});
});

describe('the journal', () => {
	test('holds every event that was told, in order', async () => {
		const run = runOn(toyRegistry(toyMachine()));
		await startRun(toyPlan([toy('one', [], 3), toy('two', ['skips'])]), run);
		expect(await readJournal(run.system, journalPath)).toEqual(run.seen);
	});

	test('is mirrored from the moment its directory exists, with all that came before', async () => {
		const toys = toyMachine();
		const machine = memoryMachine();
		const registry: StepRegistry = {
			...toyRegistry(toys),
			mounts: {run: async (_params: never, {system}) => system.files.makeDirectory('/mnt/record')},
		};
		const run = runOn(registry, machine);
		const [first, , last] = toyPlan([toy('one'), toy('two'), toy('three')]).phases;
		const mount = {id: 'mount', step: 'mounts', params: {}, weight: 1};
		const plan: Plan = {
			name: 'toy',
			journalMirrors: ['/mnt/record'],
			phases: [first, {id: 'mount', steps: [mount]}, last].flatMap((phase) => phase ?? []),
		};
		await startRun(plan, run);
		expect(machine.files.get('/mnt/record/journal.jsonl')).toBe(machine.files.get(journalPath));
	});

	test('is on the disk after all that a step left there, but for what need not outlive a power cut', async () => {
		const machine = memoryMachine();
		const synced: string[] = [];
		const run = runOn(
			{
				mounts: {run: async (_params: never, {system}) => system.files.makeDirectory('/mnt/a')},
				'mounts-more': {
					run: async (_params: never, {system}) => system.files.makeDirectory('/mnt/b'),
				},
				fetches: {run: async () => {}, isFleeting: true},
			},
			machine,
		);
		const system: System = {
			...run.system,
			run: async (command, options) => {
				synced.push(commandLine(command));
				return run.system.run(command, options);
			},
		};
		const steps = ['mounts', 'mounts-more', 'fetches'].map((step) => ({
			id: step,
			step,
			params: {},
			weight: 1,
		}));
		const journalMirrors = ['/mnt/a', '/mnt/b'];
		await startRun({name: 'toy', journalMirrors, phases: [{id: 'all', steps}]}, {...run, system});
		expect(synced).toEqual(['sync --file-system /mnt/a', 'sync --file-system /mnt/a']);
		expect(machine.files.get('/mnt/b/journal.jsonl')).toBe(machine.files.get(journalPath));
	});

	test('a line that a crash cut is left out, a damaged line in the middle is an error', async () => {
		const run = runOn(toyRegistry(toyMachine()));
		await startRun(toyPlan([toy('one')]), run);
		const text = run.machine.files.get(journalPath) ?? '';
		run.machine.files.set(journalPath, text.slice(0, -9));
		expect(await readJournal(run.system, journalPath)).toEqual(run.seen.slice(0, -1));
		run.machine.files.set(journalPath, text.replace('"seq":2', '"seq":"two"'));
		await expect(readJournal(run.system, journalPath)).rejects.toMatchObject({
			code: 'JOURNAL_DAMAGED',
		});
	});
});
