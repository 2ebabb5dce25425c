import {describe, expect, test} from 'vitest';
import {exitCodes, InstallError, toProblem} from '../src/errors.ts';
import {problems} from '../src/words/problems.ts';

describe('problems', () => {
	test('each code has a kind with an exit code of its own meaning', () => {
		for (const [code, {kind}] of Object.entries(problems)) {
			expect(exitCodes[kind], code).toBeGreaterThan(0);
		}
		expect(new Set(Object.values(exitCodes)).size).toBe(Object.keys(exitCodes).length);
	});

	test('codes are written in capitals, as one reads them out on the phone', () => {
		expect(Object.keys(problems).filter((code) => !/^[A-Z][A-Z0-9_]+$/.test(code))).toEqual([]);
	});

	test('an error keeps the story of its causes, nearest first', () => {
		const cause = new Error('reading the table', {cause: new Error('EIO')});
		const error = new InstallError('PARTITION_MISSING', {disk: 'sda', number: 4}, {cause});
		expect(toProblem(error)).toEqual({
			code: 'PARTITION_MISSING',
			kind: 'install',
			message: expect.stringContaining('partition 4 of sda'),
			causes: ['reading the table', 'EIO'],
			remedy: expect.any(Array),
		});
	});

	test('what is no InstallError is a bug and keeps its stack', () => {
		expect(toProblem(new TypeError('x is not a function'))).toMatchObject({
			code: 'BUG',
			kind: 'bug',
			stack: expect.stringContaining('errors.test.ts'),
		});
		expect(toProblem('a text')).toMatchObject({code: 'BUG'});
	});
});
