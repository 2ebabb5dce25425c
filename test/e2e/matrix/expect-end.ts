/** What a script, a journal and a person see of an attempt that did not come to its end. */
import {expect} from 'vitest';
import type {LabHost} from '../../../lab/host.ts';
import {type Attempt, journalEnd} from './attempt.ts';

export const expectEnd = async (
	host: LabHost,
	{exitCode, failedStep, stderr}: Attempt,
	expected: readonly [exitCode: number, step: string, end: string],
): Promise<void> => {
	expect([exitCode, failedStep, await journalEnd(host), stderr]).toEqual([...expected, '']);
};
