/** The three answers of a check, and the questions that most checks begin with. */
import type {Disk, Fact} from '../../hardware/facts.ts';
import type {SeedInfo} from '../../seed/info.ts';
import {diskCheckWords} from '../../words/checks/disk.ts';
import {hostCheckWords} from '../../words/checks/host.ts';
import {seedCheckWords} from '../../words/checks/seed.ts';
import type {FailureWords, IgnoranceWords} from '../../words/checks/shared.ts';
import type {Subject, Verdict} from '../check.ts';

export const passed = (found: string): Verdict => ({kind: 'passed', found});

export const failed = (words: FailureWords): Verdict => ({kind: 'failed', ...words});

export const unknown = (words: IgnoranceWords): Verdict => ({kind: 'unknown', ...words});

export const whenKnown = <Value>(fact: Fact<Value>, judge: (value: Value) => Verdict): Verdict =>
	fact.known ? judge(fact.value) : unknown(hostCheckWords.unknownFact(fact.reason));

export const withDisk = (subject: Subject, judge: (disk: Disk) => Verdict): Verdict =>
	subject.disk === undefined ? unknown(diskCheckWords.noneChosen) : judge(subject.disk);

export const withSeed = (subject: Subject, judge: (seed: SeedInfo) => Verdict): Verdict =>
	subject.seed === undefined ? unknown(seedCheckWords.notRead) : judge(subject.seed);
