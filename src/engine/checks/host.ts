/** Checks of CPUs, memory and clock. Pure. */
import {mayGoBelowMinimums, minimumsOf} from '../../config/minimums.ts';
import {sizeText} from '../../hardware/disk-name.ts';
import {hostCheckWords as words} from '../../words/checks/host.ts';
import {seedCheckWords} from '../../words/checks/seed.ts';
import type {Check, Verdict} from '../check.ts';
import {failed, passed, unknown, whenKnown, withSeed} from './verdicts.ts';

export const cpuCount: Check = {
	id: 'cpu-count',
	severity: 'blocker',
	severityFor: ({config}) => (mayGoBelowMinimums(config) ? 'warning' : 'blocker'),
	examine: ({facts, config}) =>
		whenKnown(facts.host.onlineCpus, (count) => {
			const {cpus} = minimumsOf(config);
			return count < cpus ? failed(words.fewCpus(count, cpus)) : passed(words.cpus(count));
		}),
};

export const memorySize: Check = {
	id: 'memory-size',
	severity: 'blocker',
	severityFor: ({config}) => (mayGoBelowMinimums(config) ? 'warning' : 'blocker'),
	examine: ({facts, config}) =>
		whenKnown(facts.host.memoryBytes, (bytes) => {
			const {memoryBytes} = minimumsOf(config);
			return bytes < toleratedBytes(memoryBytes)
				? failed(words.littleMemory(sizeText(bytes), sizeText(memoryBytes)))
				: passed(sizeText(bytes));
		}),
};

export const clockSane: Check = {
	id: 'clock-sane',
	severity: 'warning',
	needs: 'seed',
	examine: (subject) =>
		withSeed(subject, ({created}) =>
			created === undefined
				? unknown(seedCheckWords.noDate)
				: clockVerdict(subject.facts.host.clock, created),
		),
};

/** Firmware and kernel keep some for themselves: assisted-installer tolerates 2 % and 100 MiB. */
const toleratedBytes = (neededBytes: number): number => neededBytes * 0.98 - 100 * 1024 ** 2;

/** A seed is never installed before it was made: then the clock of the host is wrong. */
const clockVerdict = (clock: string, created: string): Verdict => {
	const [clockMs, createdMs] = [Date.parse(clock), Date.parse(created)];
	if (Number.isNaN(clockMs) || Number.isNaN(createdMs)) {
		return unknown(words.badTime);
	}
	return clockMs < createdMs ? failed(words.clockBehind(clock, created)) : passed(clock);
};
