/** The words of the checks of CPUs, memory, firmware and clock. Sizes come as texts. */
import {belowMinimum, type FailureWords, type IgnoranceWords, rescan} from './shared.ts';

export const hostCheckWords = {
	unknownFact: (reason: string): IgnoranceWords => ({reason, remedy: rescan}),
	cpus: (count: number): string => `${count} online`,
	fewCpus: (count: number, needed: number): FailureWords => ({
		found: `${count} online`,
		needed: `${needed} or more`,
		remedy: `Enable all cores and SMT in the firmware, or use a larger host.${belowMinimum}`,
	}),
	littleMemory: (size: string, needed: string): FailureWords => ({
		found: size,
		needed: `${needed} or more`,
		remedy: `Add memory, and check that all modules are seen by the firmware.${belowMinimum}`,
	}),
	clockBehind: (clock: string, created: string): FailureWords => ({
		found: `the clock of this host says ${clock}`,
		needed: `a time after ${created}, when the seed was made`,
		remedy:
			'Set date and time (chronyc makestep, or the firmware), or certificates will be refused.',
	}),
	badTime: {reason: 'the date of the seed cannot be read', remedy: 'Compare the clock yourself.'},
};
