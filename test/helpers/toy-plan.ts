/** Plans of toy steps on a toy machine: a list of marks. Enough to say laws about executing. */
import type {Plan} from '../../src/engine/plan.ts';
import type {StepRegistry} from '../../src/engine/step.ts';
import {InstallError} from '../../src/errors.ts';

export type ToyStep = {
	readonly name: string;
	/** What happens on the n-th attempt; after the last one it goes well. */
	readonly attempts: readonly ('fails' | 'crashes' | 'skips' | 'goes well')[];
	/** A volatile step is undone by a stop of the engine, as a mount is by a reboot. */
	readonly isVolatile: boolean;
	readonly progress: number;
	/** Its phase runs beside the one before. */
	readonly isAlongside?: boolean;
};

export type ToyMachine = {
	marks: Set<string>;
	attempts: Map<string, number>;
	undone: string[];
};

export const toyMachine = (): ToyMachine => ({marks: new Set(), attempts: new Map(), undone: []});

export const toyPlan = (steps: readonly ToyStep[]): Plan => ({
	name: 'toy',
	phases: steps.map((toy, index) => ({
		id: `phase-${index}`,
		...(toy.isAlongside && {isAlongside: true}),
		steps: [{id: toy.name, step: 'toy', params: toy, weight: index + 1}],
	})),
});

export const toyRegistry = (machine: ToyMachine): StepRegistry => ({
	toy: {
		unit: 'bytes',
		run: async (toy: ToyStep, {progress, log}) => {
			const attempt = machine.attempts.get(toy.name) ?? 0;
			machine.attempts.set(toy.name, attempt + 1);
			for (let done = 0; done < toy.progress; done += 1) {
				progress(done, toy.progress);
				log(`${toy.name} at ${done}`);
				await Promise.resolve();
			}
			const happens = toy.attempts[attempt] ?? 'goes well';
			if (happens === 'fails') {
				throw new InstallError('PARTITION_MISSING', {disk: toy.name, number: 1});
			}
			if (happens === 'crashes') {
				throw new TypeError('a bug');
			}
			machine.marks.add(toy.name);
			return happens === 'skips' ? {skipped: 'nothing to do'} : undefined;
		},
		isDone: async (toy: ToyStep) => machine.marks.has(toy.name),
		undo: async (toy: ToyStep) => {
			machine.undone.push(toy.name);
		},
	},
});

/** What a stop of the engine does to the machine. */
export const stopMachine = (machine: ToyMachine, steps: readonly ToyStep[]): void => {
	for (const {name, isVolatile} of steps) {
		if (isVolatile) {
			machine.marks.delete(name);
		}
	}
};
